"""Leading an hour through its questions: one is being answered, and then comes the next."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from sufflor.events import actions as events
from sufflor.lib.refusals import require
from sufflor.organization.models import User
from sufflor.questions import queries, rules
from sufflor.questions.actions.owing import owe_answer
from sufflor.questions.actions.states import locked_all
from sufflor.questions.models import OwedAnswer, Question, QuestionHour
from sufflor.questions.queries import BOTH_KINDS
from sufflor.questions.rules import State


@transaction.atomic
def go_on(
    *,
    hour: QuestionHour,
    seen: int | None,
    by: User,
    at: datetime,
    kinds: Collection[str] = BOTH_KINDS,
) -> Question | None:
    """Lay aside what is being answered and take up the first that waits; None when nothing does.

    `seen` is the question that was on the screen. When somebody else has gone on meanwhile, what
    they took up stays: two hosts who press at once go one step, not two.
    """
    require(rules.may_host(by))
    following = _following(hour, kinds, seen)
    rows = locked_all([*([seen] if seen else []), *following])
    hour = _locked(hour)
    if hour.now_answering_id != seen:
        return rows.get(hour.now_answering_id or 0)
    return _turn(hour, rows.get(seen or 0), rows[following[0]] if following else None, by, at)


@transaction.atomic
def answered_aloud(
    *,
    question: Question,
    writer: User,
    due_at: datetime | None,
    by: User,
    at: datetime,
    kinds: Collection[str] = BOTH_KINDS,
) -> OwedAnswer:
    """It was answered aloud: it gets its writer and its time, and the next one is taken up."""
    require(rules.may_host(by))
    following = _following(question.hour, kinds, question.pk)
    rows = locked_all([question.pk, *following])
    hour = _locked(question.hour)
    owed = owe_answer(
        question=question, writer=writer, due_at=due_at, was_spoken=True, by=by, at=at
    )
    if hour.now_answering_id == question.pk:
        _turn(hour, None, rows[following[0]] if following else None, by, at)
    return owed


def _following(hour: QuestionHour, kinds: Collection[str], now: int | None) -> list[int]:
    """The number of the first that waits, if anything does."""
    waiting = queries.turns(hour).following(kinds)
    return [question.pk for question in waiting if question.pk != now][:1]


def _locked(hour: QuestionHour) -> QuestionHour:
    """After the questions and before what is told: the order of the house."""
    return QuestionHour.objects.select_for_update(of=("self",), no_key=True).get(pk=hour.pk)


def _turn(
    hour: QuestionHour, before: Question | None, after: Question | None, by: User, at: datetime
) -> Question | None:
    """From one question to the next; both are locked, and so is the hour."""
    if after and not _may_be_taken_up(after, hour):
        # It was ended at this very moment. What is on the screen stays there.
        return before
    hour.now_answering = after
    hour.save(update_fields=["now_answering"])
    if before:
        events.record("question.laid_aside", about=before, by=by, at=at)
    if after:
        events.record("question.taken_up", about=after, by=by, at=at)
    events.touch(hour.topic, changed=[one.pk for one in (before, after) if one])
    return after


def _may_be_taken_up(question: Question, hour: QuestionHour) -> bool:
    may_be_now = State.NOW in rules.TRANSITIONS[rules.state_of(question)]
    return may_be_now and question.hour_id == hour.pk
