"""What people may do beyond asking and reading: given and taken by administrators."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from sufflor.backstage.people_fields import PersonField
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization import actions, queries, rules
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import Role, RoleGrant

WHAT_IT_GIVES = {
    Role.HOST: gettext_lazy("Leads question hours, answers, and makes guidance of answers."),
    Role.EDITOR: gettext_lazy("Writes and reviews the texts of their own department."),
    Role.PLANNER: gettext_lazy("Plans rollouts: days, ways in, question hours."),
    Role.CONFIDENTIAL: gettext_lazy("Sees what is confidential in the groups they help in."),
    Role.ADMINISTRATOR: gettext_lazy(
        "Looks after people, units, forms and keys. Reads no requests by that."
    ),
    Role.ARCHIVIST: gettext_lazy("Gives access by the law and fetches packages for the archive."),
}


class RoleForm(forms.Form):
    person = PersonField(
        label=gettext_lazy("Who"), help_text=gettext_lazy("Username, e-mail address or full name.")
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role, widget=forms.RadioSelect)


@login_required
@looked_at_or_sent
def roles(request: SignedInRequest) -> HttpResponse:
    require(rules.may_administer(request.user))
    form = RoleForm(posted(request))
    given = carried_out(
        form,
        lambda: actions.grant_role(
            person=form.cleaned_data["person"],
            role=Role(form.cleaned_data["role"]),
            by=request.user,
            at=timezone.now(),
        ),
    )
    if given:
        said = _("%(person)s has the role now, and signs in again to use it.")
        messages.success(request, said % {"person": given.person.full_name})
        return SeeOther(reverse("roles"))
    held = [(role, WHAT_IT_GIVES[role], grants) for role, grants in queries.granted().items()]
    return form_page(request, "backstage/roles.html", form, held=held)


@login_required
@require_POST
def role_end(request: SignedInRequest, pk: int) -> HttpResponse:
    grant = get_object_or_404(RoleGrant.objects.select_related("person"), pk=pk)
    actions.withdraw_role(
        person=grant.person, role=Role(grant.role), by=request.user, at=timezone.now()
    )
    said = _("%(person)s does not have the role any more.")
    messages.success(request, said % {"person": grant.person.full_name})
    return SeeOther(reverse("roles"))


urls = [
    path("styring/roller/", roles, name="roles"),
    path("styring/roller/<number:pk>/slutt/", role_end, name="role_end"),
]
