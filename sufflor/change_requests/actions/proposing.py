"""Wishing for something, saying it in other words, and taking it up for everyone to see."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy

from sufflor.change_requests import rules
from sufflor.change_requests.actions.facts import Facts
from sufflor.change_requests.actions.keeping import (
    ChangedMeanwhile,
    locked,
    recount,
    require_way,
    said_already,
    store,
    take_step,
    told,
)
from sufflor.change_requests.models import Backing, ChangeRequest, State, Step
from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import User

MOST_A_DAY = 20


class TooMany(Refusal):
    reason = gettext_lazy("You have sent many wishes today.")
    way_out = gettext_lazy("Send more tomorrow, or write several of them in one request.")
    status = 429


@transaction.atomic
def propose(*, facts: Facts, submission: UUID, by: User, at: datetime) -> ChangeRequest:
    """A wish of one's own: nobody but those who help reads it until they have taken it up. Sent
    twice is sent once."""
    require(by.is_active)
    facts = facts.checked()
    own = ChangeRequest.objects.filter(opened_by=by)
    if there := own.filter(submission=submission).first():
        return there
    if own.filter(opened_at__gt=at - timedelta(days=1), origin="").count() >= MOST_A_DAY:
        raise TooMany
    try:
        with transaction.atomic():
            change = _opened(facts, by, at, submission=submission)
    except IntegrityError:
        # The other half of a double click came first.
        return own.get(submission=submission)
    Backing.objects.create(change=change, person=by, unit=by.unit, at=at)
    recount(change)
    return change


@transaction.atomic
def put_down(*, facts: Facts, origin: str, by: User, at: datetime) -> ChangeRequest:
    """What was told elsewhere is one wish, however often it is put down. Those who told it are
    brought along by whoever calls (`bring`)."""
    if there := ChangeRequest.objects.filter(origin=origin).first():
        return there
    facts = facts.checked()
    try:
        with transaction.atomic():
            return _opened(facts, by, at, origin=origin)
    except IntegrityError:
        return ChangeRequest.objects.get(origin=origin)


@transaction.atomic
def take_up(*, change: ChangeRequest, text: str, seen: str, by: User, at: datetime) -> Step:
    """It is looked at: everyone reads of it from now on, and can wish the same. Also what was
    declined can be taken up again."""
    require(rules.may_keep(by))
    change, text = locked(change), told(text)
    if last := said_already(change, State.ASSESSED, text, by):
        return last
    if seen != change.stamp:
        raise ChangedMeanwhile
    require_way(change, State.ASSESSED)
    if change.shown_at is None:
        change.shown_at, change.shown_by = at, by
    step = take_step(change, State.ASSESSED, text, by=by, at=at)
    events.record("change.taken_up", about=change, by=by, at=at, step=step.pk)
    return step


@transaction.atomic
def describe(
    *, change: ChangeRequest, facts: Facts, seen: str, by: User, at: datetime
) -> ChangeRequest:
    """In words that everyone understands, and without what is private."""
    require(rules.may_keep(by))
    change = locked(change, seen)
    facts.checked().fill(change)
    store(change, at)
    events.record("change.described", about=change, by=by, at=at)
    return change


def _opened(
    facts: Facts, by: User, at: datetime, *, submission: UUID | None = None, origin: str = ""
) -> ChangeRequest:
    change = ChangeRequest(
        opened_at=at, opened_by=by, changed_at=at, submission=submission, origin=origin
    )
    facts.fill(change)
    change.save()
    events.record("change.proposed", about=change, by=by, at=at, origin=origin)
    return change
