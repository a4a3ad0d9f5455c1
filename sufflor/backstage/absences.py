"""One's own work as a helper: when one is away, and what one is appointed for."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from sufflor.backstage.deeds import carried_out, posted
from sufflor.design.fields import DayField
from sufflor.lib.clock import local_date
from sufflor.lib.responses import SeeOther
from sufflor.organization import actions
from sufflor.organization.actions.appointing import WrongWayRound
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import Absence


class AbsenceForm(forms.Form):
    from_date = DayField(label=gettext_lazy("First day away"))
    to_date = DayField(label=gettext_lazy("Last day away"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def absences(request: SignedInRequest) -> HttpResponse:
    form = AbsenceForm(posted(request))
    absence = carried_out(
        form,
        lambda: actions.note_absence(
            person=request.user, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        about={WrongWayRound: "to_date"},
    )
    if absence:
        messages.success(
            request, _("It is noted. New requests go to your deputy or the next one meanwhile.")
        )
        return SeeOther(reverse("absences"))
    today = local_date(request.at)
    appointments = request.user.appointments.valid_on(today)
    context = {
        "form": form,
        "today": today,
        "absences": request.user.absences.filter(to_date__gte=today).order_by("from_date"),
        "appointments": appointments.select_related("unit", "area", "process", "deputy"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "backstage/absences.html", context, status=status)


@login_required
@require_POST
def absence_cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Whose absence it is not, finds no page."""
    absence = get_object_or_404(Absence, pk=pk, person=request.user)
    actions.cancel_absence(absence=absence, by=request.user, at=timezone.now())
    messages.success(request, _("You are there after all."))
    return SeeOther(reverse("absences"))


urls = [
    path("mine/fravar/", absences, name="absences"),
    path("mine/fravar/<number:pk>/fjerning/", absence_cancel, name="absence_cancel"),
]
