"""Requests that were asked in an hour: where that can be done, and what has come of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from sufflor.desk.models import Request
from sufflor.questions.models import Answer, Question, QuestionHour, Raised


@dataclass(frozen=True)
class RaisedQuestion:
    question: Question
    is_answered: bool


def hours_that_collect(at: datetime) -> QuerySet[QuestionHour]:
    """Real ones that take questions now, the first first."""
    rows = QuestionHour.objects.held().filter(collects_from__lte=at, closes_at__gt=at)
    return rows.order_by("opens_at")


def raised_for(request: Request) -> list[RaisedQuestion]:
    """Answered also when another question, into which it was taken, has the answer. One query."""
    answers = Answer.objects.filter(
        Q(question=OuterRef("question")) | Q(question=OuterRef("question__merged_into"))
    )
    rows = Raised.objects.filter(request=request).annotate(has_answer=Exists(answers))
    return [
        RaisedQuestion(row.question, row.has_answer)
        for row in rows.select_related("question").order_by("at")
    ]
