"""How long people waited: the middle one of many, and where the time went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Avg, QuerySet

from sufflor.insight.models import AT_LINE, Passage
from sufflor.insight.queries.cells import asked, passages
from sufflor.insight.queries.scopes import Period, Scope
from sufflor.organization.models import Line
from sufflor.organization.tree import downward, parents


def of_scope(scope: Scope) -> QuerySet[Passage]:
    rows = passages(scope.period)
    if scope.area is not None:
        return rows.filter(area=scope.area)
    if scope.unit is not None:
        return rows.filter(unit__in=downward([scope.unit], parents()))
    return rows


def median_of(rows: QuerySet[Passage], column: str) -> timedelta | None:
    """The middle one, or the mean of the two in the middle. Two queries."""
    there = rows.filter(**{f"{column}__isnull": False})
    number = there.count()
    if not number:
        return None
    middle = there.order_by(column).values_list(column, flat=True)
    return _mean(list(middle[(number - 1) // 2 : number // 2 + 1]))


def means_by_area(period: Period) -> dict[int | None, dict[Line, timedelta]]:
    """How long a request was at each line of those where it was, by area. One query."""
    found: dict[int | None, dict[Line, timedelta]] = {}
    means = {f"mean{line.value}": Avg(column) for line, column in AT_LINE.items()}
    for area, *values in passages(period).order_by().values_list("area").annotate(**means):
        by_line = zip(AT_LINE, values, strict=True)
        found[area] = {line: timedelta(seconds=mean) for line, mean in by_line if mean is not None}
    return found


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
    number = len(times)
    seconds = [time.total_seconds() for time in times[(number - 1) // 2 : number // 2 + 1]]
    return _mean(seconds) if number else None


def _mean(seconds: Sequence[float]) -> timedelta:
    return timedelta(seconds=sum(seconds) / len(seconds))
