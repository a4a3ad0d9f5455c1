"""Where questions stand that were taken into others: each leads to the one that stands for it."""

from __future__ import annotations

from collections.abc import Collection

from sufflor.questions import rules
from sufflor.questions.models import Question


def standing_in(questions: Collection[Question]) -> dict[int, Question]:
    """For each question the one in which it stands now, through all steps; mostly itself.

    One query for each step. Nothing is asked when none was taken into another.
    """
    known = {question.pk: question for question in questions}
    while missing := {q.merged_into_id for q in known.values() if q.merged_into_id} - known.keys():
        rows = Question.objects.filter(pk__in=missing)
        rows = rows.select_related("hour", "area", "answer__unit", *rules.STATE_ROWS)
        known |= {question.pk: question for question in rows}
    return {question.pk: _home(question, known) for question in questions}


def standing(number: int) -> Question | None:
    """What everyone reads under this number today: the question, or the one it was taken into."""
    rows = Question.objects.select_related("hour", *rules.STATE_ROWS)
    question = rows.filter(pk=number).first()
    if question is None:
        return None
    home = standing_in([question])[number]
    return home if Question.objects.public().filter(pk=home.pk).exists() else None


def _home(question: Question, known: dict[int, Question]) -> Question:
    while question.merged_into_id:
        question = known[question.merged_into_id]
    return question
