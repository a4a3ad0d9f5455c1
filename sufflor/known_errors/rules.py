"""Who may do what with a known error, and which states follow each other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sufflor.known_errors.models import State
from sufflor.organization.models import Line, Role, User
from sufflor.organization.rules import (
    Someone,
    has_role,
    lines_by_group,
    lines_of,
    may_administer,
)

# So many of those whom it concerns are enough to say that a fix works.
ENOUGH_WITNESSES = 2

_AHEAD = {State.FIXED, State.WONT_FIX}
TRANSITIONS: Mapping[State, frozenset[State]] = {
    State.CANDIDATE: frozenset({State.CONFIRMED, State.CLOSED}),
    State.CONFIRMED: frozenset({State.REPORTED, State.PLANNED, *_AHEAD}),
    State.REPORTED: frozenset({State.CONFIRMED, State.PLANNED, *_AHEAD}),
    State.PLANNED: frozenset({State.CONFIRMED, State.REPORTED, *_AHEAD}),
    State.FIXED: frozenset({State.VERIFIED, State.CONFIRMED}),
    State.VERIFIED: frozenset({State.CLOSED, State.CONFIRMED}),
    State.CLOSED: frozenset({State.CONFIRMED}),
    State.WONT_FIX: frozenset({State.CONFIRMED}),
}


def may_go(before: str, to: State) -> bool:
    """Staying in a state is always allowed: there may be something to tell all the same."""
    return to == before or to in TRANSITIONS[State(before)]


def may_suggest(person: Someone, at: datetime) -> bool:
    """Whoever helps somewhere, or leads an hour, sees the list and adds to it."""
    return has_role(person, Role.HOST) or bool(lines_of(person, at))


def may_keep(person: Someone) -> bool:
    """The second line and the vendor contacts say what is an error and how it goes with it."""
    if may_administer(person):
        return True
    return isinstance(person, User) and bool({Line.SECOND, Line.VENDOR} & lines_by_group(person))
