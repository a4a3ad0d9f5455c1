"""What there is to say about a question hour at an instant, given what has been said.

Nothing here remembers that it was asked: an hour that was planned too late, moved, called off or
taken away is compared with what the channel last said of it, however long nobody looked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Max, Q

from sufflor.events.models import Event, reference
from sufflor.lib.clock import local_date, moment
from sufflor.messaging.models import Announcement, Says
from sufflor.questions.models import QuestionHour

# On the wall in Oslo, the day before.
FIRST_CALL = time(14)
LAST_CALL = timedelta(hours=1)
LOOKS_AHEAD = timedelta(days=2)
CHANGES = ("hour.moved", "hour.changed", "hour.cancelled", "hour.held_again")


@dataclass(frozen=True)
class News:
    """That an hour has something to be said of it, since when; the same until it is said."""

    number: int
    says: Says
    since: datetime


def news(at: datetime) -> Iterable[News]:
    """Two queries, and two more only when hours are near or have been announced."""
    near = Q(opens_at__lte=at + LOOKS_AHEAD) | Q(announcements__isnull=False)
    hours = QuestionHour.objects.real().filter(near, closes_at__gt=at).distinct()
    for hour in hours.prefetch_related("announcements"):
        said = list(hour.announcements.all())
        if says := to_say(hour, said, at):
            yield News(hour.pk, says, _since(hour, says, said))
    for number, said in _of_hours_taken_away(at).items():
        if says := to_say(None, said, at):
            yield News(number, says, said[-1].at)


def to_say(hour: QuestionHour | None, said: Sequence[Announcement], at: datetime) -> Says | None:
    """One thing at most; without an hour, it has been taken away."""
    last = said[-1] if said else None
    if hour is None or hour.is_cancelled:
        is_expected = last is not None and last.says != Says.CANCELLED and at < last.closes_at
        return Says.CANCELLED if is_expected else None
    if at >= hour.opens_at:
        return None
    if last is not None and last.says == Says.CANCELLED:
        return Says.HELD_AGAIN
    if last is not None and is_elsewhere(hour, last):
        return Says.MOVED
    return _call(hour, [each.at for each in said if each.opens_at == hour.opens_at], at)


def is_elsewhere(hour: QuestionHour, last: Announcement) -> bool:
    """At another time than was said, or in another room. That a room is found is no news."""
    has_other_room = bool(last.room) and hour.room != last.room
    return hour.opens_at != last.opens_at or has_other_room


def first_call(hour: QuestionHour) -> datetime:
    return moment(local_date(hour.opens_at) - timedelta(days=1), FIRST_CALL)


def last_call(hour: QuestionHour) -> datetime:
    return hour.opens_at - LAST_CALL


def _call(hour: QuestionHour, told_at: Sequence[datetime], at: datetime) -> Says | None:
    """Whatever was said of this time since the call was due stands for it: one notice, not two."""
    for says, due_at in ((Says.HOUR_BEFORE, last_call(hour)), (Says.DAY_BEFORE, first_call(hour))):
        if at >= due_at:
            return None if any(told >= due_at for told in told_at) else says
    return None


def _since(hour: QuestionHour, says: Says, said: Sequence[Announcement]) -> datetime:
    """A change makes it another piece of work: what was called off before it was said, and is held
    after all, is said then."""
    calls = {Says.DAY_BEFORE: first_call, Says.HOUR_BEFORE: last_call}
    began = calls[says](hour) if says in calls else said[-1].at
    changes = Event.objects.filter(about=reference(hour), verb__in=CHANGES)
    changed: datetime | None = changes.aggregate(last=Max("at"))["last"]
    return max(began, changed) if changed else began


def _of_hours_taken_away(at: datetime) -> dict[int, list[Announcement]]:
    gone = Announcement.objects.filter(hour=None, closes_at__gt=at).values("number")
    said: defaultdict[int, list[Announcement]] = defaultdict(list)
    for each in Announcement.objects.filter(number__in=gone):
        said[each.number].append(each)
    return said
