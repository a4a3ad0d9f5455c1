"""What people get by mail in the morning."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from sufflor.lib.clock import local_date, moment
from sufflor.messaging import actions
from sufflor.messaging.planning import Due, Entry, daily
from sufflor.rollout import queries as plans

# Those whose requests wait while a rollout goes on are told at this time of its first day.
WHEN_TOLD = time(7)


def _digest(due: Due, at: datetime) -> None:
    actions.digest(planned_at=due.planned_at, at=at)


def _welcome(due: Due, at: datetime) -> None:
    actions.welcome_advisers(planned_at=due.planned_at, at=at)


def _rollouts_begun(at: datetime) -> Iterable[Due]:
    """On the morning of the first day, before anybody opens their own requests."""
    today = local_date(at)
    for each in plans.begun_since(today - timedelta(days=1), today):
        first = moment(plans.dates_of(each.pk)[0], WHEN_TOLD)
        if first <= at:
            yield Due(f"rollout:{each.pk}", first)


def _tell_who_waits(due: Due, at: datetime) -> None:
    actions.tell_who_waits(number=due.number, at=at)


def _remind(due: Due, at: datetime) -> None:
    actions.remind_of_reviews(planned_at=due.planned_at, at=at)


def _tell_of_dead_links(due: Due, at: datetime) -> None:
    actions.tell_of_dead_links(planned_at=due.planned_at, at=at)


def _remind_of_cases(due: Due, at: datetime) -> None:
    actions.remind_of_cases(at=at)


ENTRIES: tuple[Entry, ...] = (
    Entry("digest", daily("digest", time(7, 30)), _digest),
    Entry("advisers", daily("advisers", time(7, 5)), _welcome),
    Entry("rollout", _rollouts_begun, _tell_who_waits),
    Entry("reviews", daily("reviews", time(7)), _remind),
    Entry("dead_links", daily("dead_links", time(7, 15)), _tell_of_dead_links),
    Entry("cases", daily("cases", time(7, 45)), _remind_of_cases),
)
