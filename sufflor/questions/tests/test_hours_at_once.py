"""People vote, answer and ask while an hour is ended, moved and called off: nothing breaks."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from uuid import uuid4

import pytest

from sufflor.lib.refusals import Refusal
from sufflor.organization.models import User
from sufflor.questions import actions
from sufflor.questions.actions import HourWish
from sufflor.questions.models import HourKind, Question, QuestionHour
from tests.hours import THURSDAY, WEEKS_BEFORE, asked, clock, the_hour
from tests.threads import all_at_once

OPEN = clock(THURSDAY, 8, 40)


def refused(deed):
    """What the rules do not allow just then is no fault."""

    def run():
        with suppress(Refusal):
            deed()

    return run


@pytest.mark.usefixtures("on_disk")
def test_votes_and_answers_meet_the_end_of_the_hour(rollout_days, personnel, kari, hilde_host):
    opening = the_hour(THURSDAY, HourKind.OPENING)
    questions = [
        asked(opening, personnel, kari, f"Nr. {n}?", at=OPEN + timedelta(seconds=21 * n - 400))
        for n in range(5)
    ]
    actions.share_out(hour=opening, by=hilde_host, at=OPEN)
    people = User.objects.bulk_create([User(username=f"voter-{n}") for n in range(8)])
    deeds = [
        refused(lambda q=q, p=p: actions.vote(question=q, by=p, at=OPEN))
        for q in questions
        for p in people
    ]
    deeds += [
        refused(lambda q=q: actions.answer(question=q, text="Ja.", by=hilde_host, at=OPEN))
        for q in questions[:2]
    ]
    deeds.insert(12, lambda: actions.finish(hour=opening, by=hilde_host, at=OPEN))

    assert all_at_once(deeds) == []

    closing = the_hour(THURSDAY, HourKind.CLOSING)
    for question in Question.objects.all():
        assert question.vote_count == question.votes.count()
        assert question.is_answered or question.hour == closing


@pytest.mark.usefixtures("on_disk")
def test_planners_who_change_the_same_day_at_once_leave_it_whole(
    rollout_days, personnel, pia_planner, anne_admin
):
    opening, closing = (the_hour(THURSDAY, kind) for kind in ("oppstart", "avslutning"))

    def add(hour):
        actions.add_hour(
            rollout=rollout_days,
            title="Ekstra",
            opens_at=clock(THURSDAY, hour),
            closes_at=clock(THURSDAY, hour + 2),
            room="",
            video_url="",
            by=pia_planner,
            at=WEEKS_BEFORE,
        )

    def move(hour):
        wanted = replace(
            HourWish.of(closing), opens_at=clock(THURSDAY, hour), closes_at=clock(THURSDAY, 20)
        )
        actions.change_hour(hour=closing, wanted=wanted, by=anne_admin, at=WEEKS_BEFORE)

    deeds = [refused(lambda hour=hour: add(hour)) for hour in (10, 11, 12, 13, 16)]
    deeds += [refused(lambda hour=hour: move(hour)) for hour in (11, 14, 17)]
    deeds += [
        refused(
            lambda: actions.cancel_hour(hour=opening, reason="Syk", by=anne_admin, at=WEEKS_BEFORE)
        ),
        refused(lambda: actions.plan_hours(rollout=rollout_days, by=anne_admin, at=WEEKS_BEFORE)),
    ]

    assert all_at_once(deeds) == []

    held = list(QuestionHour.objects.held().order_by("opens_at"))
    for before, after in pairwise(held):
        assert before.closes_at <= after.opens_at
        assert after.collects_from == before.closes_at


@pytest.mark.usefixtures("on_disk")
def test_a_question_asked_while_its_hour_is_called_off_is_not_lost(
    rollout_days, personnel, hilde_host
):
    opening = the_hour(THURSDAY, HourKind.OPENING)
    people = User.objects.bulk_create([User(username=f"asker-{n}") for n in range(12)])

    def ask(person):
        actions.ask(
            hour=opening,
            area=personnel,
            role="alle",
            text="Hva nå?",
            submission=uuid4(),
            by=person,
            at=OPEN,
        )

    deeds = [refused(lambda person=person: ask(person)) for person in people]
    deeds.insert(
        4,
        lambda: actions.cancel_hour(hour=opening, reason="Brann", by=hilde_host, at=OPEN),
    )
    assert all_at_once(deeds) == []

    later = clock(THURSDAY, 10)
    actions.finish_by_clock(hour=opening, at=later)
    closing = the_hour(THURSDAY, HourKind.CLOSING)
    assert {question.hour_id for question in Question.objects.all()} <= {closing.pk}
