"""From a suspicion to a fix that holds: each step with a sentence that everyone can read."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.events import actions as events
from sufflor.events.models import reference
from sufflor.known_errors import queries, rules
from sufflor.known_errors.actions.facts import Facts
from sufflor.known_errors.actions.keeping import (
    ahead,
    locked,
    make_known,
    require_way,
    take_step,
    told,
)
from sufflor.known_errors.models import (
    SENTENCE_LENGTH,
    UNDER_WAY,
    VERSION_LENGTH,
    Concern,
    KnownError,
    State,
    Step,
)
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization.models import User
from sufflor.search import actions as search


class NoVersion(Refusal):
    reason = gettext_lazy("Say in which version it will be fixed.")
    status = 422


class NotTested(Refusal):
    reason = gettext_lazy(
        "Say how it was tested, or wait until two of those whom it concerns say that it works now."
    )
    status = 422


@transaction.atomic
def suggest(*, facts: Facts, by: User, at: datetime, origin: str = "") -> KnownError:
    """A candidate, for those who help to look at. What was told in one place is one candidate."""
    require(bool(origin) or rules.may_suggest(by, at))
    facts = facts.checked()
    if origin and (there := KnownError.objects.filter(origin=origin).first()):
        return there
    error = KnownError(opened_at=at, opened_by=by, changed_at=at, origin=origin)
    facts.fill(error)
    error.save()
    facts.write_rows(error)
    events.record("error.suggested", about=error, by=by, at=at, origin=origin)
    make_known(error, at)
    return error


@transaction.atomic
def retell(*, origin: str, facts: Facts, by: User, at: datetime) -> None:
    """What it was first told in was put in other words. Only a candidate follows; what somebody has
    confirmed has words of its own."""
    error = KnownError.objects.select_for_update().filter(origin=origin).first()
    if error is None or error.state != State.CANDIDATE:
        return
    facts.checked().fill(error)
    error.changed_at = at
    error.save()
    events.record("error.retold", about=error, by=by, at=at)
    make_known(error, at)


@transaction.atomic
def retract(*, origin: str, by: User, at: datetime) -> None:
    """What it was first told in was taken from the public, and so are its words here. An error that
    somebody has confirmed stays; what was taken into another stands there in the other's words."""
    rows = KnownError.objects.select_for_update(of=("self",))
    error = rows.select_related("merged_into").filter(origin=origin).first()
    if error is None or error.confirmed_at is not None:
        return
    events.record("error.retracted", about=error, by=by, at=at)
    if into := error.merged_into:
        error.title, error.seen, error.language = into.title, into.seen, into.language
        error.save(update_fields=["title", "seen", "language"])
        return
    KnownError.objects.filter(merged_into=error).update(merged_into=None)
    search.remove(reference(error))
    error.delete()


@transaction.atomic
def confirm(
    *, error: KnownError, sentence: str, next_update_at: datetime | None, by: User, at: datetime
) -> Step:
    """It is an error: everyone reads of it from now on, and whoever says so owns it. Also when a
    fix turned out to be none: who was told of that fix is told so (`desk.withdraw_fix` opens their
    requests again)."""
    require(rules.may_keep(by))
    error = locked(error)
    require_way(error, State.CONFIRMED)
    error.next_update_at = ahead(next_update_at, at)
    was_fixed = error.is_solved
    if error.confirmed_at is None:
        error.confirmed_at, error.confirmed_by = at, by
    error.owner = by
    # Who said that it works said so of a fix that was none.
    works = Concern.objects.filter(error__in=queries.family(error), works_at__isnull=False)
    works.update(works_at=None)
    step = take_step(error, State.CONFIRMED, told(sentence), by=by, at=at)
    verb = "error.reopened" if was_fixed else "error.confirmed"
    events.record(verb, about=error, by=by, at=at, step=step.pk)
    return step


@transaction.atomic
def tell(
    *,
    error: KnownError,
    state: State,
    sentence: str,
    next_update_at: datetime | None,
    by: User,
    at: datetime,
    version: str = "",
) -> Step:
    """What is new while it is under way, and when to hear of it again: whoever says so owns it."""
    require(rules.may_keep(by))
    error = locked(error)
    if state not in UNDER_WAY or error.state not in UNDER_WAY:
        require_way(error, State.REPORTED)
    require_way(error, state)
    error.version = one_line(version)[:VERSION_LENGTH] or error.version
    if state == State.PLANNED and not error.version:
        raise NoVersion
    error.next_update_at, error.owner = ahead(next_update_at, at), by
    step = take_step(error, state, told(sentence), by=by, at=at)
    events.record("error.told", about=error, by=by, at=at, step=step.pk, state=state.value)
    return step


@transaction.atomic
def describe(
    *, error: KnownError, facts: Facts, sentence: str, seen: str, by: User, at: datetime
) -> Step:
    """Say it in other words. Those whom it concerns are mailed when there is a new workaround."""
    require(rules.may_keep(by))
    error = locked(error, seen)
    facts, before = facts.checked(), error.workaround
    facts.fill(error)
    facts.write_rows(error)
    step = take_step(
        error, State(error.state), told(sentence), by=by, at=at, workaround_before=before
    )
    events.record("error.described", about=error, by=by, at=at, step=step.pk)
    if step.has_new_workaround and error.is_under_way:
        events.record("error.workaround_found", about=error, by=by, at=at, step=step.pk)
    return step


@transaction.atomic
def fix(*, error: KnownError, sentence: str, by: User, at: datetime) -> Step:
    """It is fixed: all whom it concerns are told, once. What is tied to it follows above this room
    (`desk.solve_error`)."""
    require(rules.may_keep(by))
    error = locked(error)
    require_way(error, State.FIXED)
    if error.state == State.FIXED:
        return error.steps.filter(state=State.FIXED).latest("at", "pk")
    step = take_step(error, State.FIXED, told(sentence), by=by, at=at)
    events.record("error.fixed", about=error, by=by, at=at, step=step.pk)
    return step


@transaction.atomic
def verify(*, error: KnownError, sentence: str, tested: str, by: User, at: datetime) -> Step:
    """The fix holds: it was tested, or enough of those whom it concerns say so."""
    require(rules.may_keep(by))
    error = locked(error)
    require_way(error, State.VERIFIED)
    tested = one_line(tested)[:SENTENCE_LENGTH]
    if not tested and queries.witnesses(error) < rules.ENOUGH_WITNESSES:
        raise NotTested
    step = take_step(error, State.VERIFIED, told(sentence), by=by, at=at, tested=tested)
    events.record("error.verified", about=error, by=by, at=at, step=step.pk)
    return step


@transaction.atomic
def close(*, error: KnownError, sentence: str, by: User, at: datetime) -> Step:
    """Nothing more is done with it. A candidate that was none is closed too, and never shown."""
    require(rules.may_keep(by))
    error = locked(error)
    require_way(error, State.CLOSED)
    step = take_step(error, State.CLOSED, told(sentence), by=by, at=at)
    events.record("error.closed", about=error, by=by, at=at, step=step.pk)
    return step


@transaction.atomic
def leave_as_it_is(*, error: KnownError, sentence: str, by: User, at: datetime) -> Step:
    """It will not be fixed; the sentence says why. The workaround stays."""
    require(rules.may_keep(by))
    error = locked(error)
    require_way(error, State.WONT_FIX)
    step = take_step(error, State.WONT_FIX, told(sentence), by=by, at=at)
    events.record("error.left_as_it_is", about=error, by=by, at=at, step=step.pk)
    return step
