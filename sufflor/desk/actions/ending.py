"""Waiting, resolving, and closing: every request ends with words to the user."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.desk import rules
from sufflor.desk.actions.clocks import let_clocks_run
from sufflor.desk.actions.deciding import is_decided
from sufflor.desk.actions.delays import note_delay
from sufflor.desk.actions.states import (
    NotInThisState,
    changed,
    go_to,
    locked,
    make_findable,
    require_seen,
    require_unresolved,
    require_way,
    written,
)
from sufflor.desk.actions.writing import continued, reopen_in, sent
from sufflor.desk.models import Message, Promised, Request, State
from sufflor.desk.models.requests import WAITING
from sufflor.events import actions as events
from sufflor.files import actions as files
from sufflor.files.models import StoredFile
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import clean, one_line
from sufflor.organization.models import User

WAITS_LENGTH = 200
WHY_LENGTH = 500


class WaitsForNothing(Refusal):
    reason = gettext_lazy("Say what it waits for, and when to look at it again.")
    status = 422


class WakesInThePast(Refusal):
    reason = gettext_lazy("The time to look at it again has to lie ahead.")
    status = 422


class NotDecided(Refusal):
    """Deleting cannot be undone, so nobody says alone that it is done."""

    reason = gettext_lazy("A request for deletion is resolved when two have decided on it.")
    way_out = gettext_lazy("Propose a decision, and ask another to decide.")


@transaction.atomic
def wait(
    *, request: Request, state: State, waits_for: str, wake_at: datetime, by: User, at: datetime
) -> Request:
    """It lies until somebody answers or the time comes; then it is on the list again."""
    request = locked(request)
    require(rules.may_work(by, request, at))
    waits_for = one_line(waits_for)[:WAITS_LENGTH]
    if state not in WAITING or not waits_for:
        raise WaitsForNothing
    if wake_at <= at:
        raise WakesInThePast
    require_unresolved(request)
    let_clocks_run(request, at)
    go_to(request, state, waits_for=waits_for, wake_at=wake_at)
    changed(request, at)
    events.record("request.waiting", about=request, by=by, at=at, state=state.value)
    return request


@transaction.atomic
def wake(*, at: datetime, limit: int = 200) -> int:
    """Those whose time has come are open again. Waking twice is waking once."""
    due = Request.objects.filter(state__in=WAITING, wake_at__lte=at).order_by("wake_at")
    woken = 0
    for row in due[:limit]:
        request = locked(row)
        if request.state not in WAITING or request.wake_at is None or request.wake_at > at:
            continue
        let_clocks_run(request, at)
        go_to(request, State.OPEN)
        request.due_at = request.due_at or at
        changed(request, at)
        events.record("request.woken", about=request, by=None, at=at)
        woken += 1
    return woken


@transaction.atomic
def resolve(
    *,
    request: Request,
    text: str,
    by: User,
    at: datetime,
    seen: int | None = None,
    attached: Collection[StoredFile] = (),
) -> Message:
    """With a text to the user, who is asked whether it helped. Resolving twice is once. What takes
    two is decided first."""
    request = locked(request)
    require(rules.may_work(by, request, at))
    text = written(text)
    if request.state == State.RESOLVED and request.resolved_by_id == by.pk:
        last = request.messages.filter(resolves=True, by=by, text=text).last()
        if last is not None:
            return last
    require_unresolved(request)
    require_seen(request, seen)
    if rules.takes_two(request) and not is_decided(request):
        raise NotDecided
    said = resolved_with(request, text, by, at)
    files.tie(files=attached, about=said, by=by, at=at)
    return said


@transaction.atomic
def say_whether_it_helped(
    *, request: Request, helped: bool, why: str, by: User, at: datetime
) -> Request:
    """“No” opens it again, at those who resolved it, with the reason as a message; after too long
    it goes on in a new request, which is given back. Saying the same twice is saying it once."""
    request = locked(request)
    require(rules.may_close(by, request, at))
    if request.state != State.RESOLVED:
        return _judged_already(request, helped, why)
    opens = rules.may_reopen(request, at)
    if helped or not opens:
        go_to(request, State.CLOSED)
    else:
        reopen_in(request, at)
        _say_why(request, why, by, at)
    request.helped, request.helped_why = helped, one_line(why)[:WHY_LENGTH]
    changed(request, at)
    events.record("request.judged", about=request, by=by, at=at, helped=helped)
    return request if helped or opens else continued(request, written(why), (), by, at)


@transaction.atomic
def found_out(*, request: Request, by: User, at: datetime) -> Request:
    """The user needs no more help: “jeg fant ut av det”. Saying so twice is once."""
    request = locked(request)
    require(rules.may_close(by, request, at))
    if request.state == State.CLOSED:
        return request
    require_way(request, State.CLOSED)
    _ended(request, State.CLOSED, by, at)
    events.record("request.closed", about=request, by=by, at=at)
    return request


def _judged_already(request: Request, helped: bool, why: str) -> Request:
    if (request.helped, request.helped_why) != (helped, one_line(why)[:WHY_LENGTH]):
        raise NotInThisState.but(State(request.state))
    return request


def _say_why(request: Request, why: str, by: User, at: datetime) -> None:
    if clean(why):
        Message.objects.create(
            request=request, text=written(why), is_from_helper=False, at=at, sent_at=at, by=by
        )
        make_findable(request)


def resolved_with(
    request: Request, text: str, by: User, at: datetime, **because: events.JsonValue
) -> Message:
    """The part of resolving that others share; the request is locked, and unresolved. `because` is
    what else tells those who follow it, so that nobody hears the same twice."""
    said = sent(request, text, by, at, resolves=True)
    note_delay(request, Promised.SOLUTION, request.resolve_due_at, by=by, at=at)
    _ended(request, State.RESOLVED, by, at)
    make_findable(request)
    events.record("request.resolved", about=request, by=by, at=at, message=said.pk, **because)
    return said


def _ended(request: Request, state: State, by: User, at: datetime) -> None:
    go_to(request, state)
    request.due_at = None
    request.resolved_at = request.resolved_at or at
    request.resolved_by = request.resolved_by or by
    changed(request, at)
