"""The register of process advisers: who helps where, the holes, and appointing somebody."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sufflor.backstage.adviser_forms import (
    AppointmentForm,
    ChangeForm,
    DescriptionForm,
    units_to_choose,
)
from sufflor.backstage.choices import area_options, directory, unit_options
from sufflor.backstage.form_alone import Back, form_alone
from sufflor.lib.addresses import query_string
from sufflor.lib.clock import local_date
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization import actions, queries, rules
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import Appointment, CaseArea, Unit, User

ON_A_PAGE = 40
LONGEST = 100


@login_required
@require_safe
def advisers(request: SignedInRequest) -> HttpResponse:
    """Filtered by the address; what is not known there filters nothing."""
    require(rules.may_see_register(request.user, request.at))
    known = directory(request)
    asked = {name: request.GET.get(name, "")[:LONGEST] for name in ("enhet", "omrade", "q")}
    unit = Unit.objects.filter(code=asked["enhet"]).first() if asked["enhet"] else None
    area = CaseArea.objects.filter(slug=asked["omrade"]).first() if asked["omrade"] else None
    rows = queries.register(at=request.at, unit=unit, area=area, words=asked["q"])
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    filters = query_string(asked)
    context = {
        "page": page,
        "own": _may_describe(request.user, [row.appointment for row in page]),
        "count": len(rows),
        "query": f"{filters}&" if filters else "",
        "is_filtered": bool(filters),
        "words": asked["q"],
        "units": unit_options(known, unit),
        "areas": area_options(known, area),
        "coverage": queries.coverage(at=request.at),
        # Beside the whole register; who looks for somebody knows whom.
        "appointed": []
        if filters or page.number > 1
        else queries.appointed_lately(request.user, request.at),
        "may_appoint": rules.may_appoint_somewhere(request.user),
        "may_load": rules.may_administer(request.user),
    }
    return render(request, "backstage/advisers.html", context)


def _may_describe(person: User, shown: Sequence[Appointment]) -> frozenset[int]:
    """Those that lead somewhere: others are only read."""
    return frozenset(one.pk for one in shown if rules.may_describe(person, one.person, one.unit))


@login_required
@looked_at_or_sent
def appointment_new(request: SignedInRequest) -> HttpResponse:
    require(rules.may_appoint_somewhere(request.user))
    initial = {
        "from_date": local_date(request.at),
        "unit": request.user.unit_id,
        "subject": request.GET.get("omrade", ""),
        "person": request.GET.get("hvem", "")[:LONGEST],
    }
    units = units_to_choose(request.user, directory(request).units)
    form = AppointmentForm(posted(request), units=units, initial=initial)
    appointment = carried_out(
        form,
        lambda: actions.appoint(
            person=form.cleaned_data["person"],
            unit=form.cleaned_data["unit"],
            area=form.cleaned_data["subject"].area,
            process=form.cleaned_data["subject"].process,
            from_date=form.cleaned_data["from_date"],
            to_date=form.cleaned_data["to_date"],
            deputy=form.cleaned_data["deputy"],
            capacity=form.cleaned_data["capacity"],
            competence_text=form.cleaned_data["competence_text"],
            by=request.user,
            at=timezone.now(),
        ),
        about=form.REFUSED,
    )
    if appointment:
        said = _("%(person)s is appointed.") % {"person": appointment.person.full_name}
        messages.success(request, said)
        return SeeOther(_register_of(appointment))
    title = _("Appoint a process adviser")
    lead = _("From the first day, requests from the unit about this go to them.")
    back = Back(reverse("advisers"), _("Process advisers"))
    return form_alone(request, form, title, lead, _("Appoint"), back)


@login_required
@looked_at_or_sent
def appointment_change(request: SignedInRequest, pk: int) -> HttpResponse:
    """A manager changes all that can be; advisers say what is to be said of themselves."""
    appointment = _appointment(pk)
    require(rules.may_describe(request.user, appointment.person, appointment.unit))
    may_appoint = rules.may_appoint(request.user, appointment.unit)
    sent = posted(request)
    form: DescriptionForm
    deed: Callable[..., Appointment]
    if may_appoint:
        form, deed = ChangeForm(sent, appointment=appointment), actions.change_appointment
    else:
        form, deed = DescriptionForm(sent, appointment=appointment), actions.describe_appointment
    done = carried_out(
        form,
        lambda: deed(
            appointment=appointment, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        about=form.REFUSED,
    )
    if done:
        messages.success(request, _("It is saved."))
        return SeeOther(_register_of(appointment) if may_appoint else reverse("absences"))
    return form_page(
        request,
        "backstage/appointment_change.html",
        form,
        appointment=appointment,
        may_appoint=may_appoint,
        back=_register_of(appointment),
    )


@login_required
@require_POST
def appointment_end(request: SignedInRequest, pk: int) -> HttpResponse:
    appointment = _appointment(pk)
    actions.end_appointment(appointment=appointment, by=request.user, at=timezone.now())
    said = _("%(person)s is no longer appointed, and gets no new requests.")
    messages.success(request, said % {"person": appointment.person.full_name})
    return SeeOther(_register_of(appointment))


def _appointment(pk: int) -> Appointment:
    related = Appointment.objects.select_related("person", "unit", "area", "process", "deputy")
    return get_object_or_404(related, pk=pk)


def _register_of(appointment: Appointment) -> str:
    """The register where the others at the same unit are."""
    return f"{reverse('advisers')}?{urlencode({'enhet': appointment.unit.code})}"


urls = [
    path("styring/radgivere/", advisers, name="advisers"),
    path("styring/radgivere/ny/", appointment_new, name="appointment_new"),
    path("styring/radgivere/<number:pk>/", appointment_change, name="appointment_change"),
    path("styring/radgivere/<number:pk>/avslutning/", appointment_end, name="appointment_end"),
]
