"""The next question hour, as a card: which one it is, when, and its figures when they move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sufflor.events.queries import revisions
from sufflor.lib.clock import OSLO, local_date
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


def next_change(hour: HourCard, at: datetime) -> datetime | None:
    """When the clock alone makes the card another: it takes questions, opens, or is over."""
    moments = (hour.collects_from, hour.starts_at, hour.ends_at)
    return min((moment for moment in moments if moment > at), default=None)


def when(hour: HourCard, at: datetime) -> str:
    """ "Today 08.30–09.00 · room R7"."""
    day = said_day(hour.date, local_date(at))
    starts, ends = (time_format(m.astimezone(OSLO)) for m in (hour.starts_at, hour.ends_at))
    said = _("%(day)s at %(starts)s–%(ends)s") % {"day": day, "starts": starts, "ends": ends}
    where = f" · {hour.room}" if hour.room else ""
    return f"{said[:1].upper()}{said[1:]}{where}"


def how_soon(hour: HourCard, at: datetime) -> str:
    """How soon: "now", "in 24 min", "in 3 hours", or the day."""
    if hour.is_open:
        return _("open now")
    minutes = int((hour.starts_at - at).total_seconds() // 60) + 1
    if minutes < 60:
        return _("in %(minutes)s min") % {"minutes": minutes}
    if hour.date == local_date(at):
        hours = minutes // 60
        return ngettext("in %(hours)s hour", "in %(hours)s hours", hours) % {"hours": hours}
    return said_day(hour.date, local_date(at))


def said_day(day: date, today: date) -> str:
    """today, tomorrow, yesterday, or the date."""
    words = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    return words.get((day - today).days) or date_format(day, "MONTH_DAY_FORMAT")


def _read() -> tuple[Planned, ...]:
    hours = QuestionHour.objects.order_by("opens_at", "pk")
    return tuple(
        Planned(hour.pk, hour.topic, hour.collects_from, hour.opens_at, hour.closes_at)
        for hour in hours
    )
