"""How long people waited: the middle one of many, and where the time went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Avg, QuerySet

from sufflor.insight.models import AT_LINE, Passage
from sufflor.insight.queries.cells import asked, passages
from sufflor.insight.queries.scopes import Period, Scope, revision
from sufflor.lib.kept import Kept
from sufflor.organization.models import Line
from sufflor.organization.tree import downward, parents

Means = Mapping[int | None, Mapping[Line, timedelta]]
_means_kept: Kept[Means] = Kept(size=13)
_medians_kept: Kept[Medians] = Kept(size=64)


@dataclass(frozen=True)
class Medians:
    """The middle ones of what there is, in whole or half seconds."""

    first_answer: timedelta | None
    at_line: Mapping[Line, timedelta | None]


def medians(scope: Scope) -> Medians:
    """One query; of what is no unit they are kept until something is counted anew."""
    if scope.unit is not None:
        return _medians(_of_scope(scope))
    key = (scope.period.first, scope.period.last, scope.area)
    return _medians_kept.get(key, revision(), lambda: _medians(_of_scope(scope)))


def _of_scope(scope: Scope) -> QuerySet[Passage]:
    rows = passages(scope.period)
    if scope.area is not None:
        return rows.filter(area=scope.area)
    if scope.unit is not None:
        return rows.filter(unit__in=downward([scope.unit], parents()))
    return rows


def _medians(rows: QuerySet[Passage]) -> Medians:
    """All columns at once, sorted here: a store would read and sort the rows once for each."""
    found = list(rows.order_by().values_list("answer_seconds", *AT_LINE.values()))
    columns = list(zip(*found, strict=True)) or [()] * (1 + len(AT_LINE))
    answers, *stays = (sorted(each for each in column if each is not None) for column in columns)
    by_line = zip(AT_LINE, stays, strict=True)
    return Medians(_middle_of(answers), {line: _middle_of(there) for line, there in by_line})


def means_by_area(period: Period) -> Means:
    """How long a request was at each line of those where it was, by area. One query, or two."""
    return _means_kept.get(period, revision(), lambda: _means_by_area(period))


def _means_by_area(period: Period) -> Means:
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
    return _middle_of([time.total_seconds() for time in times])


def _middle_of(seconds: Sequence[float]) -> timedelta | None:
    """The middle one, or the mean of the two in the middle."""
    number = len(seconds)
    two = seconds[(number - 1) // 2 : number // 2 + 1] if number else []
    return timedelta(seconds=sum(two) / len(two)) if two else None
