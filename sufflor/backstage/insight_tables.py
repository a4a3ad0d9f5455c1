"""The tables of insight in words: lines, ways, questions, areas and units beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from sufflor.backstage.insight_words import ENDS, KINDS, LINE_NAMES, NOTHING, WAYS, said, waited
from sufflor.insight import queries
from sufflor.insight.queries import cells
from sufflor.lib.refusals import Sentence
from sufflor.organization.queries import Directory

AREA, UNIT = "omrade-", "enhet-"


@dataclass(frozen=True)
class PartRow:
    """An area or a unit; `url` leads to its own page, where it has one."""

    name: str
    depth: int
    url: str
    requests: str
    questions: str
    waits: tuple[str, ...]


def dwell_rows(found: queries.Insight) -> list[tuple[str, str, str]]:
    return [
        (
            str(LINE_NAMES[each.line]),
            said(each.count),
            waited(each.median, each.count),
        )
        for each in found.dwells
    ]


def move_rows(numbers: queries.Numbers) -> list[tuple[str, str]]:
    return _told(numbers, WAYS)


def question_rows(numbers: queries.Numbers) -> list[tuple[str, str]]:
    return _told(numbers, {cells.ended(end): name for end, name in ENDS.items()})


def kind_rows(numbers: queries.Numbers) -> list[tuple[str, str, str]]:
    """By the kind of help: how many requests ask for it, and how many questions in hours."""
    return [
        (
            str(KINDS[kind]),
            said(numbers.number(cells.of_kind(kind))) if kind != cells.NOT_SAID else NOTHING,
            said(numbers.number(cells.asked_of_kind(kind))),
        )
        for kind in KINDS
    ]


def area_rows(period: queries.Period, known: Directory, offered: queries.Offered) -> list[PartRow]:
    rows = queries.areas_beside(period, known)
    return [
        _part(row, _address(period, AREA + row.key) if row.pk in offered.areas else "")
        for row in rows
    ]


def unit_rows(period: queries.Period, known: Directory, offered: queries.Offered) -> list[PartRow]:
    rows = queries.units_beside(period, known)
    return [
        _part(row, _address(period, UNIT + row.key) if row.pk in offered.units else "")
        for row in rows
    ]


def _part(row: queries.BesideRow, url: str) -> PartRow:
    waits = tuple(NOTHING if wait is None else waited(wait) for wait in row.waits)
    return PartRow(row.name, row.depth, url, said(row.requests), said(row.questions), waits)


def _address(period: queries.Period, choice: str) -> str:
    return f"{reverse('insight')}?{urlencode({'periode': period.key, 'for': choice})}"


def _told(numbers: queries.Numbers, names: Mapping[cells.Cell, Sentence]) -> list[tuple[str, str]]:
    return [(str(name), said(numbers.number(cell))) for cell, name in names.items()]
