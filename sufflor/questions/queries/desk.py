"""The questions of an hour for those who answer them: with names, and what is left to do."""

from __future__ import annotations

from dataclasses import dataclass

from sufflor.questions import rules
from sufflor.questions.models import Answer, Question, QuestionHour
from sufflor.questions.rules import State


@dataclass(frozen=True, slots=True)
class DeskItem:
    question: Question
    answer: Answer | None
    state: State

    @property
    def is_left(self) -> bool:
        """Whether somebody still has to answer it."""
        return self.answer is None


def desk(hour: QuestionHour) -> list[DeskItem]:
    """What waits for an answer first, most votes first; then what is answered. One query."""
    questions = (
        Question.objects.filter(hour=hour, merged_into=None, hidden_at=None)
        .select_related(
            "area", "asked_by__unit", "answer__unit", "answer__article", "answer__written_by"
        )
        .ranked()
    )
    items = [_item(question, hour) for question in questions]
    return sorted(items, key=lambda item: (item.answer is not None, item.state != State.NOW))


def _item(question: Question, hour: QuestionHour) -> DeskItem:
    question.hour = hour
    answer = question.answer if question.is_answered else None
    return DeskItem(question, answer, rules.state_of(question))
