"""Practising a day of a rollout in copies of its hours, which nobody else sees or hears of."""

from __future__ import annotations

from datetime import date

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sufflor.lib.clock import local_date
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.questions import actions, queries
from sufflor.rollout.models import ItemKind, Rollout
from sufflor.rollout.rules import may_plan


class DayForm(forms.Form):
    def __init__(self, sent: QueryDict | None, *, days: list[date], today: date) -> None:
        nearest = next((day for day in days if day >= today), None)
        super().__init__(sent, initial={"day": nearest.isoformat() if nearest else ""})
        choices = [
            (day.isoformat(), f"{date_format(day, 'l')} {date_format(day, 'DATE_FORMAT')}")
            for day in days
        ]
        self.fields["day"] = forms.ChoiceField(label=_("Which day"), choices=choices)

    def chosen(self) -> date:
        return date.fromisoformat(self.cleaned_data["day"])


@login_required
@looked_at_or_sent
def rehearsal(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose a day and begin; then the way to each of its copies."""
    require(may_plan(request.user))
    rollout = get_object_or_404(Rollout, pk=pk)
    days = list(rollout.days.values_list("date", flat=True))
    form = DayForm(posted(request), days=days, today=local_date(request.at))
    begun = carried_out(
        form,
        lambda: actions.rehearse_day(
            rollout=rollout, day=form.chosen(), by=request.user, at=timezone.now()
        ),
        about={actions.NoHoursThatDay: "day"},
    )
    if begun:
        messages.success(request, _("The rehearsal has begun. Nobody is told of anything."))
        return SeeOther(_address(pk))
    return form_page(
        request,
        "backstage/rehearsal.html",
        form,
        rollout=rollout,
        practised=queries.rehearsals(rollout),
        point=rollout.checklist.filter(kind=ItemKind.REHEARSAL).select_related("ticked_by").first(),
    )


@login_required
@require_POST
def rehearsal_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take it all away; done, or broken off."""
    rollout = get_object_or_404(Rollout, pk=pk)
    if request.POST.get("deed") == "done":
        actions.finish_rehearsal(rollout=rollout, by=request.user, at=timezone.now())
        messages.success(request, _("The rehearsal is over and ticked on the checklist."))
    else:
        actions.end_rehearsed_days(rollout=rollout, by=request.user, at=timezone.now())
        messages.success(request, _("The rehearsal is taken away."))
    return SeeOther(_address(pk))


def _address(pk: int) -> str:
    return reverse("rehearsal", args=[pk])


urls = [
    path("styring/innforing/<number:pk>/prove/", rehearsal, name="rehearsal"),
    path("styring/innforing/<number:pk>/prove/slutt/", rehearsal_end, name="rehearsal_end"),
]
