"""Question hours and rollout days: what begins, what is left open, and what is owed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from sufflor.lib.clock import local_date, moment
from sufflor.messaging import actions
from sufflor.messaging.hour_news import news
from sufflor.messaging.planning import Due, Entry, every
from sufflor.questions import actions as questions
from sufflor.questions import queries
from sufflor.rollout import actions as rollout
from sufflor.rollout.models import RolloutDay

# A worker that was away tells of the days since yesterday; older news is none.
DAYS_TOLD_FOR = timedelta(hours=36)
LATE_SINCE = timedelta(days=4)


def _hours_left_open(at: datetime) -> Iterable[Due]:
    """Each hour by itself, so that one that cannot be ended keeps no other waiting."""
    for hour in queries.left_open(at):
        yield Due(f"finish:{hour.slug}", hour.closes_at + queries.LEFT_OPEN)


def _finish(due: Due, at: datetime) -> None:
    for hour in queries.left_open(at):
        if hour.slug == due.name.partition(":")[2]:
            questions.finish_by_clock(hour=hour, at=at)


def _gather_strays(due: Due, at: datetime) -> None:
    for hour in queries.with_strays(at):
        questions.finish_by_clock(hour=hour, at=at)


def _days_begun_and_over(at: datetime) -> Iterable[Due]:
    """Each midnight of a rollout day, before it and after it."""
    today = local_date(at)
    near = (today - timedelta(days=2), today)
    for day in RolloutDay.objects.filter(rollout__called_off_at=None, date__range=near):
        for word, date in (("begins", day.date), ("ends", day.date + timedelta(days=1))):
            midnight = moment(date, time())
            if at - DAYS_TOLD_FOR < midnight <= at:
                yield Due(f"rollout_day:{day.pk}:{word}", midnight)


def _tell_of_day(due: Due, at: datetime) -> None:
    begins = due.name.endswith(":begins")
    rollout.tell_of_day(number=due.number, begins=begins, at=due.planned_at)


def _hours_with_news(at: datetime) -> Iterable[Due]:
    for each in news(at):
        yield Due(f"hour:{each.number}:{each.says}", each.since)


def _announce(due: Due, at: datetime) -> None:
    actions.announce_hour(number=due.number, at=at)


def _answers_late(at: datetime) -> Iterable[Due]:
    """Each once for each time that it was due. What has been late for days has been told of."""
    late = queries.owed_answers().filter(due_at__lte=at, due_at__gt=at - LATE_SINCE)
    return [Due(f"owed:{number}", due_at) for number, due_at in late.values_list("pk", "due_at")]


def _remind_of_answer(due: Due, at: datetime) -> None:
    actions.remind_of_answer(number=due.number, at=at)


ENTRIES: tuple[Entry, ...] = (
    Entry("finish", _hours_left_open, _finish),
    Entry("strays", every("strays", 15), _gather_strays),
    Entry("hour", _hours_with_news, _announce),
    Entry("owed", _answers_late, _remind_of_answer),
    Entry("rollout_day", _days_begun_and_over, _tell_of_day),
)
