"""Due times made anew, when rollout days, opening hours, closed days or promises have changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from sufflor.desk import queries
from sufflor.desk.models import Movement, Reckoning, Request
from sufflor.desk.queries import Clocks
from sufflor.events import actions as events
from sufflor.events.http import CHROME, ORGANIZATION
from sufflor.events.queries import revisions

PORTION = 1000
FIELDS = ("due_at", "resolve_due_at", "look_at", "warned_at")
# Who had a request at an instant: its key and the instant, to the line and the group.
Places = dict[tuple[int, datetime], tuple[int, int | None]]


@transaction.atomic
def reckon_clocks(*, at: datetime, portion: int = PORTION) -> Reckoning:
    """One portion of what there is to do. Whoever changes the calendars meanwhile lets it begin
    again, so that when it is done every request follows the newest."""
    # Read before the calendars: what changes after that is found the next time.
    moved_to = revisions((ORGANIZATION, CHROME))
    clocks = queries.clocks()
    running = _begun(clocks, at)
    running.of_house, running.of_plan = moved_to[ORGANIZATION], moved_to[CHROME]
    if not running.is_done:
        _go_on(running, clocks, portion, at)
    running.save()
    return running


def _begun(clocks: Clocks, at: datetime) -> Reckoning:
    """The one that is under way or was done for these calendars, else a new one."""
    last = Reckoning.objects.select_for_update(no_key=True).order_by("-pk").first()
    if last is not None and last.made_from == clocks.fingerprint:
        return last
    count = Request.objects.unresolved().count()
    if last is None or last.is_done:
        return Reckoning(made_from=clocks.fingerprint, begun_at=at, open_count=count)
    last.made_from, last.open_count, last.last, last.seen_count = clocks.fingerprint, count, 0, 0
    return last


def _go_on(running: Reckoning, clocks: Clocks, portion: int, at: datetime) -> None:
    rows = Request.objects.unresolved().filter(pk__gt=running.last).order_by("pk")
    locked = rows.select_for_update(of=("self",), no_key=True).defer("text", "answers")
    found = list(locked[:portion])
    places = _places(found)
    moved = [request for request in found if _reckoned(request, clocks, places, at)]
    Request.objects.bulk_update(moved, FIELDS)
    running.seen_count += len(found)
    running.moved_count += len(moved)
    if len(found) == portion:
        running.last = found[-1].pk
        return
    running.done_at = at
    running.save()
    events.record(
        "clocks.reckoned",
        about=running,
        by=None,
        at=at,
        seen=running.seen_count,
        moved=running.moved_count,
    )


def _places(found: Sequence[Request]) -> Places:
    rows = Movement.objects.filter(request__in=[request.pk for request in found]).order_by()
    told = rows.values_list("request", "at", "to_line", "to_group")
    return {(request, at): (line, group) for request, at, line, group in told}


def _reckoned(request: Request, clocks: Clocks, places: Places, at: datetime) -> bool:
    """Whether it got another time. What was missed stays missed, and nothing becomes late by this:
    then what was promised before holds."""
    before = (request.due_at, request.resolve_due_at)
    if request.answered_at is None and request.answer_from:
        request.due_at = _chosen(request.due_at, clocks.answer_due(request), at)
    if request.resolve_from:
        here = (request.line, request.group_id)
        line, group = places.get((request.pk, request.resolve_from), here)
        due = clocks.resolve_due(request, line, group)
        request.resolve_due_at = _chosen(request.resolve_due_at, due, at)
    if before == (request.due_at, request.resolve_due_at):
        return False
    if request.due_at != before[0]:
        request.warned_at = None
    request.look_at = request.due_at or request.wake_at or request.resolve_due_at or request.look_at
    return True


def _chosen(promised: datetime | None, due: datetime | None, at: datetime) -> datetime | None:
    if promised is not None and promised < at:
        return promised
    return promised if due is not None and due < at else due
