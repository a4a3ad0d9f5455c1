"""The roster of a group: who has the watch when, where nobody has it, and who has it now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from sufflor.lib.clock import end_of_day, local_date, moment, start_of_day
from sufflor.lib.working_time import Span
from sufflor.organization.models import Absence, Line, SupportGroup, User, Watch, WatchSwap
from sufflor.organization.queries.hours import calendar_of

ONE_DAY = timedelta(days=1)
WEEK = 7


@dataclass(frozen=True)
class OnWatch:
    """Somebody who has a watch today and is there. Holds no models, so that it can be kept."""

    group: int
    group_name: str
    person: str
    starts_at: datetime
    ends_at: datetime

    def has_it(self, at: datetime) -> bool:
        return self.starts_at <= at < self.ends_at


@dataclass(frozen=True)
class RosterWatch:
    """`is_away` is a watch that nobody will keep; `offered` waits for a yes or no."""

    watch: Watch
    is_away: bool
    offered: WatchSwap | None


@dataclass(frozen=True)
class RosterDay:
    """`holes` are open, and nobody who is there has the watch. Of a past day nothing is missing."""

    day: date
    spans: tuple[Span, ...]
    watches: tuple[RosterWatch, ...]
    holes: tuple[Span, ...]

    @property
    def in_turn(self) -> list[RosterWatch | Span]:
        """Both, as the day goes."""
        return sorted([*self.watches, *self.holes], key=_begins)


def _begins(one: RosterWatch | Span) -> datetime:
    return one.watch.starts_at if isinstance(one, RosterWatch) else one.opens


@dataclass(frozen=True)
class Wanted:
    """One line of a week that is laid again and again."""

    weekday: int
    starts: time
    ends: time
    person: User


@dataclass(frozen=True)
class Planned:
    """What filling would give: a watch, or why not (the person is away, or has it already)."""

    day: date
    starts_at: datetime
    ends_at: datetime
    person: User
    is_away: bool = False
    is_there: bool = False

    @property
    def is_new(self) -> bool:
        return not (self.is_away or self.is_there)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def roster(group: SupportGroup, monday: date, at: datetime) -> list[RosterDay]:
    """One week of a group, day by day. Five queries."""
    calendar = calendar_of(group)
    last = monday + timedelta(days=WEEK - 1)
    rows = list(_between(group, monday, last).select_related("person"))
    away = _away(rows, monday, last)
    swaps = WatchSwap.objects.filter(watch__in=rows, answered_at=None).select_related("to_person")
    offered = {swap.watch_id: swap for swap in swaps}
    days = []
    for day in (monday + timedelta(days=number) for number in range(WEEK)):
        there = tuple(
            RosterWatch(one, (one.person_id, day) in away, offered.get(one.pk))
            for one in rows
            if local_date(one.starts_at) == day
        )
        spans = calendar.spans_on(day)
        kept = [one.watch for one in there if not one.is_away]
        holes = _holes(spans, kept, at) if rows else ()
        if spans or there:
            days.append(RosterDay(day, spans, there, tuple(holes)))
    return days


def holes_ahead(group: SupportGroup, at: datetime, days: int = 14) -> int:
    """How many days to come lack somebody, in weeks that have a roster at all. Three queries."""
    first = local_date(at)
    last = first + timedelta(days=days)
    rows = list(_between(group, first, last))
    weeks = {monday_of(local_date(one.starts_at)) for one in rows}
    away = _away(rows, first, last)
    calendar = calendar_of(group) if rows else None
    count = 0
    for day in (first + timedelta(days=number) for number in range(days)):
        if calendar is None or monday_of(day) not in weeks:
            continue
        kept = [
            one
            for one in rows
            if local_date(one.starts_at) == day and (one.person_id, day) not in away
        ]
        count += bool(list(_holes(calendar.spans_on(day), kept, at)))
    return count


def planned(
    group: SupportGroup, week: Sequence[Wanted], from_date: date, to_date: date
) -> list[Planned]:
    """What filling a period would give, on the days that the group is open. Four queries."""
    calendar = calendar_of(group)
    rows = list(_between(group, from_date, to_date))
    taken = {(one.person_id, one.starts_at) for one in rows}
    people = {line.person.pk for line in week}
    away = _away_days(people, from_date, to_date)
    found = []
    for number in range((to_date - from_date).days + 1):
        day = from_date + timedelta(days=number)
        if not calendar.spans_on(day):
            continue
        for line in week:
            if line.weekday != day.weekday():
                continue
            starts_at = moment(day, line.starts)
            found.append(
                Planned(
                    day,
                    starts_at,
                    moment(day, line.ends),
                    line.person,
                    is_away=(line.person.pk, day) in away,
                    is_there=(line.person.pk, starts_at) in taken,
                )
            )
    return found


def watches_of(person: User, at: datetime) -> list[RosterWatch]:
    """What one person has before them, and whom it was offered to. Two queries."""
    rows = list(Watch.objects.filter(person=person, ends_at__gt=at).select_related("group"))
    open_swaps = WatchSwap.objects.filter(watch__in=rows, answered_at=None)
    offered = {swap.watch_id: swap for swap in open_swaps.select_related("to_person")}
    return [RosterWatch(one, is_away=False, offered=offered.get(one.pk)) for one in rows]


def asked_watch_swaps(person: User, at: datetime) -> list[WatchSwap]:
    """What others ask this person to take over. One query."""
    rows = WatchSwap.objects.filter(to_person=person, answered_at=None, watch__ends_at__gt=at)
    related = rows.select_related("watch__group", "watch__person", "asked_by")
    return list(related.order_by("watch__starts_at", "pk"))


def watches_today(day: date) -> tuple[OnWatch, ...]:
    """Everybody's, but for those who are away. One query."""
    away = Absence.objects.filter(person=OuterRef("person"), from_date__lte=day, to_date__gte=day)
    rows = Watch.objects.filter(starts_at__lt=end_of_day(day), ends_at__gt=start_of_day(day))
    there = rows.filter(~Exists(away), person__is_active=True).select_related("group", "person")
    return tuple(
        OnWatch(
            one.group_id,
            one.group.local_name,
            one.person.full_name,
            one.starts_at,
            one.ends_at,
        )
        for one in there
    )


