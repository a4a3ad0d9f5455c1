"""What keeps a series of hours whole: no gap between two of them, and no question left behind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Q

from sufflor.events import actions as events
from sufflor.lib.clock import local_date, moment
from sufflor.organization.models import User
from sufflor.questions import finding, rules
from sufflor.questions.models import (
    CarryOver,
    Moderation,
    Question,
    QuestionHour,
    QuestionHourQuerySet,
)
from sufflor.rollout.models import Rollout

# The first hour of a series takes questions from the day before.
FIRST_COLLECTS = time(14, 0)


@dataclass
class Series:
    """Hours that follow each other, and their questions that have no end yet; all are locked."""

    hours: list[QuestionHour]
    waiting: list[Question]

    def own(self, hour: QuestionHour) -> QuestionHour:
        """The locked row of an hour that somebody else may have changed since it was read."""
        return next(each for each in self.hours if each.pk == hour.pk)

    def waiting_in(self, hour: QuestionHour) -> list[Question]:
        return [question for question in self.waiting if question.hour_id == hour.pk]

    def held(self) -> list[QuestionHour]:
        held = (hour for hour in self.hours if not hour.is_cancelled)
        return sorted(held, key=lambda hour: (hour.opens_at, hour.pk))

    def next(self, at: datetime) -> QuestionHour | None:
        """The hour that goes on or comes first: what nobody has ended yet waits there."""
        return next((hour for hour in self.held() if not hour.is_over(at)), None)

    def at_once(
        self, opens_at: datetime, closes_at: datetime, beside: QuestionHour | None = None
    ) -> QuestionHour | None:
        """Another hour that is held in some of that time."""
        return next(
            (
                hour
                for hour in self.held()
                if hour != beside and hour.opens_at < closes_at and opens_at < hour.closes_at
            ),
            None,
        )


def lock_beside(hour: QuestionHour, *, all_of: bool = False) -> Series:
    """The series that an hour belongs to; `all_of` it, also its questions that have an end."""
    hours = QuestionHour.objects.beside(hour)
    return _lock(hours, hour.rollout_id, all_of=hour if all_of else None)


def lock_all(rollout: Rollout | None) -> Series:
    """All that people come to in a rollout."""
    hours = QuestionHour.objects.real().filter(rollout=rollout)
    return _lock(hours, rollout.pk if rollout else None)


def _lock(
    hours: QuestionHourQuerySet, rollout: int | None, *, all_of: QuestionHour | None = None
) -> Series:
    """The rollout, so that one series is changed at a time; then questions, then hours, each in the
    order of their numbers. What is joined to a row is as old as the wait for its lock, so all is
    read when all is locked.
    """
    list(Rollout.objects.select_for_update(no_key=True).filter(pk=rollout or 0).values_list("pk"))
    pks = list(hours.order_by("pk").values_list("pk", flat=True))
    unended = Question.objects.without_end().filter(hour__in=pks).values("pk")
    wanted = Q(pk__in=unended) | Q(hour=all_of) if all_of else Q(pk__in=unended)
    questions = Question.objects.select_for_update(no_key=True).filter(wanted)
    locked = list(questions.order_by("pk").values_list("pk", flat=True))
    rows = QuestionHour.objects.select_for_update(of=("self",), no_key=True)
    by_pk = {hour.pk: hour for hour in rows.filter(pk__in=pks).order_by("pk")}
    waiting = Question.objects.without_end().filter(pk__in=locked, hour__in=pks)
    found = list(waiting.select_related("owed__writer__unit", *rules.STATE_ROWS).order_by("pk"))
    for question in found:
        question.hour = by_pk[question.hour_id]
    return Series(list(by_pk.values()), found)


def settle(series: Series, by: User | None, at: datetime) -> None:
    """After hours were laid, moved, called off or ended: each takes questions from where the one
    before it ends, and whatever waits does so in the next one to be held."""
    _link(series, at)
    _gather(series, by, at)


def _link(series: Series, at: datetime) -> None:
    """Hours that are over stay as they were."""
    ends_at: datetime | None = None
    for hour in series.held():
        collects_from = ends_at or _begins(series, hour, at)
        ends_at = hour.closes_at
        if not hour.is_over(at) and hour.collects_from != collects_from:
            hour.collects_from = collects_from
            hour.save(update_fields=["collects_from"])


def _begins(series: Series, first: QuestionHour, at: datetime) -> datetime:
    """The day before; or from when people could ask already, if the first hour is another now."""
    planned = moment(local_date(first.opens_at) - timedelta(days=1), FIRST_COLLECTS)
    begun = [hour.collects_from for hour in series.hours if hour.collects_from <= at]
    return min([planned, first.opens_at, *begun])


def _gather(series: Series, by: User | None, at: datetime) -> None:
    """Not from an hour that is over and not finished: its host still works there."""
    goal = series.next(at)
    if goal is None:
        return
    moved = [
        question
        for question in series.waiting
        if question.hour_id != goal.pk and _has_let_go(question.hour, at)
    ]
    if not moved:
        return
    left = {question.hour_id: question.hour for question in moved}
    for question in moved:
        _carry(question, goal, by, at)
    _tell(moved, [*left.values(), goal], at)


def _has_let_go(hour: QuestionHour, at: datetime) -> bool:
    return hour.is_finished or hour.is_cancelled or not hour.is_over(at)


def _carry(question: Question, goal: QuestionHour, by: User | None, at: datetime) -> None:
    hour = question.hour
    way = CarryOver.objects.filter(question=question)
    # An hour that is held after all gets its questions back, as if they had never left.
    if left := way.filter(from_hour=goal).first():
        way.filter(pk__gte=left.pk).delete()
    else:
        CarryOver.objects.create(question=question, from_hour=hour, to_hour=goal, at=at)
    if hour.now_answering_id == question.pk:
        hour.now_answering = None
        hour.save(update_fields=["now_answering"])
    _stay_as_shown(question, goal, by, at)
    question.hour = goal
    question.save(update_fields=["hour", "held_at", "released_at", "released_by"])
    events.record(
        "question.carried", about=question, by=by, at=at, hour=hour.slug, to_hour=goal.slug
    )


def _stay_as_shown(question: Question, goal: QuestionHour, by: User | None, at: datetime) -> None:
    """What everyone could read stays so where a host reads first, and what no host has read is
    still to be read where questions are shown at once."""
    if question.released_at or question.hour.moderation == goal.moderation:
        return
    if goal.moderation == Moderation.AFTER:
        question.held_at = question.held_at or at
    elif question.held_at is None:
        question.released_at, question.released_by = at, by or question.owed.writer


def keep_shown(hour: QuestionHour, moderation: str, by: User, at: datetime) -> None:
    """The same where not the questions move, but their hour begins to work in another way."""
    unread = Question.objects.filter(hour=hour, released_at=None, held_at=None)
    if moderation == Moderation.BEFORE:
        unread.update(released_at=at, released_by=by)
    else:
        unread.update(held_at=at)


def _tell(moved: list[Question], hours: Iterable[QuestionHour], at: datetime) -> None:
    """Search has their new address; pages of the old hours let them go, those of the new have
    them."""
    for question in moved:
        finding.follow(question, at)
    counts = {question.pk: question.vote_count for question in moved}
    for hour in sorted(hours, key=lambda hour: hour.pk):
        events.touch(hour.topic, changed=counts, counts=counts)
