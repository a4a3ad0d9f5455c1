"""In which order the questions of an hour are taken up, as the hall may know it: without names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sufflor.events.models import reference
from sufflor.events.queries import latest
from sufflor.questions.models import Question, QuestionHour, QuestionKind

BOTH_KINDS: tuple[str, ...] = tuple(QuestionKind)
# What the hall may see of a question. Who asked is not read from the database.
SHOWN = (
    "kind",
    "text",
    "language",
    "vote_count",
    "hour_id",
    "area__name",
    "area__name_nn",
    "area__name_en",
)


@dataclass(frozen=True, slots=True)
class Turns:
    """What is being answered now, what waits in order, and how many are done with."""

    now: Question | None
    waiting: tuple[Question, ...]
    answered: int

    def following(self, kinds: Collection[str] = BOTH_KINDS) -> list[Question]:
        """What waits of these kinds."""
        return [question for question in self.waiting if question.kind in kinds]


def turns(hour: QuestionHour) -> Turns:
    """What everyone can read: as it is ranked, and last what was laid aside. Two queries."""
    questions = list(
        Question.objects.listed()
        .filter(hour=hour)
        .ranked()
        .select_related("area", "answer", "owed")
        .only(*SHOWN, "answer__written_at", "owed__due_at")
    )
    now = next((one for one in questions if one.pk == hour.now_answering_id), None)
    waiting = [
        one for one in questions if one != now and not one.is_answered and not hasattr(one, "owed")
    ]
    aside = laid_aside(hour, waiting)
    return Turns(
        now=now,
        waiting=tuple(sorted(waiting, key=lambda question: aside.get(question.pk, 0))),
        answered=sum(question.is_answered for question in questions),
    )


def laid_aside(hour: QuestionHour, waiting: Iterable[Question]) -> Mapping[int, int]:
    """The questions that a host took up and laid aside, by number, the last ones last.

    One query. What was laid aside in an earlier hour begins anew in this one.
    """
    questions = list(waiting)
    told = latest("question.laid_aside", questions, since=hour.collects_from)
    when = {question.pk: told.get(reference(question), 0) for question in questions}
    return {number: event for number, event in when.items() if event}


def merged_into(question: Question) -> int:
    """How many questions it stands for beside itself. One query."""
    return question.merged_from.count()
