"""Who may do what with a case for the vendor, what follows what, and what must be there to send."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sufflor.organization.models import Line, User
from sufflor.organization.rules import Someone, lines_by_group, may_administer
from sufflor.vendor.models import Check, Kind, Severity, State, VendorCase

# Back to the vendor: what they have said of it does not hold.
_BACK = {State.CONFIRMED, State.CLOSED}
TRANSITIONS: Mapping[State, frozenset[State]] = {
    State.PROPOSED: frozenset({State.READY, State.CLOSED}),
    State.READY: frozenset({State.REPORTED, State.CLOSED}),
    State.REPORTED: frozenset({State.CONFIRMED, State.FIX_READY, State.CLOSED}),
    State.CONFIRMED: frozenset({State.FIX_READY, State.CLOSED}),
    State.FIX_READY: frozenset({State.TESTING, *_BACK}),
    State.TESTING: frozenset({State.VERIFIED, *_BACK}),
    State.VERIFIED: frozenset(_BACK),
    State.CLOSED: frozenset({State.READY, State.CONFIRMED}),
}
# What nobody has touched for so long is shown on the board, by how bad it is.
UNTOUCHED: Mapping[Severity, timedelta] = {
    Severity.CRITICAL: timedelta(days=1),
    Severity.SERIOUS: timedelta(days=3),
    Severity.ORDINARY: timedelta(days=7),
    Severity.SMALL: timedelta(days=21),
}
# Its owner is told so long before something is due.
SOON = timedelta(days=1)


def may_go(before: str, to: State) -> bool:
    return to in TRANSITIONS[State(before)]


def may_see(person: Someone) -> bool:
    """The second line sees what becomes of what it has proposed."""
    return may_open(person) or _is_at(person, Line.SECOND)


def may_propose(person: Someone) -> bool:
    return may_see(person)


def may_open(person: Someone) -> bool:
    """The vendor contacts alone speak with the vendor."""
    return may_administer(person) or _is_at(person, Line.VENDOR)


def may_describe(person: Someone, case: VendorCase) -> bool:
    """Whoever has proposed something mends it for as long as it is a proposal."""
    return may_open(person) or (case.state == State.PROPOSED and may_propose(person))


def may_agree(person: Someone) -> bool:
    """Vendors and what they have promised are set by administrators."""
    return may_administer(person)


def lacks(case: VendorCase) -> tuple[str, ...]:
    """The names of what must be filled in or seen to before it can be sent."""
    needed = ["expected", "actual"]
    if case.kind == Kind.ERROR:
        needed = ["found_in", "steps", *needed]
    empty = [name for name in needed if not getattr(case, name)]
    return (*empty, *(each.value for each in Check if each.value not in case.checked))


def is_untouched(case: VendorCase, at: datetime) -> bool:
    return case.is_under_way and case.touched_at < at - UNTOUCHED[Severity(case.severity)]


def _is_at(person: Someone, line: Line) -> bool:
    return isinstance(person, User) and person.is_active and line in lines_by_group(person)
