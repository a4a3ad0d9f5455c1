"""The page “where people wait”: everything that is told of one scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sufflor.insight.models import Counting
from sufflor.insight.queries.cells import ANSWERED, ended, stay
from sufflor.insight.queries.scopes import Scope
from sufflor.insight.queries.telling import Numbers, numbers
from sufflor.insight.queries.times import (
    Waited,
    medians,
    until_answered,
)
from sufflor.organization.models import Line


@dataclass(frozen=True)
class Dwell:
    """A line, how many stays there have ended, and how long the middle one of them was."""

    line: Line
    count: int | None
    median: timedelta | None


@dataclass(frozen=True)
class Insight:
    scope: Scope
    numbers: Numbers
    first_answer: timedelta | None
    written_answer: timedelta | None
    dwells: tuple[Dwell, ...]
    counted_at: datetime | None


def insight(scope: Scope) -> Insight:
    """About ten queries, however much there is."""
    found, times = numbers(scope), medians(scope)
    written = until_answered(scope) if found.number(ended("answered")) else Waited()
    counts = {line: found.number(stay(line)) for line in Line}
    return Insight(
        scope,
        found,
        first_answer=times.first_answer if found.number(ANSWERED) else None,
        written_answer=written.middle,
        dwells=tuple(
            Dwell(line, count, times.at_line[line] if count else None)
            for line, count in counts.items()
        ),
        counted_at=counted_at(),
    )


def counted_at() -> datetime | None:
    return Counting.objects.values_list("at", flat=True).first()
