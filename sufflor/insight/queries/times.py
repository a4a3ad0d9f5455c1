"""How long people waited: the middle one of many, and where the time went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sufflor.insight.models import AT_LINE
from sufflor.insight.queries.cells import seconds, stay
from sufflor.insight.queries.gathered import asked
from sufflor.insight.queries.passages import Medians, medians_of, middle_of, passages
from sufflor.insight.queries.reckoned import counted
from sufflor.insight.queries.scopes import Period, Scope
from sufflor.organization.models import Line
from sufflor.organization.tree import downward, parents

Means = Mapping[int | None, Mapping[Line, timedelta]]
_NONE = Medians(None, dict.fromkeys(AT_LINE))


def medians(scope: Scope) -> Medians:
    """Those of a unit, with all below it, are reckoned when asked for."""
    if scope.unit is not None:
        below = downward([scope.unit], parents())
        return medians_of(passages(scope.period).filter(unit__in=below))
    found = counted(scope.period, "" if scope.area is None else "area")
    return found.medians.get(scope.area, _NONE)


def means_by_area(period: Period) -> Means:
    """How long a request was at each line of those where it was, by area."""
    return {
        area: {
            line: timedelta(seconds=cells[seconds(line)] / cells[stay(line)])
            for line in Line
            if cells.get(stay(line))
        }
        for area, cells in counted(period, "area").cells.items()
    }


def until_answered(scope: Scope) -> list[timedelta]:
    """From each question to its written answer, the shortest first. One query."""
    rows = asked(scope.period).filter(answer__isnull=False)
    if scope.area is not None:
        rows = rows.filter(area=scope.area)
    elif scope.unit is not None:
        rows = rows.filter(asked_by__unit__in=downward([scope.unit], parents()))
    pairs = rows.values_list("asked_at", "answer__written_at")
    return sorted(written_at - asked_at for asked_at, written_at in pairs)


def middle(times: Sequence[timedelta]) -> timedelta | None:
    """Of times in their order."""
    return middle_of([time.total_seconds() for time in times])
