"""The demo's question hours: yesterday's are brought to their end, the next one is filling up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from random import Random
from uuid import UUID

from django.db import transaction

from sufflor.desk import actions as desk
from sufflor.events import actions as events
from sufflor.organization.models import CaseArea, User
from sufflor.project.demo import duties
from sufflor.project.demo.questions_past import EARLIER, YESTERDAY
from sufflor.project.demo.questions_said import (
    MENDED,
    NEXT,
    PRIVATE,
    STATUS,
    WHY_PRIVATE,
    Said,
    When,
)
from sufflor.questions import actions
from sufflor.questions.actions import TemplateWish
from sufflor.questions.models import HourKind, Minutes, Question, QuestionHour, QuestionKind, Vote
from sufflor.rollout.models import Rollout

ROOM = "Auditorium R7"
VIDEO = "https://video.nidelva.example/sporretimen"
DAILY = {
    HourKind.OPENING: TemplateWish(time(8, 30), time(9, 0), room=ROOM, video_url=VIDEO),
    HourKind.CLOSING: TemplateWish(time(15, 0), time(15, 30), room=ROOM, video_url=VIDEO),
}


@transaction.atomic
def fill(*, at: datetime) -> None:
    """Once. Afterwards people ask and answer themselves."""
    if Question.objects.exists():
        return
    chance = Random(1967)  # noqa: S311  # the same demo every time
    admin = User.objects.get(username="admin")
    rollout = Rollout.objects.get()
    for kind, wanted in DAILY.items():
        actions.change_template(
            rollout=rollout, kind=kind, wanted=wanted, by=admin, at=rollout.created_at
        )
    duties.fill(rollout, at=at)
    hours = list(QuestionHour.objects.order_by("opens_at"))
    waiting: Sequence[tuple[Question, Said]] = ()
    for number, (hour, said) in enumerate(_programme(hours, at)):
        asked = _hold(hour, said, chance, at)
        if hour.is_over(at):
            _answer_all(hour, waiting, When.IN_THE_NEXT, at)
            _finish(hour, asked, at)
            waiting = asked
        if hour.kind == HourKind.OPENING:
            _say_status(hour, STATUS[min(number, 1)], at)
    _mend(hours[0], at)
    _let_case_handler_take_part(at)
    over = [hour for hour in hours if hour.is_over(at)]
    if over:
        _move_one_away(over[0], at)


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


def _hold(
    hour: QuestionHour, said: Sequence[Said], chance: Random, at: datetime
) -> Sequence[tuple[Question, Said]]:
    # Hours before it have ended since it was read.
    hour.refresh_from_db()
    people = list(User.objects.filter(is_active=True).order_by("username"))
    areas = {area.slug: area for area in CaseArea.objects.all()}
    asked = [_ask(hour, areas[one.area], one, people, chance, at) for one in said]
    _vote(hour, asked, said, people, chance)
    pairs = list(zip(asked, said, strict=True))
    _answer_all(hour, pairs, When.IN_THE_HOUR, at)
    return pairs


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
        kind=QuestionKind.ERROR if one.report else QuestionKind.QUESTION,
        report=one.report,
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


def _answer_all(
    hour: QuestionHour, pairs: Sequence[tuple[Question, Said]], when: When, at: datetime
) -> None:
    for question, one in pairs:
        if one.answer and one.when == when:
            answered_at = hour.opens_at + timedelta(minutes=3 + question.pk % 24)
            if when == When.IN_THE_EVENING:
                answered_at = hour.closes_at + timedelta(minutes=90 + question.pk % 24)
            _answer(question, one, min(at, answered_at))


def _answer(question: Question, one: Said, at: datetime) -> None:
    """By the host; some become articles."""
    host = User.objects.get(username="host")
    answer = actions.answer(question=question, text=one.answer, by=host, at=at)
    if one.title:
        actions.draft_article(answer=answer, title=one.title, by=host, at=at)
        actions.publish(answer=answer, by=host, at=at)


def _finish(hour: QuestionHour, asked: Sequence[tuple[Question, Said]], at: datetime) -> None:
    """Everything gets an end or an owner, and the minutes are published; a few answers are written
    in the evening."""
    host = User.objects.get(username="host")
    ended_at = min(at, hour.closes_at + timedelta(minutes=4))
    by_text = {question.text: question for question, _one in asked}
    for question, one in asked:
        if one.into:
            actions.merge(question=question, into=by_text[one.into], by=host, at=ended_at)
        if one.declined:
            actions.decline(question=question, reason=one.declined, by=host, at=ended_at)
        if one.was_spoken:
            _owe(question, host, ended_at)
    actions.share_out(hour=hour, by=host, at=ended_at)
    actions.finish(hour=hour, by=host, at=ended_at)
    _answer_all(hour, asked, When.IN_THE_EVENING, at)


def _owe(question: Question, host: User, at: datetime) -> None:
    """Promised for the same afternoon, and not written yet."""
    actions.owe_answer(
        question=question,
        writer=User.objects.get(username="second_line"),
        due_at=at + timedelta(hours=5),
        was_spoken=True,
        by=host,
        at=at,
    )


def _say_status(hour: QuestionHour, text: str, at: datetime) -> None:
    host = User.objects.get(username="host")
    said_at = min(at, hour.opens_at - timedelta(minutes=40))
    actions.say_status(hour=hour, text=text, by=host, at=said_at)


def _mend(hour: QuestionHour, at: datetime) -> None:
    minutes = Minutes.objects.filter(pk=hour.pk).first()
    if minutes is None:
        return
    actions.edit_minutes(
        minutes=minutes,
        item=None,
        text=f"{minutes.text}\n\n{MENDED}".strip(),
        seen=minutes.stamp,
        by=User.objects.get(username="host"),
        at=min(at, hour.closes_at + timedelta(minutes=40)),
    )


def _let_case_handler_take_part(at: datetime) -> None:
    """Something of their own for the one who tries the demo: two questions and some votes."""
    case_handler = User.objects.get(username="case_handler")
    mine = Question.objects.order_by("-vote_count")[3:5]
    Question.objects.filter(pk__in=[question.pk for question in mine]).update(asked_by=case_handler)
    coming = Question.objects.filter(hour__closes_at__gt=at).select_related("hour")
    for question in coming.order_by("-vote_count")[::5]:
        if question.hour.collects(at):
            actions.vote(question=question, by=case_handler, at=at)


def _move_one_away(hour: QuestionHour, at: datetime) -> None:
    """One that should not stand in public: its asker reads it, and the reply, as a request."""
    case_handler, host = (User.objects.get(username=name) for name in ("case_handler", "host"))
    question = actions.ask(
        hour=hour,
        area=CaseArea.objects.get(slug="personal"),
        role=case_handler.work_role,
        text=PRIVATE.text,
        detail=PRIVATE.detail,
        submission=UUID(int=1967),
        by=case_handler,
        at=hour.opens_at,
    )
    moved_at, replied_at = (min(at, hour.opens_at + timedelta(minutes=n)) for n in (2, 70))
    request = actions.move_to_request(question=question, why=WHY_PRIVATE, by=host, at=moved_at)
    helper = request.assignee or (request.group and request.group.members.first())
    if helper:
        desk.resolve(request=request, text=PRIVATE.answer, by=helper, at=replied_at)
