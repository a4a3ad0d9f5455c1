"""Reading written answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import QuerySet

from sufflor.organization.models import WorkRole
from sufflor.questions.models import Answer, Question
from sufflor.questions.queries.articles import NONE, Written, readable
from sufflor.questions.queries.rows import role_name
from sufflor.questions.reading import AnswerCard


def newest_answers(limit: int = 5) -> list[AnswerCard]:
    """What was answered last. At most two queries."""
    return cards(_public()[:limit])


def answers(*, area: str = "", role: str = "", day: date | None = None) -> QuerySet[Answer]:
    """Answers for everyone, newest first: of one area, for one role, from one day's hours."""
    rows = _public()
    if area:
        rows = rows.filter(question__area__slug=area)
    if role:
        rows = rows.filter(question__role__in=[role, WorkRole.ANYONE])
    if day:
        rows = rows.filter(question__hour__date=day)
    return rows


def answer_page(number: int) -> Answer | None:
    """One answer that everyone may read."""
    return _public().filter(pk=number).first()


def cards(rows: Iterable[Answer]) -> list[AnswerCard]:
    """Answers as they stand in lists, with the articles that they have become."""
    found = list(rows)
    written = readable([row.article_id for row in found if row.article_id])
    return [_card(row, written) for row in found]


def _public() -> QuerySet[Answer]:
    return (
        Answer.objects.filter(question__in=Question.objects.public())
        .select_related("question__area", "question__hour", "unit")
        .order_by("-written_at", "-pk")
    )


def _card(answer: Answer, written: Mapping[int, Written]) -> AnswerCard:
    question = answer.question
    article = written.get(answer.article_id or 0, NONE) if answer.published_at else NONE
    return AnswerCard(
        pk=answer.pk,
        question=question.text,
        text=answer.text,
        language=question.language,
        area=question.area.local_name,
        area_slug=question.area.slug,
        role=role_name(question.role),
        hour_title=question.hour.title,
        hour_slug=question.hour.slug,
        hour_date=question.hour.date,
        written_at=answer.written_at,
        is_edited=answer.edited_at is not None,
        unit=answer.unit.local_name if answer.unit else "",
        vote_count=question.vote_count,
        path=answer.path,
        article_title=article.title,
        article_url=article.url,
    )
