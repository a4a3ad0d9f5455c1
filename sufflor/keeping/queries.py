"""How long each kind is kept, what would go now, what is held, and what has gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sufflor.keeping.kinds import Kind
from sufflor.keeping.models import Hold, Purge, Term

SHOWN = 50
# Beyond this nobody needs the number to decide, and no store should count on while a page waits.
MOST_COUNTED = 10_000


@dataclass(frozen=True)
class Standing:
    """A kind as it stands now. `old` is how many would go."""

    kind: Kind
    days: int | None
    term: Term | None
    hold: Hold | None
    old: int
    under_way: Purge | None

    @property
    def is_many(self) -> bool:
        return self.old > MOST_COUNTED


def overview(kinds: Sequence[Kind], at: datetime) -> list[Standing]:
    """Three queries, and one for each part of what is not kept for good."""
    terms = {term.kind: term for term in Term.objects.select_related("set_by")}
    rows = Hold.objects.filter(lifted_at=None).select_related("placed_by")
    holds = {hold.kind: hold for hold in rows}
    begun = {purge.kind: purge for purge in Purge.objects.filter(ended_at=None)}
    return [
        _standing(kind, terms.get(kind.name), holds.get(kind.name), begun.get(kind.name), at)
        for kind in kinds
    ]


def standing(kind: Kind, at: datetime) -> Standing:
    return overview([kind], at)[0]


def _standing(
    kind: Kind, term: Term | None, hold: Hold | None, begun: Purge | None, at: datetime
) -> Standing:
    days = days_of(kind, term)
    old = 0 if days is None else how_many(kind, days, at)
    return Standing(kind, days, term, hold, old, begun)


def days_of(kind: Kind, term: Term | None) -> int | None:
    return term.days if term else kind.days


def term_of(kind: Kind) -> Term | None:
    return Term.objects.filter(kind=kind.name).first()


def how_many(kind: Kind, days: int, at: datetime) -> int:
    """What would go if it were kept so many days: nothing is touched. One more than is counted
    means more than that."""
    before = at - timedelta(days=days)
    most = MOST_COUNTED + 1
    return min(sum(part.old(before).order_by()[:most].count() for part in kind.parts), most)


def held(kind: Kind) -> Hold | None:
    return Hold.objects.filter(kind=kind.name, lifted_at=None).first()


def log() -> list[Purge]:
    return list(Purge.objects.all()[:SHOWN])


def under_way() -> list[Purge]:
    """Those that were left half-way, by their limit or because their worker died."""
    return list(Purge.objects.filter(ended_at=None).order_by("pk"))
