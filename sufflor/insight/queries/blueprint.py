"""The service blueprint: what one meets in front, who stands behind it, and where it waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from sufflor.desk.models import Request, State
from sufflor.insight.hiding import is_few, seen
from sufflor.insight.queries.cells import seconds, stay
from sufflor.insight.queries.gathered import asked
from sufflor.insight.queries.reckoned import counted
from sufflor.insight.queries.scopes import Period, Scope, periods
from sufflor.insight.queries.times import medians, until_answered
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
    cells = counted(period).cells[None]
    whole = sum(cells[seconds(line)] for line in Line) or 1
    steps = [_of_hours(period, at)]
    for line, level in LEVELS.items():
        number, spent = cells[stay(line)], cells[seconds(line)]
        steps.append(
            BlueprintStep(
                line,
                behind[level],
                lying.get(line, Queued()),
                promised.get(line),
                seen(number),
                times.at_line[line] if seen(number) else None,
                None if is_few(number) else round(100 * spent / whole),
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
    median = written.middle if seen(written.count) else None
    return BlueprintStep(None, None, queue, None, seen(written.count), median, None)


def _queued(at: datetime) -> Mapping[Line, Queued]:
    rows = Request.objects.unresolved().order_by().values_list("line")
    counted = rows.annotate(count=Count("pk"), late=Count("pk", filter=_late(at)))
    return {Line(line): Queued(seen(count), seen(late)) for line, count, late in counted}


def _late(at: datetime) -> Q:
    return Q(due_at__lt=at) | Q(due_at=None, resolve_due_at__lt=at)
