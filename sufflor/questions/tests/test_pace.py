"""How fast one person may ask and vote, and what they are told when it is too fast."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from sufflor.organization.models import User
from sufflor.questions import actions
from sufflor.questions.actions.pace import QUESTIONS_A_MINUTE, QUESTIONS_AN_HOUR, VOTES_A_MINUTE
from sufflor.questions.models import HourKind, Question, QuestionHour, Vote
from tests.cast import MORNING
from tests.hours import asked, asked_by_many
from tests.threads import all_at_once

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


def ask(hour, area, by, at=MORNING, submission=None):
    return actions.ask(
        hour=hour,
        area=area,
        role="alle",
        text="Hvor er sakene mine?",
        submission=submission or uuid4(),
        by=by,
        at=at,
    )


@pytest.fixture
def full(morning, personnel, kari):
    """Kari has asked as many as fit into one hour."""
    for _ in range(QUESTIONS_AN_HOUR):
        asked(morning, personnel, kari)


def test_the_fourth_question_in_a_minute_is_refused_and_says_when(morning, personnel, kari):
    for number in range(QUESTIONS_A_MINUTE):
        ask(morning, personnel, kari, MORNING + number * SECOND)

    with pytest.raises(actions.TooMany, match=r"Du kan spørre igjen kl\. 08\.36\.") as refused:
        ask(morning, personnel, kari, MORNING + 10 * SECOND)

    assert refused.value.status == 429
    assert Question.objects.count() == QUESTIONS_A_MINUTE


def test_what_it_says_is_true(morning, personnel, kari):
    start = MORNING + 20 * SECOND
    for number in range(QUESTIONS_A_MINUTE):
        ask(morning, personnel, kari, start + number * SECOND)

    with pytest.raises(actions.TooMany, match=r"08\.37"):
        ask(morning, personnel, kari, start + 59 * SECOND)

    assert ask(morning, personnel, kari, MORNING + 2 * MINUTE)


def test_others_ask_meanwhile(morning, personnel, kari, lars):
    for _ in range(QUESTIONS_A_MINUTE):
        ask(morning, personnel, kari)

    assert ask(morning, personnel, lars)


def test_a_question_that_is_sent_again_is_no_new_one(morning, personnel, kari):
    submission = uuid4()
    first = ask(morning, personnel, kari, submission=submission)
    for _ in range(QUESTIONS_A_MINUTE - 1):
        ask(morning, personnel, kari)

    assert ask(morning, personnel, kari, submission=submission) == first


def test_the_twenty_first_question_of_an_hour_waits_for_the_next(full, morning, personnel, kari):
    with pytest.raises(actions.TooMany, match="20 spørsmål til denne timen") as refused:
        ask(morning, personnel, kari)

    assert "igjen" not in str(refused.value)


def test_it_says_when_the_next_hour_takes_questions(full, morning, personnel, kari):
    QuestionHour.objects.create(
        kind=HourKind.CLOSING,
        slug="2026-10-29-avslutning",
        date=morning.date,
        opens_at=morning.opens_at + timedelta(hours=6),
        closes_at=morning.closes_at + timedelta(hours=6),
        collects_from=morning.closes_at,
    )

    with pytest.raises(actions.TooMany, match=r"spørre igjen fra .*29\. oktober.* 09\.00\."):
        ask(morning, personnel, kari)


def test_the_next_hour_may_be_on_another_day(full, morning, personnel, kari):
    day = timedelta(days=1)
    QuestionHour.objects.create(
        kind=HourKind.OPENING,
        slug="2026-10-30-oppstart",
        date=morning.date + day,
        opens_at=morning.opens_at + day,
        closes_at=morning.closes_at + day,
        collects_from=morning.closes_at + day * 3 / 4,
    )

    with pytest.raises(actions.TooMany, match=r"igjen fra .*30\. oktober.* 03\.00"):
        ask(morning, personnel, kari)


def test_the_sixty_first_vote_in_a_minute_is_refused_and_says_when(
    morning, personnel, kari, stranger
):
    questions = asked_by_many(morning, personnel, (f"Nr. {n}" for n in range(VOTES_A_MINUTE + 1)))
    for question in questions[:-1]:
        actions.vote(question=question, by=stranger, at=MORNING)

    with pytest.raises(actions.TooMany, match=r"Du kan stemme igjen kl\. 08\.36\."):
        actions.vote(question=questions[-1], by=stranger, at=MORNING + SECOND)

    assert actions.vote(question=questions[-1], by=stranger, at=MORNING + MINUTE)


def test_a_vote_costs_few_queries(question, lars, django_assert_max_num_queries):
    wakes_the_stream = connection.vendor == "postgresql"
    with django_assert_max_num_queries(12 + wakes_the_stream):
        actions.vote(question=question, by=lars, at=MORNING)


@pytest.mark.usefixtures("on_disk")
def test_of_two_hundred_questions_pasted_at_once_only_the_allowed_are_there(
    morning, personnel, kari
):
    pasted = [lambda: ask(morning, personnel, kari)] * 200

    problems = all_at_once(pasted)

    assert {type(problem) for problem in problems} == {actions.TooMany}
    assert Question.objects.count() == Vote.objects.count() == QUESTIONS_A_MINUTE


@pytest.mark.usefixtures("on_disk")
def test_pasted_over_a_long_time_only_twenty_fit_into_the_hour(morning, personnel, kari):
    pasted = [lambda n=n: ask(morning, personnel, kari, MORNING - n * MINUTE) for n in range(40)]

    problems = all_at_once(pasted, hands=5)

    assert {type(problem) for problem in problems} == {actions.TooMany}
    assert Question.objects.count() == QUESTIONS_AN_HOUR


@pytest.mark.usefixtures("on_disk")
def test_a_hall_that_asks_at_once_is_not_held_back(morning, personnel, university):
    people = User.objects.bulk_create([User(username=f"asker-{n}") for n in range(12)])

    problems = all_at_once([lambda who=who: ask(morning, personnel, who) for who in people])

    assert problems == []
    assert Question.objects.count() == len(people)
