"""From a decision to what people have in their hands: each step with words that all can read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.change_requests import queries, rules
from sufflor.change_requests.actions.keeping import (
    ChangedMeanwhile,
    NotFromHere,
    locked,
    require_way,
    said_already,
    sentence_of,
    take_step,
    told,
)
from sufflor.change_requests.models import (
    DONE,
    VERSION_LENGTH,
    WANTED,
    Backing,
    ChangeRequest,
    State,
    Step,
)
from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization.models import User

VERDICTS = (State.ACCEPTED, State.DECLINED)


class NoVersion(Refusal):
    reason = gettext_lazy("Say in which version it will come.")
    status = 422


class NotTested(Refusal):
    reason = gettext_lazy(
        "Say how it was tested, or wait until two of those who asked say that it does what they "
        "needed."
    )
    status = 422


class NothingChosen(Refusal):
    reason = gettext_lazy("Choose at least one wish.")
    status = 422


@transaction.atomic
def decide(
    *, change: ChangeRequest, verdict: State, reason: str, seen: str, by: User, at: datetime
) -> Step:
    """The owner of the area says yes or no, and why: everyone who asked reads it, and is mailed
    once. The second of two who decide at once is told of the first; the same word sent twice is
    said once."""
    change = locked(change)
    require(rules.may_decide(by, change, at))
    reason = told(reason)
    if last := said_already(change, verdict, reason, by):
        return last
    if seen != change.stamp:
        raise ChangedMeanwhile
    if verdict not in VERDICTS or (verdict == State.ACCEPTED and not change.is_undecided):
        raise NotFromHere.but(change.state)
    require_way(change, verdict)
    step = take_step(change, verdict, reason, by=by, at=at)
    events.record("change.decided", about=change, by=by, at=at, step=step.pk, verdict=verdict.value)
    return step


@transaction.atomic
def send(*, changes: Collection[ChangeRequest], text: str, by: User, at: datetime) -> list[Step]:
    """Those that were accepted go to the vendor together, each with the same words to everyone. All
    of them or none."""
    require(rules.may_keep(by))
    if not changes:
        raise NothingChosen
    text = told(text)
    steps = []
    for change in sorted(changes, key=lambda each: each.pk):
        change = locked(change)
        step = said_already(change, State.SENT, text, by)
        steps.append(step or _sent(change, text, by, at))
    return steps


@transaction.atomic
def tell(
    *, change: ChangeRequest, state: State, text: str, by: User, at: datetime, version: str = ""
) -> Step:
    """How it goes with what is to be done; it may stay where it is."""
    require(rules.may_keep(by))
    change, text = locked(change), told(text)
    if last := said_already(change, state, text, by):
        return last
    if state not in WANTED or change.state not in WANTED:
        raise NotFromHere.but(change.state)
    if state != change.state:
        require_way(change, state)
    change.version = one_line(version)[:VERSION_LENGTH] or change.version
    if state == State.PLANNED and not change.version:
        raise NoVersion
    step = take_step(change, state, text, by=by, at=at)
    events.record("change.told", about=change, by=by, at=at, step=step.pk, state=state.value)
    return step


@transaction.atomic
def deliver(*, change: ChangeRequest, text: str, by: User, at: datetime, version: str = "") -> Step:
    """People have it: everyone who asked is mailed, once, with what it is in plain words.
    Delivering twice is delivering once."""
    require(rules.may_keep(by))
    change = locked(change)
    if change.state == State.DELIVERED:
        return change.steps.filter(state=State.DELIVERED).latest("at", "pk")
    require_way(change, State.DELIVERED)
    change.version = one_line(version)[:VERSION_LENGTH] or change.version
    step = take_step(change, State.DELIVERED, told(text), by=by, at=at)
    events.record("change.delivered", about=change, by=by, at=at, step=step.pk)
    return step


@transaction.atomic
def verify(*, change: ChangeRequest, text: str, tested: str, by: User, at: datetime) -> Step:
    """It does what was needed: it was tested, or enough of those who asked say so."""
    require(rules.may_keep(by))
    change, text = locked(change), told(text)
    if last := said_already(change, State.VERIFIED, text, by):
        return last
    require_way(change, State.VERIFIED)
    tested = sentence_of(tested)
    if not tested and queries.witnesses(change) < rules.ENOUGH_WITNESSES:
        raise NotTested
    step = take_step(change, State.VERIFIED, text, by=by, at=at, tested=tested)
    events.record("change.verified", about=change, by=by, at=at, step=step.pk)
    return step


@transaction.atomic
def take_back(*, change: ChangeRequest, text: str, by: User, at: datetime) -> Step:
    """What was delivered is gone again, or was not what people needed: it is to be done still, and
    those who were told that it was there are told this too."""
    require(rules.may_keep(by))
    change, text = locked(change), told(text)
    if last := said_already(change, State.ACCEPTED, text, by):
        return last
    if change.state not in DONE:
        raise NotFromHere.but(change.state)
    # Who said that it works said so of what is not there any more.
    rows = Backing.objects.filter(change__in=queries.family(change), works_at__isnull=False)
    rows.update(works_at=None)
    change.version = ""
    step = take_step(change, State.ACCEPTED, text, by=by, at=at)
    events.record("change.taken_back", about=change, by=by, at=at, step=step.pk)
    return step


def _sent(change: ChangeRequest, text: str, by: User, at: datetime) -> Step:
    if change.state != State.ACCEPTED:
        raise NotFromHere.but(change.state)
    step = take_step(change, State.SENT, text, by=by, at=at)
    events.record("change.sent", about=change, by=by, at=at, step=step.pk)
    return step
