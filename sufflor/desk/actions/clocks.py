"""When the user should hear from us: clocks that stand still while we wait for them, and on the
days when everybody is in the rollout."""

from __future__ import annotations

from datetime import datetime, timedelta

from sufflor.desk import queries
from sufflor.desk.models import Request, State
from sufflor.events.queries import history
from sufflor.lib.working_time import WorkingCalendar
from sufflor.organization.models import Line


def set_clocks(request: Request, at: datetime) -> None:
    """For those who have it now, where something is promised."""
    promised = queries.promised(Line(request.line), request.group, at)
    request.due_at = None if request.answered_at else promised.first_answer_due
    request.answer_from, request.answer_used, request.warned_at = at, timedelta(), None
    if request.resolve_due_at is None:
        request.resolve_due_at = promised.resolve_due
        request.resolve_from, request.resolve_used = at, timedelta()


def let_clocks_run(request: Request, at: datetime) -> None:
    """After waiting for the user: as much open time is left as when the waiting began. Called
    before the request leaves that state; in any other it changes nothing."""
    if request.state != State.WAITING_USER:
        return
    stopped = history(request).filter(verb="request.waiting").last()
    if stopped is None or (request.due_at is None and request.resolve_due_at is None):
        return
    calendar = queries.calendar(request.group)
    if _stood_still(request.due_at, stopped.at):
        if request.answer_from:
            request.answer_used += calendar.hours_between(request.answer_from, stopped.at)
            request.answer_from = at
        request.warned_at = None
        request.due_at = _moved(request.due_at, calendar, stopped.at, at)
    if _stood_still(request.resolve_due_at, stopped.at):
        if request.resolve_from:
            request.resolve_used += calendar.hours_between(request.resolve_from, stopped.at)
            request.resolve_from = at
        request.resolve_due_at = _moved(request.resolve_due_at, calendar, stopped.at, at)


def take_up_clock(request: Request, at: datetime) -> None:
    """The first answer was no answer after all: the clock runs as if it had never stopped."""
    if request.answer_from is None:
        set_clocks(request, at)
    else:
        request.due_at = queries.clocks().answer_due(request)


def _stood_still(due: datetime | None, stopped_at: datetime) -> bool:
    """What was late before the waiting began is as late as it was."""
    return due is not None and due >= stopped_at


def _moved(
    due: datetime | None, calendar: WorkingCalendar, stopped_at: datetime, at: datetime
) -> datetime | None:
    if due is None:
        return None
    return calendar.add(at, calendar.hours_between(stopped_at, due)) or due
