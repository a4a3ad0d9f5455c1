"""Vendors and what they have promised: their address, their calendar, their times by severity."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sufflor.backstage.error_forms import LANGUAGES
from sufflor.backstage.form_alone import Back, form_alone
from sufflor.design.fields import ClockField, DatesField, shown_dates
from sufflor.lib.deeds import carried_out, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.vendor import actions, queries, rules
from sufflor.vendor.actions import Terms
from sufflor.vendor.models import NAME_LENGTH, Severity, Vendor

MOST_HOURS = 9999
REFUSED = {actions.NoName: "name", actions.NoSuchAddress: "email"}


class TermsForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=NAME_LENGTH)
    email = forms.CharField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("Cases are sent there, and only answers from there are let in."),
        max_length=254,
        required=False,
    )
    language = forms.ChoiceField(label=gettext_lazy("What we send is in"), choices=LANGUAGES)
    systems = forms.CharField(
        label=gettext_lazy("What they make"),
        help_text=gettext_lazy("One system on each line. Those that are there already stay."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days on which their hours count"),
        choices=[(day, capfirst(name)) for day, name in WEEKDAYS.items()],
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    opens = ClockField(label=gettext_lazy("From"))
    closes = ClockField(label=gettext_lazy("Until"))
    closed_days = DatesField(
        label=gettext_lazy("Days on which they are closed"),
        help_text=gettext_lazy("One date on each line, beside public holidays."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )

    def __init__(self, sent: QueryDict | None, *, vendor: Vendor | None = None) -> None:
        super().__init__(sent, initial=_told(vendor) if vendor else _usual())
        for severity in Severity:
            for name, label in _promises(severity):
                self.fields[name] = forms.IntegerField(
                    label=label, min_value=1, max_value=MOST_HOURS, required=False
                )

    def clean(self) -> dict[str, object]:
        """An answer and a fix are promised together, or neither is."""
        said = super().clean() or self.cleaned_data
        for severity in Severity:
            answer, fix = said.get(f"{severity}_answer"), said.get(f"{severity}_fix")
            if (answer is None) != (fix is None) and f"{severity}_fix" not in self.errors:
                self.add_error(f"{severity}_fix", _("Give both times, or none of them."))
        return said

    def terms(self) -> Terms:
        said = self.cleaned_data
        hours = {each: (said[f"{each}_answer"], said[f"{each}_fix"]) for each in Severity}
        names = ("name", "email", "language", "weekdays", "opens", "closes", "closed_days")
        return Terms(
            **{name: said[name] for name in names},
            promised={each: pair for each, pair in hours.items() if None not in pair},
        )


@login_required
@require_safe
def vendors(request: SignedInRequest) -> HttpResponse:
    require(rules.may_agree(request.user))
    return render(request, "backstage/vendors.html", {"vendors": queries.vendors()})


@login_required
@looked_at_or_sent
def vendor_register(request: SignedInRequest) -> HttpResponse:
    require(rules.may_agree(request.user))
    form = TermsForm(posted(request))
    vendor = carried_out(form, lambda: _written(request, form, None), about=REFUSED)
    return _page(request, form, None) if vendor is None else _back(request)


@login_required
@looked_at_or_sent
def vendor_agree(request: SignedInRequest, pk: int) -> HttpResponse:
    require(rules.may_agree(request.user))
    vendor = get_object_or_404(queries.vendors(), pk=pk)
    form = TermsForm(posted(request), vendor=vendor)
    done = carried_out(form, lambda: _written(request, form, vendor), about=REFUSED)
    return _page(request, form, vendor) if done is None else _back(request)


def _written(request: SignedInRequest, form: TermsForm, vendor: Vendor | None) -> Vendor:
    at = timezone.now()
    names = form.cleaned_data["systems"].splitlines()
    return actions.write_terms(
        vendor=vendor, terms=form.terms(), systems=names, by=request.user, at=at
    )


def _page(request: SignedInRequest, form: TermsForm, vendor: Vendor | None) -> HttpResponse:
    title = vendor.name if vendor else _("New vendor")
    lead = _(
        "Hours are counted on the vendor's own clock. "
        "Leave a severity empty when nothing is promised."
    )
    back = Back(reverse("vendors"), _("Vendors and agreements"))
    return form_alone(request, form, title, lead, _("Save"), back)


def _back(request: SignedInRequest) -> HttpResponse:
    messages.success(request, _("Saved. What is due already stays due when it was."))
    return SeeOther(reverse("vendors"))


def _promises(severity: Severity) -> Iterator[tuple[str, str]]:
    said = {"severity": severity.label}
    yield f"{severity}_answer", _("%(severity)s – hours to an answer") % said
    yield f"{severity}_fix", _("%(severity)s – hours to a fix") % said


def _usual() -> dict[str, object]:
    return {"weekdays": [0, 1, 2, 3, 4], "opens": "08:00", "closes": "16:00", "language": "nb"}


def _told(vendor: Vendor) -> dict[str, object]:
    hours = list(vendor.hours.all())
    told: dict[str, object] = {
        "name": vendor.name,
        "email": vendor.account.email,
        "language": vendor.language,
        "systems": "\n".join(system.name for system in vendor.systems.all()),
        "weekdays": [row.weekday for row in hours],
        "opens": hours[0].opens if hours else None,
        "closes": hours[0].closes if hours else None,
        "closed_days": shown_dates([row.date for row in vendor.closures.all()]),
    }
    for row in vendor.agreements.all():
        told |= {f"{row.severity}_answer": row.answer_hours, f"{row.severity}_fix": row.fix_hours}
    return told


urls = [
    path("arbeid/leverandor/avtaler/", vendors, name="vendors"),
    path("arbeid/leverandor/avtaler/ny/", vendor_register, name="vendor_register"),
    path("arbeid/leverandor/avtaler/<number:pk>/", vendor_agree, name="vendor_agree"),
]
