"""Reports after rollouts: which there are, and one as it is shown, with names at its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from sufflor.insight.models import Report
from sufflor.insight.queries.report import Figures, PartFigures
from sufflor.known_errors.models import KnownError
from sufflor.lib.addresses import in_language
from sufflor.organization.models import CaseArea, Unit
from sufflor.questions.models import Question


@dataclass(frozen=True)
class ReportDay:
    date: date
    is_rollout_day: bool
    requests: int | None
    questions: int | None


@dataclass(frozen=True)
class ReportPart:
    name: str
    requests: int | None
    questions: int | None


@dataclass(frozen=True)
class ReportQuestion:
    text: str
    language: str
    votes: int
    url: str
    is_answered: bool


@dataclass(frozen=True)
class ReportError:
    title: str
    language: str
    state: str
    url: str


@dataclass(frozen=True)
class ReportPage:
    """`figures` has the numbers of the whole; the lists have what may be read today."""

    figures: Figures
    days: tuple[ReportDay, ...]
    areas: tuple[ReportPart, ...]
    units: tuple[ReportPart, ...]
    top: tuple[ReportQuestion, ...]
    errors: tuple[ReportError, ...]

    @property
    def answer_time(self) -> tuple[int, int] | None:
        """The middle one, in whole hours and the minutes beyond."""
        minutes = self.figures.answer_minutes
        return None if minutes is None else divmod(minutes, 60)


def published() -> QuerySet[Report]:
    return Report.objects.filter(published_at__isnull=False).select_related("rollout")


def report_of(rollout: int) -> Report | None:
    return Report.objects.filter(pk=rollout).select_related("published_by", "edited_by").first()


def report_page(figures: Figures) -> ReportPage:
    """What has been hidden, merged or renamed since is as it is now. Four queries."""
    return ReportPage(
        figures,
        tuple(
            ReportDay(
                date.fromisoformat(each.date), each.is_rollout_day, each.requests, each.questions
            )
            for each in figures.days
        ),
        _named(CaseArea.objects.in_bulk([each.pk for each in figures.areas]), figures.areas),
        _named(Unit.objects.in_bulk([each.pk for each in figures.units]), figures.units),
        tuple(_top(figures)),
        tuple(_errors(figures)),
    )


def _named(
    there: dict[int, CaseArea] | dict[int, Unit], parts: list[PartFigures]
) -> tuple[ReportPart, ...]:
    return tuple(
        ReportPart(there[each.pk].local_name, each.requests, each.questions)
        for each in parts
        if each.pk in there
    )


def _top(figures: Figures) -> list[ReportQuestion]:
    rows = Question.objects.public().select_related("hour", "answer")
    there = rows.in_bulk([each.pk for each in figures.top])
    return [
        ReportQuestion(
            question.text,
            question.language,
            each.votes,
            in_language(question.answer.path if question.is_answered else question.path),
            question.is_answered,
        )
        for each in figures.top
        if (question := there.get(each.pk))
    ]


def _errors(figures: Figures) -> list[ReportError]:
    there = KnownError.objects.public().in_bulk(figures.errors)
    return [
        ReportError(error.title, error.language, str(error.plain.label), in_language(error.path))
        for pk in figures.errors
        if (error := there.get(pk))
    ]
