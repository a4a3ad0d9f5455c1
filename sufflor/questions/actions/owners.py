"""Finding somebody who owns the answer to a question that its hour did not get to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.db.models import QuerySet

from sufflor.events import actions as events
from sufflor.lib.clock import local_date, moment
from sufflor.organization import queries as organization
from sufflor.organization.models import Line, Role, User
from sufflor.questions import rules
from sufflor.questions.models import DutyKind, OwedAnswer, Question, QuestionHour

Finder = Callable[[QuestionHour, int], User | None]


def _host(hour: QuestionHour, area: int) -> User | None:
    return _active().filter(duties__hour=hour, duties__kind=DutyKind.HOST).first()


def _answerer(hour: QuestionHour, area: int) -> User | None:
    return _active().filter(duties__hour=hour, duties__area=area).first()


def _specialist(hour: QuestionHour, area: int) -> User | None:
    groups = {"support_groups__line": Line.SECOND, "support_groups__area": area}
    return _active().filter(**groups).first()


def _planner(hour: QuestionHour, area: int) -> User | None:
    return _active().filter(pk=hour.rollout.created_by_id or 0).first() if hour.rollout else None


def _anyone(hour: QuestionHour, area: int) -> User | None:
    """Whoever planned it has left: then somebody who may answer everything."""
    return _active().filter(grants__role__in=[Role.HOST, Role.ADMINISTRATOR]).first()


HOST_FIRST = (_host, _answerer, _specialist, _planner, _anyone)
ANSWERER_FIRST = (_answerer, _specialist, _host, _planner, _anyone)


def give(
    questions: Iterable[Question],
    hour: QuestionHour,
    finders: Sequence[Finder],
    by: User | None,
    at: datetime,
) -> int:
    """Who owns an answer already keeps it. Says how many got an owner."""
    unowned = [question for question in questions if not rules.has_owner(question)]
    writers = {
        area: next((one for find in finders if (one := find(hour, area))), by)
        for area in {question.area_id for question in unowned}
    }
    given = []
    for question in unowned:
        if writer := writers[question.area_id]:
            _owe(question, writer, by, at)
            given.append(question.pk)
    if given:
        events.touch(hour.topic, changed=given)
    return len(given)


def _owe(question: Question, writer: User, by: User | None, at: datetime) -> None:
    due_at = moment(organization.next_working_day(local_date(at)), rules.NOON)
    question.owed = OwedAnswer.objects.create(
        question=question, writer=writer, due_at=due_at, at=at, by=by
    )
    events.record("question.owed", about=question, by=by, at=at, writer=writer.pk)


def _active() -> QuerySet[User]:
    return User.objects.filter(is_active=True).select_related("unit").order_by("pk")
