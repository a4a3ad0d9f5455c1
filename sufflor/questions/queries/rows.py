"""The rows of an hour's list, as they are for everyone: read once per revision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from sufflor.lib.clock import local_date
from sufflor.organization.models import WorkRole
from sufflor.questions.models import (
    Answer,
    CarryOver,
    Names,
    Question,
    QuestionHour,
    QuestionKind,
)
from sufflor.questions.queries.agenda import content_revision
from sufflor.questions.queries.articles import NONE, Written, readable
from sufflor.questions.queries.carried import carried_from, promised_names
from sufflor.questions.reading import AnswerPart, CarriedFrom, Listing, QuestionRow, Wording
from sufflor.questions.rules import State


@dataclass(frozen=True)
class _Beside:
    """What the rows are made from beside their questions."""

    hour: QuestionHour
    takes_votes: bool
    written: Mapping[int, Written]
    wordings: Mapping[int, Sequence[Wording]]
    came_from: Mapping[int, CarriedFrom]
    # Where fewer were to see who asked than see it in this hour.
    promised: Mapping[int, Names]


def read(hour: QuestionHour, takes_votes: bool) -> Listing:
    """Two queries; one more for each of articles, merged wordings and carried questions, if any."""
    content = content_revision(hour)
    asked = list(_asked(hour))
    for question in asked:
        question.hour = hour
    articles = [q.answer.article_id for q in asked if q.is_answered and q.answer.article_id]
    was_carried = _any(asked, "was_carried")
    beside = _Beside(
        hour,
        takes_votes,
        written=readable(articles),
        wordings=_wordings(hour) if _any(asked, "has_merged") else {},
        came_from=carried_from(hour) if was_carried else {},
        promised=promised_names(hour) if was_carried and _named(hour) else {},
    )
    rows = tuple(_row(question, beside) for question in asked)
    return Listing(
        rows=rows,
        askers={question.pk: question.asked_by_id for question in asked},
        content=content,
        answered=sum(row.answer is not None for row in rows),
        areas=tuple(sorted({(row.area, row.area_slug) for row in rows})),
        has_both_kinds=len({row.is_error for row in rows}) > 1,
    )


def part(answer: Answer, day: date, written: Mapping[int, Written]) -> AnswerPart:
    """An answer as it stands inside its question."""
    article = written.get(answer.article_id or 0, NONE) if answer.published_at else NONE
    return AnswerPart(
        text=answer.text,
        unit=answer.unit.local_name if answer.unit else "",
        written_at=answer.written_at,
        is_same_day=local_date(answer.written_at) == day,
        edited_at=answer.edited_at,
        is_edited_same_day=answer.edited_at is not None and local_date(answer.edited_at) == day,
        version=answer.version,
        path=answer.path,
        article_title=article.title,
        article_url=article.url,
    )


def role_name(role: str) -> str:
    return "" if role == WorkRole.ANYONE else str(WorkRole(role).label)


def _asked(hour: QuestionHour) -> QuerySet[Question]:
    return (
        Question.objects.listed()
        .filter(hour=hour)
        .annotate(
            has_merged=Exists(Question.objects.filter(merged_into=OuterRef("pk"))),
            was_carried=Exists(CarryOver.objects.filter(question=OuterRef("pk"), to_hour=hour)),
        )
        .ranked()
        .select_related("area", "answer__unit", "owed", "error_report", *_named(hour))
        .defer("area__summary", "area__summary_nn", "area__summary_en", "submission")
    )


def _any(questions: Sequence[Question], fact: str) -> bool:
    return any(question.__dict__[fact] for question in questions)


def _named(hour: QuestionHour) -> tuple[str, ...]:
    """Who asked is not even read from the database where nobody is to see it."""
    return () if hour.names == Names.HOSTS_ONLY else ("asked_by__unit",)


def _wordings(hour: QuestionHour) -> Mapping[int, Sequence[Wording]]:
    """What was asked in other words, under the question that stands for it today.

    A question that has taken in others may have been taken in itself.
    """
    into = Q(merged_into__hour=hour) | Q(merged_into__merged_into__hour=hour)
    merged = {one.pk: one for one in Question.objects.worded().filter(into).order_by("pk")}
    found: dict[int, list[Wording]] = defaultdict(list)
    for one in merged.values():
        home = one
        while home.merged_into_id in merged:
            home = merged[home.merged_into_id]
        found[home.merged_into_id or 0].append(Wording(one.pk, one.text, one.language))
    return found


def _row(question: Question, beside: _Beside) -> QuestionRow:
    hour = beside.hour
    answer = part(question.answer, hour.date, beside.written) if question.is_answered else None
    owed = question.owed if hasattr(question, "owed") else None
    report = question.error_report if hasattr(question, "error_report") else None
    return QuestionRow(
        pk=question.pk,
        text=question.text,
        detail=question.detail,
        language=question.language,
        area=question.area.local_name,
        area_slug=question.area.slug,
        role=role_name(question.role),
        asker=_asker(question, beside.promised.get(question.pk, hour.names)),
        state=State.ANSWERED if answer else _state_in_the_list(question, hour),
        vote_count=question.vote_count,
        takes_votes=beside.takes_votes,
        is_error=question.kind == QuestionKind.ERROR,
        told=tuple(report.told()) if report else (),
        is_pinned=question.pinned_at is not None,
        is_edited=question.edited_at is not None,
        due_at=owed.due_at if owed and not answer else None,
        came_from=beside.came_from.get(question.pk),
        wordings=tuple(beside.wordings.get(question.pk, ())),
        answer=answer,
    )


def _state_in_the_list(question: Question, hour: QuestionHour) -> State:
    if hour.now_answering_id == question.pk:
        return State.NOW
    return State.OWED if hasattr(question, "owed") else State.WAITING


def _asker(question: Question, names: str) -> str:
    if names == Names.HOSTS_ONLY:
        return ""
    person = question.asked_by
    if names == Names.EVERYONE:
        return person.full_name
    return _("employee at %(unit)s") % {"unit": person.unit.local_name} if person.unit else ""
