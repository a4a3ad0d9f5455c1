"""The demo's question hours: yesterday's with answers and guidance, and the next one filling up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.db import transaction

from sufflor.events import actions as events
from sufflor.organization.models import CaseArea, User
from sufflor.project.demo.questions_said import EARLIER, NEXT, YESTERDAY, Said
from sufflor.questions import actions
from sufflor.questions.actions import HourWish
from sufflor.questions.models import Question, QuestionHour, Vote

ROOM = "Auditorium R7"
VIDEO = "https://video.nidelva.example/sporretimen"


@transaction.atomic
def fill(*, at: datetime) -> None:
    """Once. Afterwards people ask and answer themselves."""
    if Question.objects.exists():
        return
    chance = Random(1967)  # noqa: S311  # the same demo every time
    admin = User.objects.get(username="admin")
    hours = list(QuestionHour.objects.order_by("opens_at"))
    # Hours that are further ahead are left untouched, so that they follow the rollout's dates.
    for hour in [hour for hour in hours if hour.collects_from <= at + timedelta(hours=24)]:
        wanted = replace(HourWish.of(hour), room=ROOM, video_url=VIDEO)
        actions.change_hour(hour=hour, wanted=wanted, by=admin, at=min(at, hour.collects_from))
    for hour, said in _programme(hours, at):
        _hold(hour, said, chance, at)
    _let_case_handler_take_part(at)


def _programme(
    hours: Sequence[QuestionHour], at: datetime
) -> Iterator[tuple[QuestionHour, Sequence[Said]]]:
    """Yesterday's first hour, the others that are over, and the one that comes or goes on now."""
    over = [hour for hour in hours if hour.is_over(at)]
    coming = [hour for hour in hours if not hour.is_over(at)]
    if over:
        yield over[0], YESTERDAY
    for number, hour in enumerate(over[1:]):
        yield hour, EARLIER[number :: len(over) - 1]
    if coming:
        yield coming[0], NEXT


def _hold(hour: QuestionHour, said: Sequence[Said], chance: Random, at: datetime) -> None:
    people = list(User.objects.filter(is_active=True).order_by("username"))
    areas = {area.slug: area for area in CaseArea.objects.all()}
    asked = [_ask(hour, areas[one.area], one, people, chance, at) for one in said]
    _vote(hour, asked, said, people, chance)
    for question, one in zip(asked, said, strict=True):
        if one.answer:
            _answer(question, one, at)


def _ask(
    hour: QuestionHour,
    area: CaseArea,
    one: Said,
    people: Sequence[User],
    chance: Random,
    at: datetime,
) -> Question:
    last = min(at, hour.closes_at - timedelta(minutes=5))
    moment = hour.collects_from + (last - hour.collects_from) * chance.random() * 0.95
    return actions.ask(
        hour=hour,
        area=area,
        role=one.role,
        text=one.text,
        detail=one.detail,
        submission=UUID(int=chance.getrandbits(128)),
        by=chance.choice(people),
        at=max(moment, hour.collects_from),
    )


def _vote(
    hour: QuestionHour,
    asked: Sequence[Question],
    said: Sequence[Said],
    people: Sequence[User],
    chance: Random,
) -> None:
    """Many at a time, with the counters that single votes would have left."""
    votes = []
    for question, one in zip(asked, said, strict=True):
        others = [person for person in people if person.pk != question.asked_by_id]
        voters = chance.sample(others, one.votes - 1)
        votes += [Vote(question=question, voter=who, at=question.asked_at) for who in voters]
        question.vote_count = one.votes
    Vote.objects.bulk_create(votes)
    Question.objects.bulk_update(asked, ["vote_count"])
    events.touch(hour.topic, counts={question.pk: question.vote_count for question in asked})


def _answer(question: Question, one: Said, at: datetime) -> None:
    """During the hour or just after it, by the host or the second line; two become articles."""
    host = User.objects.get(username="host")
    hour = question.hour
    answered_at = min(at, hour.opens_at + timedelta(minutes=3 + question.pk % 37))
    answer = actions.answer(question=question, text=one.answer, by=host, at=answered_at)
    if one.title:
        actions.draft_article(answer=answer, title=one.title, by=host, at=answered_at)
        actions.publish(answer=answer, by=host, at=answered_at)


def _let_case_handler_take_part(at: datetime) -> None:
    """Something of their own for the one who tries the demo: two questions and some votes."""
    case_handler = User.objects.get(username="case_handler")
    mine = Question.objects.order_by("-vote_count")[3:5]
    Question.objects.filter(pk__in=[question.pk for question in mine]).update(asked_by=case_handler)
    coming = Question.objects.filter(hour__closes_at__gt=at).select_related("hour")
    for question in coming.order_by("-vote_count")[::5]:
        if question.hour.collects(at):
            actions.vote(question=question, by=case_handler, at=at)
