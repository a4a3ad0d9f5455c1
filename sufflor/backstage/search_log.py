"""Søkeloggen: what people look for and do not find, told in groups of five or more."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from io import StringIO

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sufflor.backstage.choices import Option
from sufflor.insight.hiding import seen
from sufflor.knowledge import rules
from sufflor.lib.clock import local_date
from sufflor.lib.refusals import require
from sufflor.organization.csv_files.cells import shielded
from sufflor.organization.csv_files.stored import BOM
from sufflor.organization.http import SignedInRequest
from sufflor.search.searches import Searches, found_by_themselves, searches, visit_hours

PERIODS: Mapping[str, Promise] = {
    "30": gettext_lazy("The last 30 days"),
    "7": gettext_lazy("The last 7 days"),
    "90": gettext_lazy("The last 90 days"),
    "180": gettext_lazy("The last 180 days"),
}
SHOWN = 20


@login_required
@require_safe
def search_log(request: SignedInRequest) -> HttpResponse:
    found, days = _found(request)
    context = {
        "found": found,
        "hidden": seen(found.hidden),
        "visit_hours": visit_hours(),
        "alone": found_by_themselves(_since(request.at, days)),
        "total": sum(one.times for one in found.groups),
        "without_hits": [(one, one.without_hits) for one in found.without_hits()[:SHOWN]],
        "without_choice": [(one, one.without_choice) for one in found.without_choice()[:SHOWN]],
        "followed": [(one, one.followed) for one in found.followed()[:SHOWN]],
        "most": [(one, one.times) for one in found.groups[:SHOWN]],
        "days": days,
        "periods": [Option(key, str(name), is_chosen=key == days) for key, name in PERIODS.items()],
    }
    return render(request, "backstage/search_log.html", context)


@login_required
@require_safe
def search_log_file(request: SignedInRequest) -> HttpResponse:
    found, _days = _found(request)
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [_("Search"), _("Times"), _("Without hits"), _("Went on to a hit"), _("Asked people")]
    )
    for one in found.groups:
        counts = map(seen, (one.times, one.without_hits, one.chosen, one.followed))
        writer.writerow([shielded(one.text), *counts])
    answer = HttpResponse(BOM + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="sok.csv"'
    return answer


def _found(request: SignedInRequest) -> tuple[Searches, str]:
    require(rules.may_teach_search(request.user))
    days = period(request)
    return searches(_since(request.at, days)), days


def _since(at: datetime, days: str) -> date:
    return local_date(at) - timedelta(days=int(days))


def period(request: SignedInRequest) -> str:
    """So many days, as the address says; the first of them otherwise."""
    days = request.GET.get("dager", "")
    return days if days in PERIODS else next(iter(PERIODS))


urls = [
    path("styring/sok/logg/", search_log, name="search_log"),
    path("styring/sok/logg.csv", search_log_file, name="search_log_file"),
]
