"""Who helps in which support group: brought in and taken out by administrators."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from sufflor.backstage.opening_forms import Refused
from sufflor.backstage.people_fields import PersonField
from sufflor.desk import actions as desk
from sufflor.desk import queries as requests
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization import actions, queries, rules
from sufflor.organization.actions.appointing import HasLeft
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import SupportGroup, User


class MemberForm(forms.Form):
    person = PersonField(
        label=gettext_lazy("Who"),
        help_text=gettext_lazy("Username, e-mail address or full name."),
        says_closed=True,
    )

    REFUSED: Refused = {HasLeft: "person", actions.HelpsNobody: "person"}


@login_required
@require_safe
def support_groups(request: SignedInRequest) -> HttpResponse:
    require(rules.may_administer(request.user))
    lying = requests.lying_in_groups()
    groups = [(group, lying[group.pk]) for group in queries.support_groups()]
    return render(request, "backstage/support_groups.html", {"groups": groups})


@login_required
@looked_at_or_sent
def support_group(request: SignedInRequest, whose: str) -> HttpResponse:
    require(rules.may_administer(request.user))
    group = _group(whose)
    form = MemberForm(posted(request))
    brought = carried_out(
        form,
        lambda: actions.bring_into_group(
            group=group, person=form.cleaned_data["person"], by=request.user, at=timezone.now()
        ),
        about=MemberForm.REFUSED,
    )
    if brought:
        said = _("%(person)s helps in %(group)s now.")
        words = {"person": brought.person.full_name, "group": group.local_name}
        messages.success(request, said % words)
        return SeeOther(reverse("support_group", args=[whose]))
    in_hand = requests.in_hand(group=group)
    members = [(one, in_hand[one.pk]) for one in queries.members_of(group, request.at)]
    return form_page(
        request,
        "backstage/support_group.html",
        form,
        group=group,
        members=members,
        lying=in_hand.total(),
        untaken=in_hand[None],
        # With those who look at what has bounced, or who were taken out as they took it.
        outside=in_hand.total() - in_hand[None] - sum(count for _one, count in members),
        is_manned=any(one.is_active for one, _count in members),
    )


@login_required
@require_safe
def group_member(request: SignedInRequest, whose: str, person: int) -> HttpResponse:
    """What somebody answers for, and what comes of it when they are taken out."""
    require(rules.may_administer(request.user))
    group = _group(whose)
    members = list(queries.members_of(group, request.at))
    found = next((one for one in members if one.pk == person), None)
    if found is None:
        # Somebody else has just taken them out, perhaps.
        get_object_or_404(User, pk=person)
        return SeeOther(reverse("support_group", args=[whose]))
    context = {
        "group": group,
        "person": found,
        "count": requests.in_hand(group=group)[found.pk],
        "held": requests.held_by(found, request.user, request.at, group=group),
        "answers_for": queries.answers_for(found, request.at, beside=group),
        "is_last": not any(one.is_active for one in members if one != found),
        "must_stay": requests.is_last_there(group, found, members),
    }
    return render(request, "backstage/support_group_member.html", context)


@login_required
@require_POST
def group_member_end(request: SignedInRequest, whose: str, person: int) -> HttpResponse:
    group, found = _group(whose), get_object_or_404(User, pk=person)
    returned = desk.part_from_group(group=group, person=found, by=request.user, at=timezone.now())
    said = _("%(person)s does not help in %(group)s any more.")
    messages.success(request, said % {"person": found.full_name, "group": group.local_name})
    if returned:
        lies = ngettext(
            "%(count)d request lies with the group again.",
            "%(count)d requests lie with the group again.",
            len(returned),
        )
        messages.info(request, lies % {"count": len(returned)})
    return SeeOther(reverse("support_group", args=[whose]))


def _group(code: str) -> SupportGroup:
    return get_object_or_404(SupportGroup.objects.select_related("area", "unit"), code=code)


urls = [
    path("styring/grupper/", support_groups, name="support_groups"),
    path("styring/grupper/<slug:whose>/", support_group, name="support_group"),
    path("styring/grupper/<slug:whose>/<number:person>/", group_member, name="group_member"),
    path(
        "styring/grupper/<slug:whose>/<number:person>/slutt/",
        group_member_end,
        name="group_member_end",
    ),
]
