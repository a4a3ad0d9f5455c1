"""Opening hours as the desk counts them: the days of a rollout are no days for requests."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sufflor.desk.models import Request
from sufflor.events.http import CHROME, ORGANIZATION
from sufflor.events.queries import revisions
from sufflor.lib.kept import Kept
from sufflor.lib.working_time import WorkingCalendar
from sufflor.organization import queries as organization
from sufflor.organization.models import Line, SupportGroup
from sufflor.organization.queries import Promise, WorkingTimes
from sufflor.rollout import queries as rollout

_kept: Kept[Clocks] = Kept(size=1)


def calendar(group: SupportGroup | None) -> WorkingCalendar:
    """When those who have a request are open for it. One query."""
    return _clocks_now().calendar(group.pk if group else None)


def promised(line: Line, group: SupportGroup | None, at: datetime) -> Promise:
    """When the first answer and the solution are due for what is handed over now. One query."""
    return _clocks_now().times.promise(line, group.pk if group else None, at)


@dataclass(frozen=True)
class Clocks:
    """Every calendar and promise, for many requests at once. The days of a rollout that is not
    called off are closed in them: then all who help are in the hours."""

    times: WorkingTimes

    def calendar(self, group: int | None) -> WorkingCalendar:
        return self.times.calendar(group)

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
        parts: list[object] = [_facts(times.house)]
        parts += [(pk, _facts(one)) for pk, one in sorted(times.of_groups.items())]
        parts += [sorted(times.promised_by_line.items(), key=_first)]
        parts += [sorted(times.promised_by_group.items(), key=_first)]
        return hashlib.sha256(repr(parts).encode()).hexdigest()


def clocks() -> Clocks:
    """As they are now, also within a deed that changes them. Four queries."""
    return Clocks(organization.working_times().closed_also_on(rollout.planned_days()))


def _clocks_now() -> Clocks:
    """Made once per change of the organisation or of the plan: then a calendar also knows the days
    that it was asked for."""
    made_from = revisions((ORGANIZATION, CHROME))
    return _kept.get("", (made_from[ORGANIZATION], made_from[CHROME]), clocks)


def _facts(one: WorkingCalendar) -> tuple[object, object]:
    return sorted(map(repr, one.periods)), sorted(one.closed_days)


def _first(pair: tuple[int, object]) -> int:
    return pair[0]
