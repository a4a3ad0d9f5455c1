"""What looks like a question that somebody is writing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.questions import actions, queries
from sufflor.questions.models import HourKind, Question, QuestionHour
from sufflor.questions.rules import State
from sufflor.rollout.models import Rollout
from tests.articles import published
from tests.cast import MORNING
from tests.hours import asked

TYPED = "hvordan skjerme navnet"


@pytest.fixture
def others(morning, personnel, lars):
    """So many other things are spoken of that two words in common say something."""
    words = [
        "Kalender",
        "Utlogging",
        "Kopimottaker",
        "Skanning",
        "Fakturaer",
        "Protokoll",
        "Vedlegg",
        "Rollebytte",
    ]
    return [asked(morning, personnel, lars, f"{word} i Elements?") for word in words]


@pytest.fixture
def another_hour(morning):
    """In no rollout either, after the first."""
    return QuestionHour.objects.create(
        kind=HourKind.CLOSING,
        slug="2026-10-29-avslutning",
        date=morning.date,
        opens_at=morning.opens_at + timedelta(hours=7),
        closes_at=morning.closes_at + timedelta(hours=7),
        collects_from=morning.closes_at,
    )


def article(area, by):
    return published(area, by, title="Skjerme et navn", body="Merk navnet.")


def test_a_question_in_the_queue_is_there_to_vote_for(question, others, morning):
    [near] = queries.similar(TYPED, morning, MORNING).questions

    assert (near.pk, near.state, near.vote_count) == (question.pk, State.WAITING, 1)
    assert near.takes_votes


def test_an_answered_question_is_there_to_read(question, others, morning, hilde_host):
    actions.answer(question=question, text="Velg Skjerm.", by=hilde_host, at=MORNING)

    [near] = queries.similar(TYPED, morning, MORNING).questions

    assert (near.state, near.answered_at) == (State.ANSWERED, MORNING)


def test_articles_stand_in_a_list_of_their_own(question, others, morning, personnel, anne_admin):
    article(personnel, anne_admin)

    near = queries.similar(TYPED, morning, MORNING)

    assert [one.pk for one in near.questions] == [question.pk]
    assert [(one.title, one.is_answer) for one in near.articles] == [("Skjerme et navn", False)]
    assert near.count == 2


def test_an_article_that_only_says_what_the_answer_above_says_is_left_out(
    question, others, morning, anne_admin
):
    answer = actions.answer(question=question, text="Velg Skjerm.", by=anne_admin, at=MORNING)
    actions.draft_article(answer=answer, title="Skjerme navn", by=anne_admin, at=MORNING)
    answer.refresh_from_db()
    actions.publish(answer=answer, by=anne_admin, at=MORNING)

    near = queries.similar(TYPED, morning, MORNING)

    assert (len(near.questions), near.articles) == (1, ())


def test_no_list_is_longer_than_three(morning, personnel, kari, others):
    for number in range(5):
        asked(morning, personnel, kari, f"Hvordan skjermer jeg navnet på søker {number}?")

    assert len(queries.similar(TYPED, morning, MORNING).questions) == 3


def test_questions_of_the_other_hours_of_the_rollout_are_among_them(question, others, another_hour):
    [near] = queries.similar(TYPED, another_hour, another_hour.opens_at).questions

    assert near.pk == question.pk
    assert not near.takes_votes


def test_an_answer_from_elsewhere_is_help_to_read(
    question, others, another_hour, hilde_host, anne_admin
):
    answer = actions.answer(question=question, text="Velg Skjerm.", by=hilde_host, at=MORNING)
    another_hour.rollout = Rollout.objects.create(
        name="Innføring", created_at=MORNING, created_by=anne_admin
    )

    near = queries.similar(TYPED, another_hour, MORNING)

    assert near.questions == ()
    assert [(one.url, one.is_answer) for one in near.articles] == [(answer.path, True)]


def test_what_is_not_public_is_in_no_list(question, others, morning, hilde_host):
    Question.objects.filter(pk=question.pk).update(hidden_at=MORNING, hidden_by=hilde_host)

    assert queries.similar(TYPED, morning, MORNING).count == 0


@pytest.mark.parametrize("typed", ["", "   ", "hva", "\x00", "xyzzy qwertz", "æ" * 10_000])
def test_what_says_nothing_is_like_nothing(question, others, morning, typed):
    assert queries.similar(typed, morning, MORNING).count == 0


def test_it_costs_three_queries(question, others, morning, django_assert_max_num_queries):
    queries.similar(TYPED, morning, MORNING)

    with django_assert_max_num_queries(3):
        assert queries.similar(TYPED, morning, MORNING).count == 1
