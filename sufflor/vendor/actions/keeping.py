"""What deeds on a case share: the lock, the entry that is kept, and its way from state to state.

A case is locked before what it is tied to: known errors in the order of their numbers, then
requests.
"""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.known_errors.actions import HoldsNumber
from sufflor.lib.personal_numbers import found
from sufflor.lib.refusals import Refusal
from sufflor.lib.text import clean
from sufflor.organization.models import User
from sufflor.vendor import queries, rules
from sufflor.vendor.models import ENTRY_LENGTH, WORDS_LENGTH, Entry, EntryKind, State, VendorCase


class NotFromHere(Refusal):
    reason = gettext_lazy("This cannot be done with this case now.")

    @classmethod
    def but(cls, state: str) -> NotFromHere:
        reason = _("This cannot be done now: the case has the status “%(state)s”.")
        return cls(reason % {"state": State(state).label})


class ChangedMeanwhile(Refusal):
    reason = gettext_lazy("Someone else changed this case while you were working on it.")
    way_out = gettext_lazy("See what has happened, and send once more. What you wrote is kept.")


class NothingWritten(Refusal):
    reason = gettext_lazy("Write a few words about it, at most 300 characters.")
    status = 422


class TooMuchWritten(Refusal):
    reason = gettext_lazy("That is empty, or longer than 40,000 characters.")
    status = 422


def locked(case: VendorCase, seen: str | None = None) -> VendorCase:
    """The case as it is now; `seen` is the stamp that whoever changes it had before them."""
    rows = VendorCase.objects.select_related("system__vendor__account", "owner", "fixed_in")
    case = rows.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    if seen is not None and seen != case.stamp:
        raise ChangedMeanwhile
    return case


def words(text: str) -> str:
    text = clean(text)
    if not text or len(text) > WORDS_LENGTH:
        raise NothingWritten
    return text


def told(text: str) -> str:
    """What people outside read, also where no known error carries it."""
    text = words(text)
    if found(text):
        raise HoldsNumber
    return text


def written(text: str) -> str:
    text = clean(text)
    if not text or len(text) > ENTRY_LENGTH:
        raise TooMuchWritten
    return text


def require_way(case: VendorCase, to: State) -> None:
    if not rules.may_go(case.state, to):
        raise NotFromHere.but(case.state)


def require_in(case: VendorCase, *states: State) -> None:
    if case.state not in states:
        raise NotFromHere.but(case.state)


def go(case: VendorCase, to: State, *, by: User, at: datetime, text: str = "") -> Entry:
    """Into a state. What the agreement makes due follows; the case's other columns are stored with
    it."""
    require_way(case, to)
    before, case.state = case.state, to
    case.state_since = case.touched_at = at
    case.due_at = queries.due_by_agreement(case)
    if to != State.CLOSED:
        case.outcome = ""
    if to not in {State.CLOSED, State.REPORTED}:
        case.vendor_closed_at = None
    case.save()
    return Entry.objects.create(
        case=case,
        kind=EntryKind.MOVED,
        text=text,
        state_before=before,
        state=to,
        at=at,
        by=by,
    )
