"""From something that somebody has seen to a case that the vendor contacts have: and its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.change_requests.queries import standing
from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization.models import User
from sufflor.vendor import queries, rules
from sufflor.vendor.actions.facts import Facts, Ties
from sufflor.vendor.actions.keeping import go, locked, written
from sufflor.vendor.models import (
    NUMBER_LENGTH,
    WORDS_LENGTH,
    Entry,
    EntryKind,
    RequestTie,
    Severity,
    State,
    VendorCase,
)


class NotAContact(Refusal):
    reason = gettext_lazy("Choose one of the vendor contacts: they alone speak with the vendor.")
    status = 422


@dataclass(frozen=True)
class Plan:
    """Who has it, what comes next and when, and what it is called at the vendor."""

    owner: User
    next_action: str = ""
    due_at: datetime | None = None
    vendor_number: str = ""
    severity: Severity = Severity.ORDINARY


NO_TIES = Ties()


@transaction.atomic
def propose(*, facts: Facts, ties: Ties = NO_TIES, by: User, at: datetime) -> VendorCase:
    """By the second line it is a proposal; what a vendor contact puts down is opened at once."""
    require(rules.may_propose(by))
    facts = facts.checked_over()
    case = VendorCase(proposed_at=at, proposed_by=by, state_since=at, touched_at=at)
    facts.fill(case)
    case.save()
    _add(case, ties, by, at)
    events.record("vendor_case.proposed", about=case, by=by, at=at, **ties.details)
    if rules.may_open(by):
        open_case(case=case, by=by, at=at)
        case.refresh_from_db()
    return case


@transaction.atomic
def open_case(*, case: VendorCase, by: User, at: datetime) -> Entry | None:
    """It is one for the vendor, and whoever says so has it. Opening twice is opening once."""
    require(rules.may_open(by))
    case = locked(case)
    if case.state == State.READY:
        return None
    case.opened_at, case.opened_by, case.owner = at, by, by
    entry = go(case, State.READY, by=by, at=at)
    events.record("vendor_case.opened", about=case, by=by, at=at)
    return entry


@transaction.atomic
def describe(*, case: VendorCase, facts: Facts, seen: str, by: User, at: datetime) -> VendorCase:
    case = locked(case, seen)
    require(rules.may_describe(by, case))
    facts = facts.checked_over()
    is_as_bad = case.severity == facts.severity
    facts.fill(case)
    case.touched_at = at
    if not is_as_bad:
        case.due_at = queries.due_by_agreement(case) or case.due_at
    case.save()
    events.record("vendor_case.described", about=case, by=by, at=at)
    return case


@transaction.atomic
def plan(*, case: VendorCase, wanted: Plan, by: User, at: datetime) -> VendorCase:
    """A due time that somebody sets goes before what the agreement says."""
    require(rules.may_open(by))
    case = locked(case)
    if not rules.may_open(wanted.owner):
        raise NotAContact
    is_moved = wanted.due_at != case.due_at
    is_as_bad = case.severity == wanted.severity
    case.owner, case.severity = wanted.owner, wanted.severity
    case.next_action = one_line(wanted.next_action)[:WORDS_LENGTH]
    case.vendor_number = one_line(wanted.vendor_number)[:NUMBER_LENGTH]
    case.due_at = wanted.due_at
    if not is_as_bad and not is_moved:
        case.due_at = queries.due_by_agreement(case) or case.due_at
    case.touched_at = at
    case.save()
    events.record("vendor_case.planned", about=case, by=by, at=at, owner=wanted.owner.pk)
    return case


@transaction.atomic
def note(*, case: VendorCase, text: str, by: User, at: datetime) -> Entry:
    """Among us. It is not sent unless somebody chooses that."""
    require(rules.may_see(by))
    case = locked(case)
    noted = Entry.objects.create(case=case, kind=EntryKind.NOTE, text=written(text), at=at, by=by)
    case.touched_at = at
    case.save(update_fields=["touched_at"])
    events.record("vendor_case.noted", about=case, by=by, at=at, entry=noted.pk)
    return noted


@transaction.atomic
def tie(*, case: VendorCase, ties: Ties, by: User, at: datetime) -> None:
    """It is behind this too. Tying twice is tying once, with the newest word on whether a request
    asks for more."""
    require(rules.may_propose(by))
    case = locked(case)
    _add(case, ties, by, at)
    events.record("vendor_case.tied", about=case, by=by, at=at, **ties.details)


@transaction.atomic
def untie(*, case: VendorCase, ties: Ties, by: User, at: datetime) -> None:
    require(rules.may_propose(by))
    case = locked(case)
    case.requests.remove(*ties.requests)
    case.errors.remove(*ties.errors)
    case.questions.remove(*ties.questions)
    case.changes.remove(*ties.changes)
    events.record("vendor_case.untied", about=case, by=by, at=at, **ties.details)


def _add(case: VendorCase, ties: Ties, by: User, at: datetime) -> None:
    RequestTie.objects.bulk_create(
        [
            RequestTie(case=case, request=each, asks_more=ties.asks_more, at=at, by=by)
            for each in ties.requests
        ],
        update_conflicts=True,
        unique_fields=["case", "request"],
        update_fields=["asks_more"],
    )
    case.errors.add(*((each.merged_into or each) for each in ties.errors))
    case.questions.add(*ties.questions)
    case.changes.add(*map(standing, ties.changes))
