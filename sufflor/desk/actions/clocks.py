"""When the user should hear from us: clocks that stand still while we wait for them, and on the
days when everybody is in the rollout."""

from __future__ import annotations

from datetime import datetime

from sufflor.desk import queries
from sufflor.desk.models import Request, State
from sufflor.events.queries import history
from sufflor.lib.working_time import WorkingCalendar
from sufflor.organization.models import Line


def set_clocks(request: Request, at: datetime) -> None:
    """For those who have it now, where something is promised."""
    promised = queries.promised(Line(request.line), request.group, at)
    request.due_at = None if request.answered_at else promised.first_answer_due
    request.resolve_due_at = request.resolve_due_at or promised.resolve_due


def let_clocks_run(request: Request, at: datetime) -> None:
    """After waiting for the user: as much open time is left as when the waiting began. Called
    before the request leaves that state; in any other it changes nothing."""
    if request.state != State.WAITING_USER:
        return
    stopped = history(request).filter(verb="request.waiting").last()
    if stopped is None or (request.due_at is None and request.resolve_due_at is None):
        return
    calendar = queries.calendar(request.group)
    request.due_at = _moved(request.due_at, calendar, stopped.at, at)
    request.resolve_due_at = _moved(request.resolve_due_at, calendar, stopped.at, at)


def _moved(
    due: datetime | None, calendar: WorkingCalendar, stopped_at: datetime, at: datetime
) -> datetime | None:
    """What was late before the waiting began is as late as it was."""
    if due is None or due < stopped_at:
        return due
    return calendar.add(at, calendar.hours_between(stopped_at, due)) or due
