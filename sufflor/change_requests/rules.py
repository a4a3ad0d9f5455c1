"""Who may do what with a wish for a change, and which states follow each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import QuerySet

from sufflor.change_requests.models import ChangeRequest, State
from sufflor.lib.clock import local_date
from sufflor.organization.models import Charge, ChargeKind, Line, User
from sufflor.organization.rules import (
    Someone,
    lines_by_group,
    lines_of,
    may_administer,
    owns_some,
)

# So many of those who asked are enough to say that what was delivered is what they needed.
ENOUGH_WITNESSES = 2

_VERDICTS = {State.ACCEPTED, State.DECLINED}
TRANSITIONS: Mapping[State, frozenset[State]] = {
    State.PROPOSED: frozenset({State.ASSESSED, State.DECLINED}),
    State.ASSESSED: frozenset(_VERDICTS),
    State.ACCEPTED: frozenset({State.SENT, State.PLANNED, State.DELIVERED, State.DECLINED}),
    State.DECLINED: frozenset({State.ASSESSED}),
    State.SENT: frozenset({State.ACCEPTED, State.PLANNED, State.DELIVERED, State.DECLINED}),
    State.PLANNED: frozenset({State.ACCEPTED, State.SENT, State.DELIVERED, State.DECLINED}),
    State.DELIVERED: frozenset({State.VERIFIED, State.ACCEPTED}),
    State.VERIFIED: frozenset({State.ACCEPTED}),
}


def may_go(before: str, to: State) -> bool:
    return to in TRANSITIONS[State(before)]


def may_see_all(person: Someone, at: datetime) -> bool:
    """Whoever helps somewhere, and whoever decides on some of them."""
    return bool(lines_of(person, at)) or may_administer(person) or owns_some(person, at)


def may_keep(person: Someone) -> bool:
    """The second line and the vendor contacts take wishes up, and say how it goes with them."""
    if may_administer(person):
        return True
    return isinstance(person, User) and bool({Line.SECOND, Line.VENDOR} & lines_by_group(person))


def may_decide(person: Someone, change: ChangeRequest, at: datetime) -> bool:
    """The owner of the area. Where it has none, those who own a process in it; where there is
    nobody, and for what is about all areas, an administrator."""
    return decides(person, owners_of(change, at))


def decides(person: Someone, owners: frozenset[int]) -> bool:
    if not owners:
        return may_administer(person)
    return isinstance(person, User) and person.is_active and person.pk in owners


def owners_of(change: ChangeRequest, at: datetime) -> frozenset[int]:
    """Their keys."""
    if change.area_id is None:
        return frozenset()
    return owners_by_area([change.area_id], at).get(change.area_id, frozenset())


def owners_by_area(areas: Iterable[int], at: datetime) -> Mapping[int, frozenset[int]]:
    """Two queries, however many areas."""
    rows = Charge.objects.valid_on(local_date(at)).filter(
        area__in=areas, kind=ChargeKind.OWNER, person__is_active=True
    )
    whole, parts = _people(rows.filter(process=None)), _people(rows)
    return {area: frozenset(whole.get(area) or people) for area, people in parts.items()}


def _people(rows: QuerySet[Charge]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for area, person in rows.values_list("area", "person"):
        found[area].add(person)
    return found
