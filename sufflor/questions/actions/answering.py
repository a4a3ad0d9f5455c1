"""Answering in writing, mending an answer, and showing which question is being answered."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import clean, one_line
from sufflor.organization.models import HelpKind, User
from sufflor.questions import rules
from sufflor.questions.actions.raising import tell_those_it_was_raised_for
from sufflor.questions.actions.sorting import sort_question
from sufflor.questions.actions.states import (
    locked,
    locked_answer,
    no_longer_now,
    require_way,
    tell,
)
from sufflor.questions.actions.wording import require_no_number
from sufflor.questions.models import (
    ANSWER_LENGTH,
    VERSION_LENGTH,
    Answer,
    AnswerEdit,
    Question,
    QuestionHour,
)
from sufflor.questions.rules import State


class AlreadyAnswered(Refusal):
    reason = gettext_lazy("Someone has just answered this question.")
    way_out = gettext_lazy("Read that answer, and add to it what is missing.")


class EmptyAnswer(Refusal):
    reason = gettext_lazy("Write an answer of at most 8,000 characters.")
    status = 422


class VersionTooLong(Refusal):
    reason = gettext_lazy("The version is too long. At most 40 characters fit.")
    status = 422


class EditedMeanwhile(Refusal):
    reason = gettext_lazy("Someone else has changed this answer while you wrote.")
    way_out = gettext_lazy("See what it says now, and make your change once more.")


@transaction.atomic
def answer(
    *,
    question: Question,
    text: str,
    by: User,
    at: datetime,
    version: str = "",
    review_date: date | None = None,
    help_kind: HelpKind | str | None = None,
    work_system: str = "",
) -> Answer:
    """Give a question its one written answer. It may come after the hour is over.

    The same answer sent twice is one answer. Whoever owed it owes it no longer. What kind of help
    it asked for can be said with it.
    """
    require(rules.may_answer(by, question, at))
    question = locked(question)
    if question.is_answered:
        there = question.answer
        if there.written_by_id == by.pk and there.text == clean(text):
            return there
        raise AlreadyAnswered
    require_way(question, State.ANSWERED)
    given = Answer.objects.create(
        question=question,
        text=_checked(text),
        version=_checked_version(version),
        review_date=review_date,
        written_by=by,
        unit=by.unit,
        written_at=at,
    )
    if help_kind is not None:
        sort_question(question=question, help_kind=help_kind, work_system=work_system, by=by, at=at)
    no_longer_now(question)
    events.record("question.answered", about=question, by=by, at=at)
    tell_those_it_was_raised_for(given, at)
    tell(question, at=at)
    return given


@transaction.atomic
def edit_answer(
    *,
    answer: Answer,
    text: str,
    seen: str,
    by: User,
    at: datetime,
    version: str | None = None,
    review_date: date | None = None,
) -> Answer:
    """Change what an answer says; what it said before is kept.

    `seen` is the stamp of the answer that the writer had on the screen. Without a version, that
    and the review date stay as they are.
    """
    require(rules.may_answer(by, answer.question, at))
    text = _checked(text)
    answer = locked_answer(answer)
    if version is None:
        version, review_date = answer.version, answer.review_date
    wanted = (_checked_version(version), review_date)
    if answer.text == text and (answer.version, answer.review_date) == wanted:
        return answer
    if answer.stamp != seen:
        raise EditedMeanwhile
    answer.version, answer.review_date = wanted
    if answer.text == text:
        answer.save(update_fields=["version", "review_date"])
        events.record("answer.dated", about=answer.question, by=by, at=at)
    else:
        _reword(answer, text, by, at)
    tell(answer.question, at=at)
    return answer


@transaction.atomic
def answer_now(*, question: Question, by: User, at: datetime) -> None:
    """Show everyone which question is being answered. Only one is at a time."""
    require(rules.may_host(by))
    question = locked(question)
    hour = QuestionHour.objects.select_for_update(no_key=True).get(pk=question.hour_id)
    if hour.now_answering_id == question.pk:
        return
    require_way(question, State.NOW)
    changed = [pk for pk in (hour.now_answering_id, question.pk) if pk]
    hour.now_answering = question
    hour.save(update_fields=["now_answering"])
    events.record("question.taken_up", about=question, by=by, at=at)
    events.touch(hour.topic, changed=changed)


@transaction.atomic
def lay_aside(*, question: Question, by: User, at: datetime) -> None:
    """No longer being answered now. Laying aside what is not taken up changes nothing."""
    require(rules.may_host(by))
    if no_longer_now(question):
        events.record("question.laid_aside", about=question, by=by, at=at)
        events.touch(question.hour.topic, changed=[question.pk])


def _reword(answer: Answer, text: str, by: User, at: datetime) -> None:
    edit = AnswerEdit.objects.create(answer=answer, text_before=answer.text, by=by, at=at)
    answer.text, answer.edited_at, answer.edited_by = text, at, by
    answer.save(update_fields=["text", "version", "review_date", "edited_at", "edited_by"])
    events.record("answer.edited", about=answer.question, by=by, at=at, edit=edit.pk)


def _checked(text: str) -> str:
    text = clean(text)
    if not text or len(text) > ANSWER_LENGTH:
        raise EmptyAnswer
    require_no_number(answer=text)
    return text


def _checked_version(version: str) -> str:
    version = one_line(version)
    if len(version) > VERSION_LENGTH:
        raise VersionTooLong
    return version
