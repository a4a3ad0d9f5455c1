"""What is still to be written, by whom and by when; and which hours are to be brought to an end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from sufflor.lib.addresses import in_language
from sufflor.organization.models import User
from sufflor.questions import rules
from sufflor.questions.models import (
    OwedAnswer,
    Question,
    QuestionHour,
    QuestionHourQuerySet,
    QuestionQuerySet,
)

# So long a host may leave an hour open before the clock brings it to its end.
LEFT_OPEN = timedelta(minutes=60)


@dataclass(frozen=True, slots=True)
class Owed:
    """One answer that somebody has promised, as those who answer see it."""

    question: Question
    writer: User
    due_at: datetime
    is_overdue: bool
    # Answered aloud already: what is missing is the text.
    was_spoken: bool

    @property
    def hour(self) -> QuestionHour:
        return self.question.hour

    @property
    def url(self) -> str:
        return in_language(self.question.path)


@dataclass(frozen=True, slots=True)
class OwedCount:
    total: int
    overdue: int


def owed(at: datetime, person: User | None = None) -> list[Owed]:
    """Answers that are to come, of everyone or of one person; overdue first, then by when they are
    due. One query."""
    rows = owed_answers().select_related(
        "writer__unit",
        "question__hour",
        "question__area",
        *(f"question__{row}" for row in rules.STATE_ROWS),
    )
    if person:
        rows = rows.filter(writer=person)
    return [
        Owed(
            question=row.question,
            writer=row.writer,
            due_at=row.due_at,
            is_overdue=row.due_at <= at,
            was_spoken=row.spoken_at is not None,
        )
        for row in rows.order_by("due_at", "pk")
    ]


def owed_count(at: datetime, person: User | None = None) -> OwedCount:
    """How many, for the desk. One query."""
    rows = owed_answers().filter(writer=person) if person else owed_answers()
    due = list(rows.values_list("due_at", flat=True))
    return OwedCount(total=len(due), overdue=sum(each <= at for each in due))


def owed_answers() -> QuerySet[OwedAnswer]:
    """Those that nobody has written yet, of real hours."""
    unended = Question.objects.without_end().filter(hour__rehearsal_of=None)
    return OwedAnswer.objects.filter(question__in=unended)


def unended_questions(hour: QuestionHour) -> list[Question]:
    """Those that have neither an end nor an owner: they hold the hour open. One query."""
    rows = _unowned().filter(hour=hour)
    return list(rows.select_related("area", "hour", *rules.STATE_ROWS).ranked())


def left_open(at: datetime) -> list[QuestionHour]:
    """Those whose host has gone without ending them. One query."""
    return list(_over(at).filter(finished_at=None, cancelled_at=None).order_by("closes_at", "pk"))


def with_strays(at: datetime) -> list[QuestionHour]:
    """Those that are ended or called off, with a question that came back to them and has neither an
    end nor an owner. One query."""
    ended = Q(finished_at__isnull=False) | Q(cancelled_at__isnull=False)
    stray = Exists(_unowned().filter(hour=OuterRef("pk")))
    return list(_over(at).filter(ended, stray).order_by("closes_at", "pk"))


def _over(at: datetime) -> QuestionHourQuerySet:
    return QuestionHour.objects.real().filter(closes_at__lte=at - LEFT_OPEN)


def _unowned() -> QuestionQuerySet:
    return Question.objects.without_end().filter(owed__isnull=True)
