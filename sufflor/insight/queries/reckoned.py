"""What is read of requests alone, as far as it was reckoned ahead of whoever reads it.

The worker reckons the periods on the list when it counts (`actions.count`); whoever comes first
after that waits for no sums. Another period is reckoned when it is asked for, and kept in the
process until something is counted anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db.models import Count, Sum

from sufflor.insight.models import AT_LINE, Passage, Reckoned
from sufflor.insight.queries.cells import Cell
from sufflor.insight.queries.passages import Counted, Medians, Part, counted_now
from sufflor.insight.queries.scopes import Period, before, periods, revision
from sufflor.lib.kept import Kept

_kept: Kept[Counted] = Kept(size=64)
# How many requests a day has, with the sums of their keys and revisions: what changes, changes it.
Prints = dict[date, tuple[int, int, int]]


def counted(period: Period, part: Part = "") -> Counted:
    """Two queries, or one when it was read here before."""
    key = (period.first, period.last, part)
    return _kept.get(key, revision(), lambda: _found(period, part) or counted_now(period, part))


def to_reckon(at: datetime) -> Iterator[tuple[Period, Part]]:
    """What pages are made of: each period on the list and the one it is compared with, and the
    months by area and by unit."""
    for period in periods(at):
        yield period, ""
        if earlier := before(period, at):
            yield earlier, ""
        if period.is_month:
            yield period, "area"
            yield period, "unit"


def prints() -> Prints:
    rows = Passage.objects.order_by().values_list("day")
    found = rows.annotate(Count("pk"), Sum("pk"), Sum("revision"))
    return {day: (number, keys, revisions) for day, number, keys, revisions in found}


def print_of(period: Period, known: Prints) -> str:
    """Empty where there is nothing to reckon."""
    days = [each for day, each in known.items() if period.first <= day <= period.last]
    return ":".join(str(sum(column)) for column in zip(*days, strict=True))


def as_values(found: Counted) -> dict[str, list[list[object]]]:
    return {
        "cells": [
            [part, {"|".join(cell): number for cell, number in cells.items() if number}]
            for part, cells in found.cells.items()
        ],
        "medians": [
            [part, [*map(_seconds, (each.first_answer, *each.at_line.values()))]]
            for part, each in found.medians.items()
        ],
    }


def _found(period: Period, part: Part) -> Counted | None:
    """What another process has written meanwhile is newer, and as right."""
    rows = Reckoned.objects.filter(first=period.first, last=period.last, part=part)
    row = rows.first()
    if row is None:
        return None
    return Counted(
        cells={part: _cells(cells.items()) for part, cells in row.values["cells"]},
        medians={part: _medians(times) for part, times in row.values["medians"]},
    )


def _cells(values: Iterable[tuple[str, int]]) -> Counter[Cell]:
    return Counter({tuple(cell.split("|")): number for cell, number in values})


def _medians(times: Iterable[float | None]) -> Medians:
    answer, *stays = (None if each is None else timedelta(seconds=each) for each in times)
    return Medians(answer, dict(zip(AT_LINE, stays, strict=True)))


def _seconds(time: timedelta | None) -> float | None:
    return time.total_seconds() if time is not None else None
