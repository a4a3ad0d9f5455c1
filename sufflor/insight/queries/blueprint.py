"""The service blueprint: what one meets in front, who stands behind it, and where it waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, Sum

from sufflor.desk.models import Request, State
from sufflor.insight.hiding import is_few, seen
from sufflor.insight.models import AT_LINE
from sufflor.insight.queries.cells import asked, passages
from sufflor.insight.queries.scopes import Period, Scope, periods, revision
from sufflor.insight.queries.times import medians, middle, until_answered
from sufflor.lib.kept import Kept
from sufflor.organization import queries as organization
from sufflor.organization.models import Line
from sufflor.organization.queries import Level, LineOfHelp
from sufflor.questions import queries as questions

LEVELS = {
    Line.ADVISER: Level.COLLEAGUE,
    Line.FIRST: Level.FIRST,
    Line.SECOND: Level.SECOND,
    Line.VENDOR: Level.VENDOR,
}


Spent = Mapping[Line, tuple[int, int]]
_kept: Kept[Spent] = Kept(size=2)


@dataclass(frozen=True)
class Queued:
    """What lies somewhere at this moment; None is hidden."""

    count: int | None = 0
    overdue: int | None = 0


@dataclass(frozen=True)
class BlueprintStep:
    """`line` is None for the question hours. `count` is how many have been there and gone on,
    `share` how much of the waiting at the lines was there, in whole percent."""

    line: Line | None
    behind: LineOfHelp | None
    queued: Queued
    promised_hours: int | None
    count: int | None
    median: timedelta | None
    share: int | None


def blueprint(at: datetime) -> list[BlueprintStep]:
    """Of the last thirty days. About fourteen queries."""
    period = periods(at)[0]
    behind = {step.level: step for step in organization.lines(at=at)}
    promised = {Line(one.line): one.first_answer_hours for one in organization.promises()}
    lying, times = _queued(at), medians(Scope(period))
    spent = _kept.get((period.first, period.last), revision(), lambda: _spent(period))
    whole = sum(seconds for _count, seconds in spent.values()) or 1
    steps = [_of_hours(period, at)]
    for line, level in LEVELS.items():
        number, seconds = spent[line]
        steps.append(
            BlueprintStep(
                line,
                behind[level],
                lying.get(line, Queued()),
                promised.get(line),
                seen(number),
                times.at_line[line] if seen(number) else None,
                None if is_few(number) else round(100 * seconds / whole),
            )
        )
    return steps


def with_the_vendor(at: datetime) -> Queued:
    """What waits for the vendor, whoever has it. One query."""
    there = Q(line=Line.VENDOR) | Q(state=State.WAITING_VENDOR)
    rows = Request.objects.unresolved().filter(there)
    found = rows.aggregate(count=Count("pk"), overdue=Count("pk", filter=_late(at)))
    return Queued(seen(found["count"]), seen(found["overdue"]))


def _of_hours(period: Period, at: datetime) -> BlueprintStep:
    """Questions are in everybody's sight, and their answers are owed by somebody."""
    owed = questions.owed_count(at)
    written = until_answered(Scope(period))
    waits = asked(period).without_end().count()
    queue = Queued(seen(waits), seen(owed.overdue))
    median = middle(written) if seen(len(written)) else None
    return BlueprintStep(None, None, queue, None, seen(len(written)), median, None)


def _queued(at: datetime) -> Mapping[Line, Queued]:
    rows = Request.objects.unresolved().order_by().values_list("line")
    counted = rows.annotate(count=Count("pk"), late=Count("pk", filter=_late(at)))
    return {Line(line): Queued(seen(count), seen(late)) for line, count, late in counted}


def _late(at: datetime) -> Q:
    return Q(due_at__lt=at) | Q(due_at=None, resolve_due_at__lt=at)


def _spent(period: Period) -> Spent:
    """How many stays have ended at each line, and how many seconds they took together."""
    sums = {f"sum{line.value}": Sum(column) for line, column in AT_LINE.items()}
    counts = {f"count{line.value}": Count(column) for line, column in AT_LINE.items()}
    found = passages(period).aggregate(**sums, **counts)
    return {line: (found[f"count{line.value}"], found[f"sum{line.value}"] or 0) for line in AT_LINE}
