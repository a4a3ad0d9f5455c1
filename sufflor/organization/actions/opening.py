"""When groups are open, when they are not, and how soon they promise to answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sufflor.events import actions as events
from sufflor.events.http import ORGANIZATION
from sufflor.events.models import Topic
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization import rules
from sufflor.organization.actions.appointing import WrongWayRound
from sufflor.organization.models import (
    ClosedDay,
    Line,
    OpeningPeriod,
    ServicePromise,
    SupportGroup,
    User,
)

# Longer than any holiday; a slip of the pen in the year does not close the house for good.
MOST_DAYS = 100


class ClosesFirst(Refusal):
    reason = _("Something closes before it opens.")
    way_out = _("Write the opening time first, and a time the same day after it.")


class AtTheSameTime(Refusal):
    reason = _("Two periods on the same day overlap.")
    way_out = _("Let the first close before the second opens.")


class NeverOpen(Refusal):
    reason = _("There are no opening hours here.")
    way_out = _("Fill in one day at least, or note closed days instead.")


class TooManyDays(Refusal):
    reason = _("More than a hundred days at once are hardly meant.")
    way_out = _("See whether the year is right, or set opening hours for that time instead.")


class SolvedTooSoon(Refusal):
    reason = _("Nothing is solved before it is answered.")
    way_out = _("Give the solution at least as many hours as the first answer.")


@dataclass(frozen=True)
class Shift:
    """Open on a weekday (Monday is 0) from one time to another."""

    weekday: int
    opens: time
    closes: time


@transaction.atomic
def set_opening_hours(
    *,
    group: SupportGroup | None,
    week: Sequence[Shift],
    from_date: date,
    to_date: date | None,
    by: User | None,
    at: datetime,
) -> None:
    """A season, whole: what was said of the same first day before is written over.

    Without a group, for the whole house. Without `by`, it is whoever runs the server.
    """
    require(by is None or rules.may_set_hours(by, group))
    if to_date and to_date < from_date:
        raise WrongWayRound
    _check_week(week)
    # The topic's row is locked from here, so that two who set the same season follow one another.
    events.touch(ORGANIZATION)
    OpeningPeriod.objects.filter(group=group, from_date=from_date).delete()
    OpeningPeriod.objects.bulk_create(
        OpeningPeriod(
            group=group,
            weekday=shift.weekday,
            opens=shift.opens,
            closes=shift.closes,
            from_date=from_date,
            to_date=to_date,
        )
        for shift in week
    )
    _record("opening.set", group, by, at, from_date)


@transaction.atomic
def drop_opening_hours(
    *, group: SupportGroup | None, from_date: date, by: User, at: datetime
) -> None:
    """Take a season away; the one before holds again. Taking it twice is taking it once."""
    require(rules.may_set_hours(by, group))
    events.touch(ORGANIZATION)
    deleted, _by_model = OpeningPeriod.objects.filter(group=group, from_date=from_date).delete()
    if deleted:
        _record("opening.dropped", group, by, at, from_date)


@transaction.atomic
def close_days(
    *,
    group: SupportGroup | None,
    from_date: date,
    to_date: date,
    reason: str,
    by: User | None,
    at: datetime,
) -> None:
    """Closed from one day to another, both included. A day that was closed gets the newest reason.

    Without `by`, it is whoever runs the server.
    """
    require(by is None or rules.may_set_hours(by, group))
    if to_date < from_date:
        raise WrongWayRound
    if (to_date - from_date).days >= MOST_DAYS:
        raise TooManyDays
    events.touch(ORGANIZATION)
    ClosedDay.objects.filter(group=group, date__gte=from_date, date__lte=to_date).delete()
    ClosedDay.objects.bulk_create(
        ClosedDay(group=group, date=from_date + timedelta(days=number), reason=one_line(reason))
        for number in range((to_date - from_date).days + 1)
    )
    _record("closed_days.set", group, by, at, from_date, to_date=to_date.isoformat())


@transaction.atomic
def open_days(
    *, group: SupportGroup | None, from_date: date, to_date: date, by: User, at: datetime
) -> None:
    """Open after all on days that were closed. Opening twice is the same as opening once."""
    require(rules.may_set_hours(by, group))
    events.touch(ORGANIZATION)
    closed = ClosedDay.objects.filter(group=group, date__gte=from_date, date__lte=to_date)
    deleted, _by_model = closed.delete()
    if deleted:
        _record("closed_days.lifted", group, by, at, from_date, to_date=to_date.isoformat())


@transaction.atomic
def promise_answer(
    *,
    line: Line,
    group: SupportGroup | None,
    first_answer_hours: int,
    resolve_hours: int,
    by: User | None,
    at: datetime,
) -> ServicePromise:
    """How many open hours go at most; a group's own goes before that of its line.

    Without `by`, it is whoever runs the server.
    """
    require(by is None or rules.may_set_hours(by, group))
    if resolve_hours < first_answer_hours:
        raise SolvedTooSoon
    events.touch(ORGANIZATION)
    whose = {"group": group} if group else {"group": None, "line": line}
    promise, _is_new = ServicePromise.objects.update_or_create(
        **whose,
        defaults={
            "line": group.line if group else line,
            "first_answer_hours": first_answer_hours,
            "resolve_hours": resolve_hours,
        },
    )
    events.record(
        "promise.made",
        about=promise,
        by=by,
        at=at,
        first_answer_hours=first_answer_hours,
        resolve_hours=resolve_hours,
    )
    return promise


@transaction.atomic
def promise_nothing(*, line: Line, group: SupportGroup | None, by: User, at: datetime) -> None:
    """A group follows its line again, or the line promises nothing. Twice is the same as once."""
    require(rules.may_set_hours(by, group))
    events.touch(ORGANIZATION)
    mine = Q(group=group) if group else Q(group=None, line=line)
    for promise in ServicePromise.objects.filter(mine):
        events.record("promise.dropped", about=promise, by=by, at=at)
        promise.delete()


def _check_week(week: Sequence[Shift]) -> None:
    if not week:
        raise NeverOpen
    if any(shift.closes <= shift.opens for shift in week):
        raise ClosesFirst
    in_order = sorted(week, key=lambda shift: (shift.weekday, shift.opens))
    for one, following in pairwise(in_order):
        if one.weekday == following.weekday and following.opens < one.closes:
            raise AtTheSameTime


def _record(
    verb: str,
    group: SupportGroup | None,
    by: User | None,
    at: datetime,
    from_date: date,
    **details: str,
) -> None:
    """About the group, or about the organisation when it is the whole house."""
    about = group or Topic.objects.get(name=ORGANIZATION)
    events.record(verb, about=about, by=by, at=at, from_date=from_date.isoformat(), **details)
