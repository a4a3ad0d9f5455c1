"""Asking a question or reporting an error, for oneself or for a colleague."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.events import actions as events
from sufflor.events.http import ANSWERS
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import CaseArea, HelpKind, User, WorkRole
from sufflor.questions import finding, rules
from sufflor.questions.actions.erring import put_forward
from sufflor.questions.actions.pace import keep_questions_apart
from sufflor.questions.actions.wording import Report, Said
from sufflor.questions.models import ErrorReport, Question, QuestionHour, QuestionKind, Vote

NEXT_HOUR = "/sporretimer/neste/"


class HourClosed(Refusal):
    reason = gettext_lazy("This question hour is over and takes no more questions or votes.")
    way_out = gettext_lazy("Go to the next question hour")
    way_out_url = NEXT_HOUR


class HourNotOpenYet(Refusal):
    reason = gettext_lazy("This question hour does not take questions yet.")
    way_out = gettext_lazy("Go to the next question hour")
    way_out_url = NEXT_HOUR


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
    case_number: str = "",
    language: str = "nb",
    kind: QuestionKind | str = QuestionKind.QUESTION,
    report: Report | None = None,
    help_kind: HelpKind | str = "",
    work_system: str = "",
    on_behalf_of: User | None = None,
    may_hold_number: bool = False,
) -> Question:
    """Ask, and stand behind it. The same submission sent twice is one question.

    A colleague on whose behalf it is asked is told like the one who asks; the vote is the asker's.
    Where the writer says that a number in it identifies nobody, a host reads it first.
    """
    require(rules.may_ask_in(by, hour))
    said = Said(text, detail, case_number, _told(kind, report)).checked()
    sent = Question.objects.filter(asked_by=by, submission=submission).first()
    if sent and sent.text == said.text:
        return sent
    require_collecting(hour, at)
    numbers = said.numbers(may_hold=may_hold_number)
    keep_questions_apart(hour, by, at)
    question, is_new = Question.objects.get_or_create(
        asked_by=by,
        # Somebody went back in the browser and wrote another question in the same form.
        submission=uuid4() if sent else submission,
        defaults={
            **said.itself(),
            "hour": hour,
            "area": area,
            "role": role,
            "kind": kind,
            "help_kind": help_kind or _guessed(said.report),
            "work_system": work_system,
            "language": language,
            "asked_at": at,
            "on_behalf_of": on_behalf_of if on_behalf_of != by else None,
            "held_at": at if numbers else None,
            "vote_count": 1,
        },
    )
    if is_new:
        _send(question, said.report, by, at)
    return question


def require_collecting(hour: QuestionHour, at: datetime) -> None:
    if hour.is_over(at):
        raise HourClosed
    if not hour.collects(at):
        when = date_format(localtime(hour.collects_from), "DATETIME_FORMAT")
        raise HourNotOpenYet(_("Questions to this hour are taken from %(when)s.") % {"when": when})


def _told(kind: QuestionKind | str, report: Report | None) -> Report | None:
    """An error has its report, also when nothing is filled in; a question has none."""
    return (report or Report()) if kind == QuestionKind.ERROR else None


def _guessed(report: Report | None) -> HelpKind | str:
    """Nobody who asks is asked what kind of help it is; an error is about the system."""
    return HelpKind.SYSTEM if report else ""


def _send(question: Question, report: Report | None, by: User, at: datetime) -> None:
    if report:
        ErrorReport.objects.create(question=question, **report.words(), scope=report.scope)
    Vote.objects.create(question=question, voter=by, at=at)
    events.record("question.asked", about=question, by=by, at=at, hour=question.hour.slug)
    events.touch(question.hour.topic, changed=[question.pk], counts={question.pk: 1})
    # The agenda of every closing hour has all errors.
    if question.kind == QuestionKind.ERROR and not question.hour.is_rehearsal:
        events.touch(ANSWERS, changed=[question.pk])
    finding.follow(question, at)
    if question.held_at is None:
        put_forward(question, at)
