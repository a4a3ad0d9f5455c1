"""Finding somebody who owns the answer to a question that its hour did not get to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from sufflor.events import actions as events
from sufflor.lib.clock import local_date, moment
from sufflor.organization.models import Line, Role, User
from sufflor.questions import rules
from sufflor.questions.models import DutyKind, OwedAnswer, Question, QuestionHour

NOON = time(12, 0)
SATURDAY = 5

Finder = Callable[[Question, QuestionHour], User | None]


def _host(question: Question, hour: QuestionHour) -> User | None:
    return _active().filter(duties__hour=hour, duties__kind=DutyKind.HOST).first()


def _answerer(question: Question, hour: QuestionHour) -> User | None:
    return _active().filter(duties__hour=hour, duties__area=question.area_id).first()


def _specialist(question: Question, hour: QuestionHour) -> User | None:
    groups = {"support_groups__line": Line.SECOND, "support_groups__area": question.area_id}
    return _active().filter(**groups).first()


def _planner(question: Question, hour: QuestionHour) -> User | None:
    return _active().filter(pk=hour.rollout.created_by_id or 0).first() if hour.rollout else None


def _anyone(question: Question, hour: QuestionHour) -> User | None:
    """Whoever planned it has left: then somebody who may answer everything."""
    hosts = _active().filter(grants__role__in=[Role.HOST, Role.ADMINISTRATOR])
    return hosts.first()


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
    given = 0
    for question in questions:
        if rules.has_owner(question):
            continue
        writer = next((one for find in finders if (one := find(question, hour))), by)
        if writer:
            _owe(question, writer, by, at)
            given += 1
    return given


def next_working_day(day: date) -> date:
    day += timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day


def _owe(question: Question, writer: User, by: User | None, at: datetime) -> None:
    due_at = moment(next_working_day(local_date(at)), NOON)
    question.owed = OwedAnswer.objects.create(
        question=question, writer=writer, due_at=due_at, at=at, by=by
    )
    events.record("answer.owed", about=question, by=by, at=at, writer=writer.pk)
    events.touch(question.hour.topic, changed=[question.pk])


def _active() -> QuerySet[User]:
    return User.objects.filter(is_active=True).select_related("unit").order_by("pk")
