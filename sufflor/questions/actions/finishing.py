"""Bringing an hour to its end: everything has an end or an owner, and the minutes are frozen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy, ngettext

from sufflor.events import actions as events
from sufflor.events.http import ANSWERS, CHROME
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import User
from sufflor.questions import rules
from sufflor.questions.actions import carrying, owners
from sufflor.questions.actions.carrying import Series
from sufflor.questions.actions.freezing import freeze
from sufflor.questions.models import Minutes, Question, QuestionHour
from sufflor.questions.queries.owed import LEFT_OPEN


class Unended(Refusal):
    """`questions` are those that hold the hour open."""

    reason = gettext_lazy("Some questions have neither an end nor somebody who answers them.")
    way_out = gettext_lazy("Answer them, end them in another way, or give each a writer.")
    questions: tuple[Question, ...] = ()

    @classmethod
    def holding(cls, questions: Iterable[Question]) -> Unended:
        found = tuple(questions)
        refusal = cls(
            ngettext(
                "%(count)s question has neither an end nor somebody who answers it.",
                "%(count)s questions have neither an end nor somebody who answers them.",
                len(found),
            )
            % {"count": len(found)}
        )
        refusal.questions = found
        return refusal


class NotBegun(Refusal):
    reason = gettext_lazy("This hour has not begun.")
    way_out = gettext_lazy("Call it off if it is not to be held.")


class IsCancelled(Refusal):
    reason = gettext_lazy("This hour is called off.")


@transaction.atomic
def finish(*, hour: QuestionHour, by: User, at: datetime) -> Minutes:
    """End the hour: what has no end goes on to the next one, and the minutes are published.

    Before its time the hour closes now, and the next one takes questions from this moment. Ending
    twice is the same as ending once.
    """
    require(rules.may_host(by))
    series = carrying.lock_beside(hour)
    hour = series.own(hour)
    if hour.is_finished:
        return hour.minutes
    if hour.is_cancelled:
        raise IsCancelled
    if at <= hour.opens_at:
        raise NotBegun
    if left := [question for question in series.waiting_in(hour) if not rules.has_owner(question)]:
        raise Unended.holding(left)
    return _end(series, hour, by, at)


@transaction.atomic
def finish_by_clock(*, hour: QuestionHour, at: datetime, by: User | None = None) -> Minutes | None:
    """End an hour that its host left open, an hour after its time; whoever is nearest owns what is
    left. Also finds an owner for what came back after the end. Twice is the same as once.
    """
    if hour.is_rehearsal or at < hour.closes_at + LEFT_OPEN:
        return None
    series = carrying.lock_beside(hour)
    hour = series.own(hour)
    owners.give(series.waiting_in(hour), hour, owners.HOST_FIRST, by, at)
    if not hour.is_finished and not hour.is_cancelled:
        return _end(series, hour, by, at)
    carrying.settle(series, by, at)
    return hour.minutes if hour.is_finished else None


@transaction.atomic
def share_out(*, hour: QuestionHour, by: User, at: datetime) -> int:
    """Give every question that has neither an end nor an owner to whoever is nearest to it, and
    say how many. They are to be answered by noon on the next working day."""
    require(rules.may_host(by))
    series = carrying.lock_beside(hour)
    hour = series.own(hour)
    return owners.give(series.waiting_in(hour), hour, owners.ANSWERER_FIRST, by, at)


def _end(series: Series, hour: QuestionHour, by: User | None, at: datetime) -> Minutes:
    hour.finished_at, hour.finished_by, hour.now_answering = at, by, None
    is_early = not hour.is_over(at)
    if is_early:
        hour.closes_at = at
    hour.save(update_fields=["finished_at", "finished_by", "now_answering", "closes_at"])
    minutes = freeze(hour, goes_on=series.next(at) is not None, at=at)
    if hour.is_rehearsal:
        _begin_next(series, at)
    carrying.settle(series, by, at)
    events.record("hour.finished", about=hour, by=by, at=at)
    events.touch(hour.topic)
    if not hour.is_rehearsal:
        events.touch(ANSWERS)
        events.touch(CHROME)
    return minutes


def _begin_next(series: Series, at: datetime) -> None:
    """Whoever practises does not wait for the clock."""
    hour = series.next(at)
    if hour is None or hour.opens_at <= at:
        return
    hour.opens_at, hour.closes_at = at, at + (hour.closes_at - hour.opens_at)
    hour.collects_from = at
    hour.save(update_fields=["opens_at", "closes_at", "collects_from"])