def people_on_watch(group: SupportGroup, at: datetime) -> list[int]:
    """The keys of those who have the watch of the group at that instant, and are there."""
    day = local_date(at)
    away = Absence.objects.filter(person=OuterRef("person"), from_date__lte=day, to_date__gte=day)
    rows = Watch.objects.filter(group=group, starts_at__lte=at, ends_at__gt=at)
    there = rows.filter(~Exists(away), person__is_active=True)
    return list(there.order_by("person").values_list("person", flat=True).distinct())


def rostered_groups() -> list[SupportGroup]:
    """Groups of the first line, and others that have a roster. One query."""
    with_watches = Watch.objects.order_by().values("group")
    rows = SupportGroup.objects.filter(Q(line=Line.FIRST) | Q(pk__in=with_watches))
    return list(rows.order_by("line", "name"))


def _between(group: SupportGroup, first: date, last: date) -> QuerySet[Watch]:
    return Watch.objects.filter(
        group=group, starts_at__gte=start_of_day(first), starts_at__lt=end_of_day(last)
    )


def _away(rows: Iterable[Watch], first: date, last: date) -> set[tuple[int, date]]:
    return _away_days({one.person_id for one in rows}, first, last)


def _away_days(people: set[int], first: date, last: date) -> set[tuple[int, date]]:
    """Who is away on which of these days. One query."""
    rows = Absence.objects.filter(person__in=people, from_date__lte=last, to_date__gte=first)
    away = set()
    for person, begins, ends in rows.values_list("person", "from_date", "to_date"):
        day = max(begins, first)
        while day <= min(ends, last):
            away.add((person, day))
            day += ONE_DAY
    return away


def _holes(spans: Iterable[Span], kept: Sequence[Watch], at: datetime) -> Iterable[Span]:
    """What of the open time is still to come and has nobody."""
    for span in spans:
        since = max(span.opens, at)
        for watch in sorted(kept, key=lambda one: one.starts_at):
            if watch.starts_at > since and since < span.closes:
                yield Span(since, min(watch.starts_at, span.closes))
            since = max(since, watch.ends_at)
        if since < span.closes:
            yield Span(since, span.closes)
