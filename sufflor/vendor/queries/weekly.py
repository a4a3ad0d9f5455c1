"""The list for the weekly meeting with a vendor, and what has changed since the last one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from sufflor.vendor.models import Entry, EntryKind, Meeting, State, Vendor, VendorCase
from sufflor.vendor.queries.board import Card, cards_of, with_rows


@dataclass(frozen=True)
class Line:
    """`changes` are states it has come to since the last meeting, oldest first; `said` how often
    the vendor has answered since."""

    card: Card
    is_new: bool
    changes: tuple[str, ...]
    said: int

    @property
    def has_changed(self) -> bool:
        return self.is_new or bool(self.changes) or self.said > 0


@dataclass(frozen=True)
class Weekly:
    vendor: Vendor
    since: datetime | None
    lines: tuple[Line, ...]

    @property
    def changed(self) -> int:
        return sum(line.has_changed for line in self.lines)


def last_meeting(vendor: Vendor) -> Meeting | None:
    return Meeting.objects.filter(vendor=vendor).select_related("by").first()


def weekly(vendor: Vendor, at: datetime) -> Weekly:
    """What the vendor knows of and has not ended, and what was closed since the last meeting. Nine
    queries, however long the list is."""
    last = last_meeting(vendor)
    since = last.at if last else None
    lately = Q(state=State.CLOSED, state_since__gt=since) if since else Q(pk__in=())
    known = ~Q(state__in=[State.PROPOSED, State.READY, State.CLOSED])
    rows = with_rows().filter(known | lately, system__vendor=vendor, reported_at__isnull=False)
    found = list(rows)
    entries = _entries(found, since)
    lines = tuple(_line(card, entries[card.case.pk], since) for card in cards_of(found, at))
    return Weekly(vendor, since, lines)


def _entries(cases: Iterable[VendorCase], since: datetime | None) -> defaultdict[int, list[Entry]]:
    kept: defaultdict[int, list[Entry]] = defaultdict(list)
    rows = Entry.objects.filter(case__in=cases, kind__in=[EntryKind.MOVED, EntryKind.ANSWER])
    if since:
        rows = rows.filter(at__gt=since)
    for entry in rows.defer("text").order_by("at", "pk"):
        kept[entry.case_id].append(entry)
    return kept


def _line(card: Card, entries: list[Entry], since: datetime | None) -> Line:
    reported_at = card.case.reported_at
    moved = (entry for entry in entries if entry.kind == EntryKind.MOVED)
    return Line(
        card=card,
        is_new=since is None or (reported_at is not None and reported_at > since),
        changes=tuple(str(entry.get_state_display()) for entry in moved),
        said=sum(1 for entry in entries if entry.kind == EntryKind.ANSWER),
    )
