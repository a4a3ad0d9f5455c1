"""Who owns and who manages an area and its processes: said here, or loaded from a file."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from sufflor.backstage.opening_forms import Refused
from sufflor.backstage.people_fields import PersonField
from sufflor.design.fields import DayField
from sufflor.lib.clock import local_date
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization import actions, queries, rules
from sufflor.organization.actions.appointing import HasLeft, WrongWayRound
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import CaseArea, CaseProcess, Charge, ChargeKind


class ChargeForm(forms.Form):
    person = PersonField(
        label=gettext_lazy("Who"), help_text=gettext_lazy("Username, e-mail address or full name.")
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What they are"), choices=ChargeKind, widget=forms.RadioSelect
    )
    from_date = DayField(label=gettext_lazy("First day"))
    to_date = DayField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Empty is until further notice."),
        required=False,
    )

    REFUSED: Refused = {WrongWayRound: "to_date", HasLeft: "person"}

    def __init__(self, sent: QueryDict | None, area: CaseArea, **initial: object) -> None:
        super().__init__(sent, initial=initial)
        processes = CaseProcess.objects.filter(area=area).order_by("code")
        field = forms.ModelChoiceField(
            processes,
            label=_("Of what"),
            help_text=_("Also of what lies below, where nothing else is said."),
            required=False,
        )
        field.choices = [
            ("", f"{area.code} {area.local_name}"),
            *((one.pk, f"{one.code} {one.local_name}") for one in processes),
        ]
        self.fields["process"] = field
        self.order_fields(["person", "kind", "process", "from_date", "to_date"])


@login_required
@looked_at_or_sent
def charges(request: SignedInRequest, place: str) -> HttpResponse:
    """Everyone who has signed in may see it; the form is for those who may say it."""
    area = get_object_or_404(CaseArea.objects.select_related("owner"), slug=place)
    today = local_date(request.at)
    may_say = rules.may_put_in_charge(request.user, area)
    require(may_say or request.method != "POST")
    form = ChargeForm(posted(request), area, kind=ChargeKind.MANAGER, from_date=today)
    given = carried_out(
        form,
        lambda: actions.give_charge(
            area=area,
            **{**form.cleaned_data, "kind": ChargeKind(form.cleaned_data["kind"])},
            by=request.user,
            at=timezone.now(),
        ),
        about=ChargeForm.REFUSED,
    )
    if given:
        messages.success(request, _("It is saved."))
        return SeeOther(reverse("charges", args=[area.slug]))
    return form_page(
        request,
        "backstage/charges.html",
        form,
        area=area,
        nodes=queries.in_charge_everywhere(area, today),
        charges=queries.charges(area, today) if may_say else [],
        may_say=may_say,
        may_load=rules.may_administer(request.user),
        today=today,
    )


@login_required
@require_POST
def charge_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Today is the last day."""
    charge = get_object_or_404(Charge.objects.select_related("area", "process", "person"), pk=pk)
    now = timezone.now()
    actions.end_charge(charge=charge, last_day=local_date(now), by=request.user, at=now)
    said = _("%(person)s is no longer in charge after today.")
    messages.success(request, said % {"person": charge.person.full_name})
    return SeeOther(reverse("charges", args=[charge.area.slug]))


urls = [
    path("nettverk/<slug:place>/ansvar/", charges, name="charges"),
    path("nettverk/ansvar/<number:pk>/slutt/", charge_end, name="charge_end"),
]
