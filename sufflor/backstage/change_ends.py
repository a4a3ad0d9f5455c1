"""What is done with several wishes: sending them to the vendor, and taking one into another."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from sufflor.backstage.change_forms import SameForm, SendForm
from sufflor.backstage.changes import find, to_change
from sufflor.backstage.form_alone import form_alone
from sufflor.change_requests import actions, queries, rules
from sufflor.change_requests.models import ChangeRequest, State
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.vendor.actions import bundle_changes
from sufflor.vendor.models import VendorCase
from sufflor.vendor.queries import systems
from sufflor.vendor.rules import may_propose

MOST_CHOICES = 30


class Sent(NamedTuple):
    """How many wishes went, and the case that they are now."""

    wishes: int
    case: VendorCase | None = None


@login_required
@looked_at_or_sent
def changes_send(request: SignedInRequest) -> HttpResponse:
    """Those that were accepted, together: the vendor gets one bundle, and each says so."""
    require(rules.may_keep(request.user))
    there = list(queries.sendable())
    # The second half of a double click finds them sent, and is no fault.
    again = ChangeRequest.objects.filter(state=State.SENT) if request.method == "POST" else []
    form = SendForm(
        posted(request),
        among=[*there, *again],
        systems=systems() if may_propose(request.user) else None,
    )
    sent = carried_out(form, lambda: _sent(request, form), about={actions.NothingChosen: "changes"})
    if sent is None:
        return form_page(request, "backstage/changes_send.html", form, there=there)
    told = ngettext(
        "%(count)d wish is sent to the vendor.",
        "%(count)d wishes are sent to the vendor.",
        sent.wishes,
    )
    messages.success(request, told % {"count": sent.wishes})
    if sent.case:
        return SeeOther(reverse("vendor_case", args=[sent.case.pk]))
    return SeeOther(reverse("changes_plan"))


def _sent(request: SignedInRequest, form: SendForm) -> Sent:
    """As one case for the vendor where a system is chosen."""
    said, now = form.cleaned_data, timezone.now()
    wishes, system = list(said["changes"]), said.get("system")
    if system is None:
        actions.send(changes=wishes, text=said["text"], by=request.user, at=now)
        return Sent(len(wishes))
    case = bundle_changes(wishes=wishes, system=system, text=said["text"], by=request.user, at=now)
    return Sent(len(wishes), case)


@login_required
@looked_at_or_sent
def change_merge(request: SignedInRequest, pk: int) -> HttpResponse:
    change = find(request, pk)
    require(rules.may_keep(request.user))
    if not change.is_undecided:
        raise actions.NotFromHere.but(change.state)
    form = SameForm(posted(request), among=_choices(change))
    merged = carried_out(
        form,
        lambda: actions.merge(
            change=change, into=form.cleaned_data["into"], by=request.user, at=timezone.now()
        ),
    )
    if merged is None:
        lead = _(
            "Those who asked for it count with the other from now on, and hear what is decided "
            "there. It can be undone."
        )
        return form_alone(
            request,
            form,
            _("It is the same as another"),
            lead,
            _("Take it into that one"),
            to_change(change),
            number=change.number,
            icon="merge",
        )
    messages.success(request, _("It is taken into the other. That can be undone here."))
    return SeeOther(reverse("change_plan", args=[pk]))


def _choices(change: ChangeRequest) -> list[ChangeRequest]:
    """Those that look like it first, then the others that stand."""
    text = f"{change.title} {change.need}"[:500]
    alike = queries.alike(text, without=[change.pk])
    known = [change.pk, *(each.pk for each in alike)]
    return [*alike, *queries.choices(without=known)[:MOST_CHOICES]]


@login_required
@require_POST
def change_merge_undo(request: SignedInRequest, pk: int) -> HttpResponse:
    actions.undo_merge(change=find(request, pk), by=request.user, at=timezone.now())
    messages.success(request, _("It is a wish of its own again."))
    return SeeOther(reverse("change_plan", args=[pk]))


urls = [
    path("arbeid/onsker/leverandor/", changes_send, name="changes_send"),
    path("arbeid/onsker/<number:pk>/sammen/", change_merge, name="change_merge"),
    path("arbeid/onsker/<number:pk>/sammen/angre/", change_merge_undo, name="change_merge_undo"),
]
