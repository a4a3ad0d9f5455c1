"""The questions of an hour for those who answer them: with names, and what is left to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sufflor.lib.clock import local_date
from sufflor.lib.kept import Kept
from sufflor.organization.models import Appointment, Line, Membership, Role, RoleGrant
from sufflor.organization.rules import Someone
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


_answerers: Kept[frozenset[int]] = Kept(size=2)


def is_answerer(person: Someone, at: datetime, revision: int) -> bool:
    """Whether there is a desk for this person: `rules.may_see_desk` for pages read by many.

    Who they are is kept by date under the revision of the organisation.
    """
    day = local_date(at)
    return person.pk in _answerers.get(day, revision, lambda: _read_answerers(day))


def _read_answerers(day: date) -> frozenset[int]:
    hosts = RoleGrant.objects.filter(role__in=[Role.HOST, Role.ADMINISTRATOR])
    advisers = Appointment.objects.valid_on(day).order_by()
    second_line = Membership.objects.filter(group__line=Line.SECOND, group__area__isnull=False)
    people = hosts.values_list("person_id").union(
        advisers.values_list("person_id"), second_line.values_list("person_id")
    )
    return frozenset(people.values_list("person_id", flat=True))


def desk(hour: QuestionHour) -> list[DeskItem]:
    """What waits for an answer first, most votes first; then what is answered. One query."""
    questions = (
        Question.objects.filter(hour=hour, merged_into=None, hidden_at=None)
        .select_related(
            "area",
            "asked_by__unit",
            "answer__unit",
            "answer__article",
            "answer__written_by",
            *rules.STATE_ROWS,
        )
        .ranked()
    )
    items = [_item(question, hour) for question in questions]
    return sorted(items, key=lambda item: (item.answer is not None, item.state != State.NOW))


def _item(question: Question, hour: QuestionHour) -> DeskItem:
    question.hour = hour
    answer = question.answer if question.is_answered else None
    return DeskItem(question, answer, rules.state_of(question))
