"""Opening hours as the desk counts them: the days of a rollout are no days for requests."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sufflor.desk.models import Request
from sufflor.lib.working_time import WorkingCalendar
from sufflor.organization import queries as organization
from sufflor.organization.models import Line, SupportGroup
from sufflor.organization.queries import Promise, WorkingTimes
from sufflor.rollout import queries as rollout


def calendar(group: SupportGroup | None) -> WorkingCalendar:
    """When those who have a request are open for it."""
    found = organization.calendar_of(group)
    return replace(found, closed_days=found.closed_days | paused_days())


def promised(line: Line, group: SupportGroup | None, at: datetime) -> Promise:
    """When the first answer and the solution are due for what is handed over now."""
    return organization.promise(line, group, at, paused=paused_days())


def paused_days() -> frozenset[date]:
    """Those of every rollout that is not called off: then all who help are in the hours."""
    return rollout.planned_days()


@dataclass(frozen=True)
class Clocks:
    """Every calendar and promise, for many requests at once."""

    times: WorkingTimes
    paused: frozenset[date]
    _kept: dict[int | None, WorkingCalendar] = field(default_factory=dict, compare=False)

    def calendar(self, group: int | None) -> WorkingCalendar:
        if group not in self._kept:
            found = self.times.calendar(group)
            days = found.closed_days | self.paused
            self._kept[group] = replace(found, closed_days=days)
        return self._kept[group]

    def answer_due(self, request: Request) -> datetime | None:
        """When the first answer is due at those who have it now."""
        promised = self.times.promised(Line(request.line), request.group_id)
        if promised is None or request.answer_from is None:
            return None
        left = timedelta(hours=promised.first_answer_hours) - request.answer_used
        return self.calendar(request.group_id).add(request.answer_from, left)

    def resolve_due(self, request: Request, line: int, group: int | None) -> datetime | None:
        """When it is to be solved, as those promised who had it when that clock began."""
        promised = self.times.promised(Line(line), group)
        if promised is None or request.resolve_from is None:
            return None
        left = timedelta(hours=promised.resolve_hours) - request.resolve_used
        return self.calendar(group).add(request.resolve_from, left)

    @property
    def fingerprint(self) -> str:
        """The same as long as every due time comes out the same."""
        times = self.times
        parts: list[object] = [sorted(self.paused)]
        parts += [_facts(times.house)]
        parts += [(pk, _facts(one)) for pk, one in sorted(times.of_groups.items())]
        parts += [sorted(times.promised_by_line.items(), key=_first)]
        parts += [sorted(times.promised_by_group.items(), key=_first)]
        return hashlib.sha256(repr(parts).encode()).hexdigest()


def clocks() -> Clocks:
    """Four queries."""
    return Clocks(organization.working_times(), paused_days())


def _facts(one: WorkingCalendar) -> tuple[object, object]:
    return sorted(map(repr, one.periods)), sorted(one.closed_days)


def _first(pair: tuple[int, object]) -> int:
    return pair[0]
