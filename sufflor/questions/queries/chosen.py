"""One question with everything that those who answer it may know, and what it could be one with."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from sufflor.questions import rules
from sufflor.questions.models import AnswerEdit, Merge, Question, QuestionEdit, Vote
from sufflor.questions.rules import State


@dataclass(frozen=True, slots=True)
class Chosen:
    """The question on top of the desk. `wordings` are the questions that it stands for."""

    question: Question
    state: State
    wordings: tuple[Merge, ...]
    edits: tuple[QuestionEdit, ...]
    answer_edits: tuple[AnswerEdit, ...]

    @property
    def is_in_the_list(self) -> bool:
        return self.state in rules.IN_THE_LIST

    def may_become(self, state: State) -> bool:
        return state in rules.TRANSITIONS[self.state]


def chosen(number: int) -> Chosen | None:
    """One query, and one more for what was taken into it and for each kind of change."""
    taken_in = Merge.objects.filter(into=OuterRef("pk"), undone_at=None)
    question = (
        Question.objects.select_related(
            "hour",
            "area",
            "asked_by__unit",
            "on_behalf_of",
            "error_report",
            "merged_into__hour",
            "answer__unit",
            "answer__article",
            "answer__written_by",
            "decline__by",
            "move__request",
            "owed__writer",
        )
        .annotate(stands_for_others=Exists(taken_in))
        .filter(pk=number)
        .first()
    )
    if question is None:
        return None
    answer = question.answer if question.is_answered else None
    read: dict[str, bool] = question.__dict__
    return Chosen(
        question=question,
        state=rules.state_of(question),
        wordings=tuple(_wordings(number)) if read["stands_for_others"] else (),
        edits=tuple(question.edits.select_related("by")) if question.edited_at else (),
        answer_edits=tuple(answer.edits.select_related("by"))
        if answer and answer.edited_at
        else (),
    )


def votes_together(question: Question, others: Collection[Question]) -> Mapping[int, int]:
    """How many would stand behind each of the others if the question were taken into it.

    One query: whoever voted on both counts once.
    """
    own = Vote.objects.filter(question=question).values("voter")
    both = Vote.objects.filter(question__in=[other.pk for other in others], voter__in=own)
    shared = dict(both.order_by().values_list("question").annotate(shared=Count("pk")))
    return {
        other.pk: other.vote_count + question.vote_count - shared.get(other.pk, 0)
        for other in others
    }


def open_merge(number: int) -> Merge | None:
    """The merge that took a question into another, if it has not been undone."""
    rows = Merge.objects.filter(question=number, undone_at=None)
    return rows.select_related("question__hour", "into").first()


def _wordings(number: int) -> list[Merge]:
    rows = Merge.objects.filter(into=number, undone_at=None)
    return list(rows.select_related("question__asked_by__unit"))
