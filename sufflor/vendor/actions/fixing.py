"""From the vendor's word that it is mended to a fix that is in use here, and back again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.events import actions as events
from sufflor.known_errors.models import State as ErrorState
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import User
from sufflor.vendor import rules
from sufflor.vendor.actions import wishing
from sufflor.vendor.actions.following import News, break_again, follow, solve
from sufflor.vendor.actions.keeping import go, locked, require_in, require_way, told, words
from sufflor.vendor.models import Entry, Outcome, State, VendorCase, Version


class NotThisVersion(Refusal):
    reason = gettext_lazy("Choose a version of the same system that is not withdrawn.")
    status = 422


class NotTried(Refusal):
    reason = gettext_lazy("Say in one sentence how the fix was tried here.")
    status = 422


class NotOverYet(Refusal):
    reason = gettext_lazy("A fix is in use only when it has been tried and holds.")


@transaction.atomic
def confirm(*, case: VendorCase, by: User, at: datetime) -> Entry | None:
    """The vendor sees it too. Twice is once."""
    require(rules.may_open(by))
    case = locked(case)
    if case.state == State.CONFIRMED:
        return None
    require_in(case, State.REPORTED)
    entry = go(case, State.CONFIRMED, by=by, at=at)
    events.record("vendor_case.confirmed", about=case, by=by, at=at)
    return entry


@transaction.atomic
def announce_fix(
    *, case: VendorCase, version: Version, news: News | None = None, by: User, at: datetime
) -> Entry:
    """The vendor has mended it in a version; where there is `news`, everyone hears in which."""
    require(rules.may_open(by))
    case = locked(case)
    require_way(case, State.FIX_READY)
    if version.system_id != case.system_id or version.is_withdrawn:
        raise NotThisVersion
    case.fixed_in = version
    entry = go(case, State.FIX_READY, by=by, at=at, text=version.name)
    events.record("vendor_case.fix_announced", about=case, by=by, at=at, version=version.pk)
    follow(case, ErrorState.PLANNED, news, by=by, at=at, version=version.name)
    wishing.plan_wishes(case, news, by=by, at=at, version=version.name)
    return entry


@transaction.atomic
def start_test(*, case: VendorCase, by: User, at: datetime) -> Entry | None:
    """It is tried here. Twice is once."""
    require(rules.may_open(by))
    case = locked(case)
    if case.state == State.TESTING:
        return None
    entry = go(case, State.TESTING, by=by, at=at)
    events.record("vendor_case.test_begun", about=case, by=by, at=at)
    return entry


@transaction.atomic
def verify(*, case: VendorCase, tested: str, by: User, at: datetime) -> Entry:
    """It holds here; what is left is that everyone gets it."""
    require(rules.may_open(by))
    case = locked(case)
    require_way(case, State.VERIFIED)
    if not tested.strip():
        raise NotTried
    case.tested = words(tested)
    entry = go(case, State.VERIFIED, by=by, at=at, text=case.tested)
    events.record("vendor_case.verified", about=case, by=by, at=at)
    return entry


@transaction.atomic
def release(*, case: VendorCase, sentence: str, by: User, at: datetime) -> Entry:
    """The fix is in use, with one approval: the errors behind it are fixed, the requests that ask
    for nothing more are resolved, what was wished for is delivered. Each person whom it concerns is
    told, also those who asked or voted for a question that waited for it. Twice is once."""
    require(rules.may_open(by))
    case = locked(case)
    if case.outcome == Outcome.RELEASED:
        return case.entries.filter(state=State.CLOSED).latest("at", "pk")
    if case.state != State.VERIFIED:
        raise NotOverYet
    sentence = told(sentence)
    case.outcome = Outcome.RELEASED
    entry = go(case, State.CLOSED, by=by, at=at, text=sentence)
    events.record("vendor_case.released", about=case, by=by, at=at, entry=entry.pk)
    solve(case, sentence, by=by, at=at)
    wishing.deliver_wishes(case, sentence, by=by, at=at)
    return entry


@transaction.atomic
def take_back_fix(
    *, case: VendorCase, why: str, news: News | None = None, by: User, at: datetime
) -> Entry:
    """The fix does not hold, or the vendor has withdrawn it. What was called fixed is an error
    again; what was told to be planned is with the vendor again."""
    require(rules.may_open(by))
    case = locked(case)
    was_released = case.outcome == Outcome.RELEASED
    if not was_released:
        require_in(case, State.FIX_READY, State.TESTING, State.VERIFIED)
    case.fixed_in, case.tested = None, ""
    entry = go(case, State.CONFIRMED, by=by, at=at, text=words(why))
    events.record("vendor_case.fix_taken_back", about=case, by=by, at=at, entry=entry.pk)
    if was_released:
        break_again(case, news, by=by, at=at)
    else:
        follow(case, ErrorState.REPORTED, news, by=by, at=at)
    wishing.take_back_wishes(case, news, by=by, at=at)
    return entry


@transaction.atomic
def close(*, case: VendorCase, outcome: Outcome, why: str, by: User, at: datetime) -> Entry:
    """It ends without a fix. What is told of the errors behind it is said where they are kept."""
    require(rules.may_open(by))
    case = locked(case)
    require_way(case, State.CLOSED)
    if outcome == Outcome.RELEASED:
        raise NotOverYet
    case.outcome, case.fixed_in, case.tested = outcome, None, ""
    entry = go(case, State.CLOSED, by=by, at=at, text=words(why))
    events.record("vendor_case.closed", about=case, by=by, at=at, outcome=outcome.value)
    return entry


@transaction.atomic
def reopen(*, case: VendorCase, why: str, by: User, at: datetime) -> Entry:
    """It was closed too soon: with the vendor again, if they have had it."""
    require(rules.may_open(by))
    case = locked(case)
    require_in(case, State.CLOSED)
    if case.opened_at is None or case.owner is None:
        case.opened_at, case.opened_by, case.owner = at, by, by
    case.fixed_in, case.tested = None, ""
    to = State.CONFIRMED if case.reported_at else State.READY
    entry = go(case, to, by=by, at=at, text=words(why))
    events.record("vendor_case.reopened", about=case, by=by, at=at)
    return entry
