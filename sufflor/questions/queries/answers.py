"""Reading written answers, and what one person has asked and voted for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q, QuerySet

from sufflor.organization.models import User, WorkRole
from sufflor.questions import rules
from sufflor.questions.models import Answer, Question
from sufflor.questions.queries.articles import NONE, Written, readable
from sufflor.questions.queries.listing import part, role_name
from sufflor.questions.queries.merged import standing_in
from sufflor.questions.reading import AnswerCard, MyQuestion


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


def my_questions(person: User) -> list[MyQuestion]:
    """What somebody has asked or stands behind, newest first.

    At most two queries, and one for each step from what was taken into another.
    """
    mine = Q(asked_by=person) | Q(on_behalf_of=person)
    rows = list(
        Question.objects.filter(mine | Q(votes__voter=person, merged_into=None))
        .filter(hidden_at=None, hour__rehearsal_of=None)
        .select_related("hour", "area", "answer__unit", "move__request", *rules.STATE_ROWS)
        .order_by("-pk")
        .distinct()
    )
    homes = standing_in(rows)
    answered = [home.answer for home in homes.values() if home.is_answered]
    written = readable([answer.article_id for answer in answered if answer.article_id])
    return [_mine(question, homes[question.pk], person, written) for question in rows]


def _mine(
    question: Question, home: Question, person: User, written: Mapping[int, Written]
) -> MyQuestion:
    state = rules.state_of(question)
    is_asker = question.asked_by_id == person.pk
    return MyQuestion(
        pk=question.pk,
        text=question.text,
        language=question.language,
        area=question.area.local_name,
        hour_title=question.hour.title,
        hour_date=question.hour.date,
        state=state,
        vote_count=question.vote_count,
        is_mine=is_asker or question.on_behalf_of_id == person.pk,
        answer=part(home.answer, home.hour.date, written) if home.is_answered else None,
        path=home.path,
        reason=question.decline.reason if state == rules.State.DECLINED else "",
        request_path=question.move.request.path if state == rules.State.MOVED and is_asker else "",
    )


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
