"""Asking a question, standing behind one, and taking that back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.rows import insert_unless_there
from sufflor.lib.text import clean, one_line
from sufflor.organization.models import CaseArea, User, WorkRole
from sufflor.questions import finding, rules
from sufflor.questions.models import (
    DETAIL_LENGTH,
    TEXT_LENGTH,
    Moderation,
    Question,
    QuestionHour,
    Vote,
)

NEXT_HOUR = "/sporretimer/neste/"


class HourClosed(Refusal):
    reason = gettext_lazy("This question hour is over and takes no more questions or votes.")
    way_out = gettext_lazy("Go to the next question hour")
    way_out_url = NEXT_HOUR


class HourNotOpenYet(Refusal):
    reason = gettext_lazy("This question hour does not take questions yet.")
    way_out = gettext_lazy("Go to the next question hour")
    way_out_url = NEXT_HOUR


class EmptyQuestion(Refusal):
    reason = gettext_lazy("Write what you wonder about.")
    status = 422


class QuestionTooLong(Refusal):
    reason = gettext_lazy("The question is too long. Make it shorter, or move some of it down.")
    status = 422


@transaction.atomic
def ask(
    *,
    hour: QuestionHour,
    area: CaseArea,
    role: WorkRole | str,
    text: str,
    submission: UUID,
    by: User,
    at: datetime,
    detail: str = "",
    language: str = "nb",
) -> Question:
    """Ask, and stand behind it. The same submission sent twice is one question."""
    require(rules.may_ask_in(by, hour))
    text, detail = _checked(text, detail)
    if sent := _sent_before(submission, by):
        if sent.text == text:
            return sent
        # Somebody went back in the browser and wrote another question in the same form.
        submission = uuid4()
    _require_collecting(hour, at)
    question, is_new = Question.objects.get_or_create(
        asked_by=by,
        submission=submission,
        defaults={
            "hour": hour,
            "area": area,
            "role": role,
            "text": text,
            "detail": detail,
            "language": language,
            "asked_at": at,
            "vote_count": 1,
        },
    )
    if not is_new:
        return question
    Vote.objects.create(question=question, voter=by, at=at)
    events.record("question.asked", about=question, by=by, at=at, hour=hour.slug)
    events.touch(hour.topic, changed=[question.pk], counts={question.pk: 1})
    if hour.moderation == Moderation.AFTER:
        finding.index_question(question, at)
    return question


@transaction.atomic
def vote(*, question: Question, by: User, at: datetime) -> None:
    """Stand behind a question. Voting twice is the same as voting once."""
    require(rules.may_ask_in(by, question.hour))
    _require_collecting(question.hour, at)
    if insert_unless_there(Vote(question=question, voter=by, at=at)):
        _count(question, 1)
        events.record("question.voted", about=question, by=by, at=at)


@transaction.atomic
def withdraw_vote(*, question: Question, by: User, at: datetime) -> None:
    """Take a vote back. Taking back what was never given changes nothing."""
    require(rules.may_ask_in(by, question.hour))
    _require_collecting(question.hour, at)
    deleted, _by_model = Vote.objects.filter(question=question, voter=by).delete()
    if deleted:
        _count(question, -1)
        events.record("question.vote_withdrawn", about=question, by=by, at=at)


def _count(question: Question, change: int) -> None:
    """The counter and the revision move in the transaction that wrote the vote."""
    row = Question.objects.filter(pk=question.pk)
    row.update(vote_count=F("vote_count") + change)
    question.vote_count = row.values_list("vote_count", flat=True).get()
    events.touch(question.hour.topic, counts={question.pk: question.vote_count})


def _checked(text: str, detail: str) -> tuple[str, str]:
    text, detail = one_line(text), clean(detail)
    if not text:
        raise EmptyQuestion
    if len(text) > TEXT_LENGTH or len(detail) > DETAIL_LENGTH:
        raise QuestionTooLong
    return text, detail


def _sent_before(submission: UUID, by: User) -> Question | None:
    return Question.objects.filter(asked_by=by, submission=submission).first()


def _require_collecting(hour: QuestionHour, at: datetime) -> None:
    if hour.is_over(at):
        raise HourClosed
    if not hour.collects(at):
        when = date_format(localtime(hour.collects_from), "DATETIME_FORMAT")
        raise HourNotOpenYet(_("Questions to this hour are taken from %(when)s.") % {"when": when})
