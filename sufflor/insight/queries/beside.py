"""Areas and units of one month beside each other, as far as each may be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sufflor.insight.hiding import sums_in_tree, told, told_in_tree
from sufflor.insight.queries.cells import ALL, ASKED, Cell, Parts, stay
from sufflor.insight.queries.gathered import by_part
from sufflor.insight.queries.scopes import Period
from sufflor.insight.queries.times import means_by_area
from sufflor.organization.models import Line
from sufflor.organization.queries import Directory
from sufflor.organization.tree import parents


@dataclass(frozen=True)
class BesideRow:
    """What an area or a unit has asked for; None is hidden. `waits` has a mean for each line."""

    pk: int
    key: str
    name: str
    depth: int
    requests: int | None
    questions: int | None
    waits: tuple[timedelta | None, ...] = ()


def areas_beside(period: Period, known: Directory) -> list[BesideRow]:
    """How much each area was asked about, and how long it lay at each line. Four queries."""
    parts, means = by_part(period, "area"), means_by_area(period)
    requests, questions = _of_areas(parts, ALL), _of_areas(parts, ASKED)
    stays = {line: _of_areas(parts, stay(line)) for line in Line}

    def waits(area: int) -> tuple[timedelta | None, ...]:
        there = means.get(area, {})
        return tuple(there.get(line) if stays[line].get(area) else None for line in Line)

    return [
        BesideRow(
            area.pk,
            area.slug,
            area.name,
            0,
            requests.get(area.pk, 0),
            questions.get(area.pk, 0),
            waits(area.pk),
        )
        for area in known.areas
        if requests.get(area.pk, 0) != 0 or questions.get(area.pk, 0) != 0
    ]


def units_beside(period: Period, known: Directory) -> list[BesideRow]:
    """Those that may be told, each with all below it. Four queries."""
    parts, above = by_part(period, "unit"), parents()
    requests, questions = _of_units(parts, ALL, above), _of_units(parts, ASKED, above)
    return [
        BesideRow(
            unit.pk,
            unit.code,
            unit.name,
            unit.depth,
            requests.get(unit.pk),
            questions.get(unit.pk),
        )
        for unit in known.units
        if requests.get(unit.pk) or questions.get(unit.pk)
    ]


def _of_areas(parts: Parts, cell: Cell) -> dict[int, int | None]:
    counts = {part: cells.get(cell, 0) for part, cells in parts.items()}
    shown = told(counts, never=[None])
    return {
        part: number if part in shown else None
        for part, number in counts.items()
        if part is not None
    }


def _of_units(parts: Parts, cell: Cell, above: Mapping[int, int | None]) -> dict[int, int]:
    """The units that are told."""
    counts = {part: cells.get(cell, 0) for part, cells in parts.items()}
    shown = told_in_tree(counts, above)
    sums = sums_in_tree(counts, above)
    return {unit: sums[unit] for unit in shown}
