"""The page where administrators say what the groups of the institution's directory give here."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization import actions
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import ProvisionedGroup, Role, Unit
from sufflor.organization.queries import directory_groups
from sufflor.organization.rules import may_administer

ON_A_PAGE = 50


class GroupForm(forms.Form):
    role = forms.ChoiceField(
        label=gettext_lazy("The role that its members get"),
        choices=[("", gettext_lazy("No role")), *Role.choices],
        required=False,
    )
    unit = forms.ModelChoiceField(
        Unit.objects.all(),
        label=gettext_lazy("The unit that its members belong to"),
        empty_label=gettext_lazy("No unit"),
        required=False,
    )


@login_required
@require_safe
def provisioning(request: SignedInRequest) -> HttpResponse:
    require(may_administer(request.user))
    page = Paginator(directory_groups(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "api/provisioning.html", {"page": page})


@login_required
@looked_at_or_sent
def provisioned_group(request: SignedInRequest, pk: int) -> HttpResponse:
    require(may_administer(request.user))
    group = get_object_or_404(directory_groups(), pk=pk)
    first = {"role": group.role, "unit": group.unit}
    form = GroupForm(posted(request), initial=first)
    if carried_out(form, lambda: _mapped(request, group, form)):
        messages.success(request, _("It holds from now on, for all members."))
        return SeeOther(reverse("provisioning"))
    return form_page(request, "api/provisioned_group.html", form, group=group)


def _mapped(request: SignedInRequest, group: ProvisionedGroup, form: GroupForm) -> bool:
    said = form.cleaned_data
    role = Role(said["role"]) if said["role"] else None
    actions.map_group(group=group, role=role, unit=said["unit"], by=request.user, at=timezone.now())
    return True


urls = [
    path("styring/katalog/", provisioning, name="provisioning"),
    path("styring/katalog/<number:pk>/", provisioned_group, name="provisioned_group"),
]
