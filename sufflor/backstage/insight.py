"""Where people wait: the flow of help in numbers, for whoever helps or leads; never of a person."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sufflor.backstage.choices import INDENT, Option, directory
from sufflor.backstage.insight_blueprint import blueprint_rows
from sufflor.backstage.insight_key_numbers import KeyNumber, key_numbers
from sufflor.backstage.insight_tables import (
    AREA,
    UNIT,
    area_rows,
    dwell_rows,
    kind_rows,
    move_rows,
    question_rows,
    unit_rows,
)
from sufflor.backstage.insight_words import (
    LINE_NAMES,
    FlowRow,
    figure,
    flow_rows,
    period_name,
)
from sufflor.insight import queries
from sufflor.insight.rules import may_report, may_see_insight
from sufflor.lib.refusals import require
from sufflor.organization.csv_files.cells import shielded
from sufflor.organization.csv_files.stored import BOM
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import Line
from sufflor.organization.queries import Directory


@dataclass(frozen=True)
class Asked:
    """What the page was asked for, as far as it can be told. `is_few`: there were too few in it."""

    scope: queries.Scope
    choice: str
    offered: queries.Offered
    is_few: bool = False
    has_moved: bool = False

    @property
    def query(self) -> str:
        return urlencode({"periode": self.scope.period.key, "for": self.choice})


@login_required
@require_safe
def insight(request: SignedInRequest) -> HttpResponse:
    require(may_see_insight(request.user, request.at))
    known = directory(request)
    asked = _asked(request, known)
    period = asked.scope.period
    found, key, rows = _read(request, asked)
    shows_parts = asked.scope.is_whole and period.is_month
    context = {
        "asked": asked,
        "name": _part_name(asked, known) or _("The whole house"),
        "period": period_name(period),
        "periods": _periods(request, period),
        "areas": _areas(asked, known),
        "units": _units(asked, known),
        "key_numbers": key,
        "figure": figure(rows, found.numbers),
        "rows": rows,
        "dwells": dwell_rows(found),
        "moves": move_rows(found.numbers),
        "kinds": kind_rows(found.numbers),
        "questions": question_rows(found.numbers),
        "area_rows": area_rows(period, known, asked.offered) if shows_parts else [],
        "unit_rows": unit_rows(period, known, asked.offered) if shows_parts else [],
        "lines": [LINE_NAMES[line] for line in Line],
        "steps": blueprint_rows(request.at) if asked.scope.is_whole else [],
        "counted_at": found.counted_at,
        "may_report": may_report(request.user),
    }
    return render(request, "backstage/insight.html", context)


@login_required
@require_safe
def insight_file(request: SignedInRequest) -> HttpResponse:
    """The same numbers, hidden as on the page."""
    require(may_see_insight(request.user, request.at))
    known = directory(request)
    asked = _asked(request, known)
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_("What"), _("Of what"), _("How many")])
    name = _part_name(asked, known) or _("The whole house")
    writer.writerow([_("Period"), shielded(name), period_name(asked.scope.period)])
    for row in _file_rows(request, asked, known):
        writer.writerow([shielded(cell) for cell in row])
    answer = HttpResponse(BOM + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="innsikt-{asked.scope.period.key}.csv"'
    return answer


def _read(
    request: SignedInRequest, asked: Asked
) -> tuple[queries.Insight, list[KeyNumber], list[FlowRow]]:
    found = queries.insight(asked.scope)
    earlier = queries.earlier(asked.scope, request.at)
    vendor = queries.with_the_vendor(request.at) if asked.scope.is_whole else None
    return found, key_numbers(found, earlier, vendor), flow_rows(found.numbers)


def _asked(request: SignedInRequest, known: Directory) -> Asked:
    """Areas and units go by months: another period gives way to the newest month."""
    offered_periods = queries.periods(request.at)
    by_key = {period.key: period for period in offered_periods}
    period = by_key.get(request.GET.get("periode", ""), offered_periods[0])
    months = [each for each in offered_periods if each.is_month]
    month = period if period.is_month else months[0]
    offered = queries.offered(month)
    choice = request.GET.get("for", "")
    area = next((each.pk for each in known.areas if choice == AREA + each.slug), None)
    unit = next((each.pk for each in known.units if choice == UNIT + each.code), None)
    if area is None and unit is None:
        return Asked(queries.Scope(period), "", offered)
    if area in offered.areas or unit in offered.units:
        scope = queries.Scope(month, area, unit)
        return Asked(scope, choice, offered, has_moved=month != period)
    return Asked(queries.Scope(month), "", offered, is_few=True)


def _periods(request: SignedInRequest, chosen: queries.Period) -> list[Option]:
    return [
        Option(each.key, period_name(each), each == chosen) for each in queries.periods(request.at)
    ]


def _areas(asked: Asked, known: Directory) -> list[Option]:
    return [
        Option(AREA + each.slug, each.name, each.pk == asked.scope.area)
        for each in known.areas
        if each.pk in asked.offered.areas
    ]


def _units(asked: Asked, known: Directory) -> list[Option]:
    return [
        Option(UNIT + each.code, INDENT * each.depth + each.name, each.pk == asked.scope.unit)
        for each in known.units
        if each.pk in asked.offered.units
    ]


def _part_name(asked: Asked, known: Directory) -> str:
    parts = (*_areas(asked, known), *_units(asked, known))
    return next((each.label.strip() for each in parts if each.is_chosen), "")


def _file_rows(
    request: SignedInRequest, asked: Asked, known: Directory
) -> Iterator[tuple[str, str, str]]:
    found, key, rows = _read(request, asked)
    for card in key:
        yield card.label, card.note, card.value
        if card.before:
            yield card.label, card.beside, card.before
    for row in rows:
        yield row.source, row.target, row.said
    for name, count, middle in dwell_rows(found):
        yield _("Have been there"), name, count
        yield _("Half within"), name, middle
    for label, number in move_rows(found.numbers):
        yield _("Handed over"), label, number
    for label, number in question_rows(found.numbers):
        yield _("Questions"), label, number
    for label, requests, questions in kind_rows(found.numbers):
        yield _("Requests"), label, requests
        yield _("Questions"), label, questions
    if asked.scope.is_whole and asked.scope.period.is_month:
        parts = (asked.scope.period, known, asked.offered)
        for part in (*area_rows(*parts), *unit_rows(*parts)):
            yield _("Requests"), part.name, part.requests
            yield _("Questions"), part.name, part.questions


urls = [
    path("innsikt/", insight, name="insight"),
    path("innsikt/tall.csv", insight_file, name="insight_file"),
]
