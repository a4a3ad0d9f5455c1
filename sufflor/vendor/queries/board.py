"""The board: cases by how far they have come, and what each card says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, prefetch_related_objects

from sufflor.lib.clock import local_date
from sufflor.organization.models import User
from sufflor.vendor import rules
from sufflor.vendor.models import State, System, VendorCase
from sufflor.vendor.queries.affected import Affected, affected

# Each column with the states that stand in it; the first gives it its name.
COLUMNS: tuple[tuple[State, ...], ...] = (
    (State.READY, State.PROPOSED),
    (State.REPORTED,),
    (State.CONFIRMED,),
    (State.FIX_READY,),
    (State.TESTING, State.VERIFIED),
    (State.CLOSED,),
)
MOST_CARDS = 200
MOST_CLOSED = 12


@dataclass(frozen=True)
class Filter:
    """What the board is narrowed to; empty is all."""

    system: int = 0
    severity: str = ""
    owner: int = 0

    def narrowed(self, cases: QuerySet[VendorCase]) -> QuerySet[VendorCase]:
        if self.system:
            cases = cases.filter(system=self.system)
        if self.severity:
            cases = cases.filter(severity=self.severity)
        if self.owner:
            cases = cases.filter(owner=self.owner)
        return cases


@dataclass(frozen=True)
class Card:
    case: VendorCase
    affected: Affected
    lacks: tuple[str, ...]
    days: int
    is_late: bool
    is_soon: bool
    is_untouched: bool


@dataclass(frozen=True)
class Column:
    state: State
    cards: tuple[Card, ...]

    @property
    def name(self) -> str:
        return str(self.state.label)


def board(wanted: Filter, at: datetime) -> list[Column]:
    """All that are under way, and those that were closed last. Eight queries."""
    rows = wanted.narrowed(VendorCase.objects.defer("log"))
    open_ = list(rows.exclude(state=State.CLOSED)[:MOST_CARDS])
    closed = list(rows.filter(state=State.CLOSED).order_by("-state_since", "-pk")[:MOST_CLOSED])
    # Many cards share a few systems, owners and versions: each is made once.
    prefetch_related_objects(
        [*open_, *closed], "system", "owner", "fixed_in", "errors__merged_into"
    )
    cards = cards_of([*open_, *closed], at)
    return [
        Column(states[0], tuple(card for card in cards if card.case.state in states))
        for states in COLUMNS
    ]


def cards_of(cases: Iterable[VendorCase], at: datetime) -> list[Card]:
    """One query."""
    cases = list(cases)
    people = affected([case.pk for case in cases])
    return [_card(case, people[case.pk], at) for case in cases]


def filters() -> tuple[list[System], list[User]]:
    """What the board can be narrowed to: systems, and those who own a case that is under way."""
    owners = VendorCase.objects.under_way().filter(owner__isnull=False).values("owner")
    return (
        list(System.objects.select_related("vendor")),
        list(User.objects.filter(pk__in=owners).order_by("first_name", "last_name")),
    )


def with_rows() -> QuerySet[VendorCase]:
    """With all that a card shows of each."""
    return _with_rows(VendorCase.objects.all())


def untouched(at: datetime) -> list[VendorCase]:
    """Those that nobody has touched for longer than they bear, the longest first."""
    rows = _with_rows(VendorCase.objects.under_way()).order_by("touched_at")
    shortest = at - min(rules.UNTOUCHED.values())
    return [case for case in rows.filter(touched_at__lt=shortest) if rules.is_untouched(case, at)]


def _card(case: VendorCase, people: Affected, at: datetime) -> Card:
    is_before = case.state in {State.PROPOSED, State.READY}
    due = case.due_at if case.is_under_way else None
    return Card(
        case=case,
        affected=people,
        lacks=rules.lacks(case) if is_before else (),
        days=(local_date(at) - local_date(case.state_since)).days,
        is_late=case.is_overdue(at),
        is_soon=due is not None and at <= due <= at + rules.SOON,
        is_untouched=rules.is_untouched(case, at),
    )


def _with_rows(rows: QuerySet[VendorCase]) -> QuerySet[VendorCase]:
    return rows.select_related("system__vendor", "owner", "fixed_in").prefetch_related("errors")
