"""Answering in writing, mending an answer, and showing which question is being answered."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.events import actions as events
from sufflor.events.http import ANSWERS
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import clean
from sufflor.organization.models import User
from sufflor.questions import finding, rules
from sufflor.questions.models import ANSWER_LENGTH, Answer, AnswerEdit, Question, QuestionHour


class AlreadyAnswered(Refusal):
    reason = gettext_lazy("Someone has just answered this question.")
    way_out = gettext_lazy("Read that answer, and add to it what is missing.")


class NotInTheQueue(Refusal):
    reason = gettext_lazy("This question is no longer in the queue.")


class EmptyAnswer(Refusal):
    reason = gettext_lazy("Write an answer of at most 8,000 characters.")
    status = 422


class EditedMeanwhile(Refusal):
    reason = gettext_lazy("Someone else has changed this answer while you wrote.")
    way_out = gettext_lazy("See what it says now, and make your change once more.")


@transaction.atomic
def answer(*, question: Question, text: str, by: User, at: datetime, version: str = "") -> Answer:
    """Give a question its one written answer. It may come after the hour is over.

    The same answer sent twice is one answer.
    """
    require(rules.may_answer(by, question, at))
    question = _locked(question)
    if there := Answer.objects.filter(pk=question.pk).first():
        if there.written_by_id == by.pk and there.text == clean(text):
            return there
        raise AlreadyAnswered
    if rules.State.ANSWERED not in rules.TRANSITIONS[rules.state_of(question)]:
        raise NotInTheQueue
    given = Answer.objects.create(
        question=question,
        text=_checked(text),
        version=version,
        written_by=by,
        unit=by.unit,
        written_at=at,
    )
    QuestionHour.objects.filter(now_answering=question).update(now_answering=None)
    events.record("question.answered", about=question, by=by, at=at)
    _tell(given, at)
    return given


@transaction.atomic
def edit_answer(*, answer: Answer, text: str, seen: str, by: User, at: datetime) -> Answer:
    """Change what an answer says; what it said before is kept.

    `seen` is the stamp of the answer that the writer had on the screen.
    """
    require(rules.may_answer(by, answer.question, at))
    text = _checked(text)
    answer = Answer.objects.select_for_update(no_key=True).get(pk=answer.pk)
    if answer.text == text:
        return answer
    if answer.stamp != seen:
        raise EditedMeanwhile
    AnswerEdit.objects.create(answer=answer, text_before=answer.text, by=by, at=at)
    answer.text, answer.edited_at, answer.edited_by = text, at, by
    answer.save(update_fields=["text", "edited_at", "edited_by"])
    events.record("answer.edited", about=answer.question, by=by, at=at)
    _tell(answer, at)
    return answer


@transaction.atomic
def answer_now(*, question: Question, by: User, at: datetime) -> None:
    """Show everyone which question is being answered. Only one is at a time."""
    require(rules.may_host(by))
    question = _locked(question)
    hour = QuestionHour.objects.select_for_update(no_key=True).get(pk=question.hour_id)
    if hour.now_answering_id == question.pk:
        return
    if rules.State.NOW not in rules.TRANSITIONS[rules.state_of(question)]:
        raise NotInTheQueue
    changed = [pk for pk in (hour.now_answering_id, question.pk) if pk]
    hour.now_answering = question
    hour.save(update_fields=["now_answering"])
    events.record("question.taken_up", about=question, by=by, at=at)
    events.touch(hour.topic, changed=changed)


@transaction.atomic
def lay_aside(*, question: Question, by: User, at: datetime) -> None:
    """No longer being answered now. Laying aside what is not taken up changes nothing."""
    require(rules.may_host(by))
    if QuestionHour.objects.filter(now_answering=question).update(now_answering=None):
        events.record("question.laid_aside", about=question, by=by, at=at)
        events.touch(question.hour.topic, changed=[question.pk])


def _locked(question: Question) -> Question:
    rows = Question.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("hour", "area").get(pk=question.pk)


def _checked(text: str) -> str:
    text = clean(text)
    if not text or len(text) > ANSWER_LENGTH:
        raise EmptyAnswer
    return text


def _tell(answer: Answer, at: datetime) -> None:
    """Search and open pages learn of it when the transaction ends, or not at all."""
    finding.index_answer(answer, at)
    hour = answer.question.hour
    events.touch(hour.topic, changed=[answer.pk])
    if not hour.is_rehearsal:
        events.touch(ANSWERS, changed=[answer.pk])
