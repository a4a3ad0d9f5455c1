"""Guidance in passing, counted in one press; and what one has given lately."""

from __future__ import annotations

from uuid import uuid4

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

from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization import actions, queries, rules
from sufflor.organization.actions.knowing import TAKEN_BACK_WITHIN
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import MOST_MINUTES, CaseArea, Guidance, Unit

# The buttons; most guidance in passing is one of these.
USUAL = (5, 15, 30)


class GuidanceForm(forms.Form):
    area = forms.ModelChoiceField(
        CaseArea.objects.all(),
        label=gettext_lazy("Case area"),
        empty_label=gettext_lazy("Choose a case area"),
    )
    unit = forms.ModelChoiceField(
        Unit.objects.all(), label=gettext_lazy("Where they work, whom you helped")
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("How many minutes"), min_value=1, max_value=MOST_MINUTES
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)


@login_required
@looked_at_or_sent
def guidance(request: SignedInRequest) -> HttpResponse:
    """The presses on the pages of teams and networks come here as well."""
    require(rules.may_tally(request.user, request.at))
    units, areas = queries.teams_of(request.user, request.at)
    initial = {
        "submission": uuid4(),
        "minutes": USUAL[0],
        "unit": request.user.unit_id,
        "area": areas[0].pk if areas else None,
    }
    form = GuidanceForm(posted(request), initial=initial)
    given = carried_out(
        form,
        lambda: actions.tally_guidance(**form.cleaned_data, by=request.user, at=timezone.now()),
    )
    if given:
        said = _("%(minutes)s minutes of guidance are noted. Thank you for helping.")
        messages.success(request, said % {"minutes": given.minutes})
        return SeeOther(reverse("guidance"))
    return form_page(
        request,
        "backstage/guidance.html",
        form,
        units=units,
        areas=areas,
        unit=request.user.unit,
        presses=[(area, uuid4()) for area in areas] if request.user.unit else [],
        usual=USUAL,
        tally=queries.tally(request.user, request.at),
        recent=timezone.now() - TAKEN_BACK_WITHIN,
    )


@login_required
@require_POST
def guidance_take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Whose it is not, finds no page."""
    given = get_object_or_404(Guidance, pk=pk, person=request.user)
    actions.take_back_guidance(guidance=given, by=request.user, at=timezone.now())
    messages.success(request, _("The guidance is taken back."))
    return SeeOther(reverse("guidance"))


urls = [
    path("mine/veiledning/", guidance, name="guidance"),
    path("mine/veiledning/<number:pk>/angring/", guidance_take_back, name="guidance_take_back"),
]
