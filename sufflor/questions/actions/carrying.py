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


def lock(hours: QuestionHourQuerySet, *, all_of: QuestionHour | None = None) -> Series:
    """Questions first, then hours, each in the order of their numbers: the order of the house.

    `all_of` an hour, also its questions that have an end are locked.
    """
    pks = hours.order_by().values("pk")
    unended = Question.objects.without_end().filter(hour__in=pks).values("pk")
    rows = Question.objects.select_for_update(of=("self",), no_key=True)
    questions = rows.filter(Q(pk__in=unended) | Q(hour=all_of) if all_of else Q(pk__in=unended))
    found = list(questions.select_related("owed__writer__unit", *rules.STATE_ROWS).order_by("pk"))
    locked = QuestionHour.objects.select_for_update(of=("self",), no_key=True)
    by_pk = {hour.pk: hour for hour in locked.filter(pk__in=pks).order_by("pk")}
    for question in found:
        question.hour = by_pk[question.hour_id]
    waiting = [question for question in found if not rules.has_end(question)]
    return Series(list(by_pk.values()), waiting)


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
    question.save(update_fields=["hour", "released_at", "released_by", "hidden_at", "hidden_by"])
    events.record(
        "question.carried", about=question, by=by, at=at, hour=hour.slug, to_hour=goal.slug
    )


def _stay_as_shown(question: Question, goal: QuestionHour, by: User | None, at: datetime) -> None:
    """What everyone could read stays so where a host reads first, and what no host has read stays
    out of sight where questions are shown at once."""
    if question.released_at or question.hour.moderation == goal.moderation:
        return
    someone = by or question.owed.writer
    if goal.moderation == Moderation.BEFORE:
        question.released_at, question.released_by = at, someone
    elif not question.hidden_at:
        question.hidden_at, question.hidden_by = at, someone


def keep_shown(hour: QuestionHour, moderation: str, by: User, at: datetime) -> None:
    """The same where not the questions move, but their hour begins to work in another way."""
    unread = Question.objects.filter(hour=hour, released_at=None)
    if moderation == Moderation.BEFORE:
        unread.update(released_at=at, released_by=by)
    else:
        unread.filter(hidden_at=None).update(hidden_at=at, hidden_by=by)


def _tell(moved: list[Question], hours: Iterable[QuestionHour], at: datetime) -> None:
    """Search has their new address; pages of the old hours let them go, those of the new have
    them."""
    shown = Question.objects.public().filter(pk__in=[question.pk for question in moved])
    for question in shown.select_related("area", "hour"):
        finding.index_question(question, at)
    counts = {question.pk: question.vote_count for question in moved}
    for hour in sorted(hours, key=lambda hour: hour.pk):
        events.touch(hour.topic, changed=counts, counts=counts)
