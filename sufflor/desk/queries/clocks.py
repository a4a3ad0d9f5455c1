"""Opening hours as the desk counts them: the days of a rollout are no days for requests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from sufflor.lib.working_time import WorkingCalendar
from sufflor.organization import queries as organization
from sufflor.organization.models import Line, SupportGroup
from sufflor.organization.queries import Promise
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
