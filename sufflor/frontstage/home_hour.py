"""The question hour on the front page: which one it is, and its figures, counted when they move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sufflor.events.queries import revisions
from sufflor.lib.kept import Kept
from sufflor.questions import queries
from sufflor.questions.models import QuestionHour
from sufflor.questions.reading import HourCard


@dataclass(frozen=True)
class Planned:
    """When an hour does what; the figures are another matter."""

    pk: int
    topic: str
    collects_from: datetime
    opens_at: datetime
    closes_at: datetime

    def stage(self, at: datetime) -> tuple[bool, bool]:
        return at >= self.collects_from, at >= self.opens_at


_planned: Kept[tuple[Planned, ...]] = Kept(size=1)
_cards: Kept[HourCard | None] = Kept(size=64)


def next_hour(at: datetime, revision: int) -> HourCard | None:
    """As `questions.queries.next_hour`, without counting thousands of votes for every reader.

    Hours are planned under the topic "chrome", whose revision is given; questions and votes move
    the hour's own topic, which is the one query.
    """
    planned = _planned.get("hours", revision, _read)
    hour = next((hour for hour in planned if hour.closes_at > at), None)
    if hour is None:
        return None
    moved = revisions([hour.topic])[hour.topic]
    key = (hour.pk, hour.stage(at), revision)
    return _cards.get(key, moved, lambda: queries.next_hour(at))


def _read() -> tuple[Planned, ...]:
    hours = QuestionHour.objects.order_by("opens_at", "pk")
    return tuple(
        Planned(hour.pk, hour.topic, hour.collects_from, hour.opens_at, hour.closes_at)
        for hour in hours
    )
