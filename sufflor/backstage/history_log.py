"""Historikken: every deed with who, what and when, for administrators and whoever audits them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sufflor.design.fields import DayField
from sufflor.events.actions import FORGOTTEN
from sufflor.events.models import Event, reference_to
from sufflor.events.queries import Wanted, told
from sufflor.lib.clock import OSLO, end_of_day, start_of_day
from sufflor.lib.refusals import require
from sufflor.organization import actions
from sufflor.organization.csv_files.cells import shielded
from sufflor.organization.csv_files.stored import BOM
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import User
from sufflor.organization.rules import may_administer

SHOWN = 50
# What a spreadsheet opens; all of it is taken out at the terminal (`export_history`).
MOST_ROWS = 20_000
LONGEST = 80
# Beyond this no store counts.
LARGEST = 2**63 - 1


class WantedForm(forms.Form):
    hva = forms.CharField(label=gettext_lazy("What was done"), max_length=LONGEST, required=False)
    om = forms.CharField(label=gettext_lazy("About what"), max_length=LONGEST, required=False)
    hvem = forms.CharField(label=gettext_lazy("User name"), max_length=150, required=False)
    fra = DayField(label=gettext_lazy("From"), required=False)
    til = DayField(label=gettext_lazy("To and including"), required=False)
    for_ = forms.IntegerField(min_value=1, max_value=LARGEST, required=False)

    def wanted(self) -> Wanted:
        """Nobody has done what a user name that does not exist has done."""
        if not self.is_valid():
            return Wanted()
        said = self.cleaned_data
        person = User.objects.filter(username=said["hvem"]).values_list("pk", flat=True).first()
        return Wanted(
            verb=said["hva"],
            about=said["om"],
            by=reference_to(User, person or 0) if said["hvem"] else "",
            since=start_of_day(said["fra"]) if said["fra"] else None,
            until=end_of_day(said["til"]) if said["til"] else None,
            before=said["for_"],
        )


@dataclass(frozen=True)
class Row:
    event: Event
    by: str
    details: str


@login_required
@require_safe
def history_log(request: SignedInRequest) -> HttpResponse:
    require(may_administer(request.user))
    form = WantedForm(request.GET)
    found = list(told(form.wanted())[: SHOWN + 1])
    asked = {name: value for name, value in request.GET.items() if value and name != "for_"}
    context = {
        "form": form,
        "rows": list(_rows(found[:SHOWN])),
        "most": number_format(MOST_ROWS, force_grouping=True),
        "asked": urlencode(asked),
        "older": urlencode({**asked, "for_": found[SHOWN - 1].pk}) if len(found) > SHOWN else "",
    }
    return render(request, "backstage/history_log.html", context)


@login_required
@require_safe
def history_log_file(request: SignedInRequest) -> HttpResponse:
    require(may_administer(request.user))
    found = list(told(WantedForm(request.GET).wanted())[:MOST_ROWS])
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_("Number"), _("When"), _("What"), _("About what"), _("Who"), _("Details")])
    for row in _rows(found):
        moment = row.event.at.astimezone(OSLO).isoformat(timespec="seconds")
        told_row = [moment, row.event.verb, row.event.about, row.by, row.details]
        writer.writerow([row.event.pk, *map(shielded, told_row)])
    actions.take_out_history(count=len(found), by=request.user, at=timezone.now())
    answer = HttpResponse(BOM + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="historikk.csv"'
    return answer


def _rows(found: Iterable[Event]) -> Iterable[Row]:
    """With user names, read at once. What the clock did has nobody behind it."""
    events = list(found)
    keys = {event.by for event in events if ":" in event.by}
    people = User.objects.filter(pk__in=[key.rpartition(":")[2] for key in keys])
    names = {reference_to(User, pk): name for pk, name in people.values_list("pk", "username")}
    names[FORGOTTEN] = _("nobody knows any more")
    for event in events:
        details = json.dumps(event.details, ensure_ascii=False) if event.details else ""
        yield Row(event, names.get(event.by, event.by), details)


urls = [
    path("styring/historikk/", history_log, name="history_log"),
    path("styring/historikk.csv", history_log_file, name="history_log_file"),
]
