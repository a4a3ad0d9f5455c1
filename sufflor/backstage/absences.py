"""When helpers are away, and what they have in hand: oneself, or those one answers for."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from sufflor.backstage.people_fields import PersonField
from sufflor.backstage.work_many import tell_of_refused
from sufflor.design.fields import DayField
from sufflor.desk import actions as desk
from sufflor.desk import queries as requests
from sufflor.lib.clock import local_date
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization import actions, rules
from sufflor.organization.actions.appointing import WrongWayRound
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import Absence, User

# Where the address says who it is about, when that is not oneself.
WHO = "hvem"


class AbsenceForm(forms.Form):
    from_date = DayField(label=gettext_lazy("First day away"))
    to_date = DayField(label=gettext_lazy("Last day away"))


class WhoForm(forms.Form):
    hvem = PersonField(
        label=gettext_lazy("Who is away"),
        help_text=gettext_lazy("Username or e-mail address."),
    )


@login_required
@looked_at_or_sent
def absences(request: SignedInRequest) -> HttpResponse:
    asked = WhoForm(request.GET or None)
    person = asked.cleaned_data[WHO] if asked.is_bound and asked.is_valid() else request.user
    require(rules.may_note_absence(request.user, person))
    form = AbsenceForm(posted(request))
    absence = carried_out(
        form,
        lambda: actions.note_absence(
            person=person, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        about={WrongWayRound: "to_date"},
    )
    if absence:
        said = _("It is noted. New requests go to the deputy or the next one meanwhile.")
        messages.success(request, said)
        return SeeOther(_page_of(person, request))
    return form_page(
        request, "backstage/absences.html", form, **_facts(request, person), asked=asked
    )


@login_required
@require_POST
def absence_cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Whoever may not note it finds no page."""
    absence = get_object_or_404(Absence.objects.select_related("person"), pk=pk)
    if not rules.may_note_absence(request.user, absence.person):
        raise Http404
    actions.cancel_absence(absence=absence, by=request.user, at=timezone.now())
    is_own = absence.person == request.user
    said = _("You are there after all.") if is_own else _("%(name)s is there after all.")
    messages.success(request, said % {"name": absence.person.full_name})
    return SeeOther(_page_of(absence.person, request))


@login_required
@require_POST
def give_up(request: SignedInRequest, pk: int) -> HttpResponse:
    """What somebody has in hand, or some of it, to those who can answer meanwhile."""
    person = get_object_or_404(User, pk=pk)
    if not rules.may_note_absence(request.user, person):
        raise Http404
    chosen = request.POST.getlist("valgt")
    held = requests.held_by(person, request.user, request.at)
    those = [one.request for one in held if str(one.request.pk) in chosen]
    became = desk.give_up(requests=those, person=person, by=request.user, at=timezone.now())
    if became.done:
        count = len(became.done)
        said = ngettext(
            "%(count)d request is given back.", "%(count)d requests are given back.", count
        )
        messages.success(request, said % {"count": count})
    elif not became.refused:
        messages.warning(request, _("Choose one request or more first."))
    tell_of_refused(request, became.refused)
    return SeeOther(_page_of(person, request))


def _facts(request: SignedInRequest, person: User) -> dict[str, object]:
    today = local_date(request.at)
    noted = list(person.absences.filter(to_date__gte=today).order_by("from_date"))
    appointments = person.appointments.valid_on(today)
    return {
        "person": person,
        "is_own": person == request.user,
        "today": today,
        "absences": noted,
        "held": requests.held_by(person, request.user, request.at) if noted else [],
        "appointments": appointments.select_related("unit", "area", "process", "deputy"),
        "may_note_others": rules.may_note_absences(request.user),
    }


def _page_of(person: User, request: SignedInRequest) -> str:
    page = reverse("absences")
    return page if person == request.user else f"{page}?{urlencode({WHO: person.username})}"


urls = [
    path("mine/fravar/", absences, name="absences"),
    path("mine/fravar/<number:pk>/fjerning/", absence_cancel, name="absence_cancel"),
    path("mine/fravar/<number:pk>/henvendelser/", give_up, name="absence_give_up"),
]
