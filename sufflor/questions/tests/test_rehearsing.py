"""An hour is practised where nobody else sees it, and nothing of it is left."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from sufflor.events.models import Event, Topic
from sufflor.lib.refusals import NotAllowed
from sufflor.questions import actions, queries
from sufflor.questions.models import (
    Answer,
    DutyKind,
    ErrorReport,
    HourKind,
    Minutes,
    Question,
    QuestionHour,
    QuestionKind,
    Section,
)
from sufflor.search.models import Document
from tests.hours import THURSDAY, WEEKS_BEFORE, asked, clock, the_hour

NOW = WEEKS_BEFORE + timedelta(days=5)
IN_TEN = NOW + timedelta(minutes=10)
WORDS = "Hvor er de hemmelige øvingssakene?"


@pytest.fixture
def opening(rollout_days):
    return the_hour(THURSDAY, HourKind.OPENING)


@pytest.fixture
def practised(opening, hilde_host):
    return actions.rehearse(hour=opening, by=hilde_host, at=NOW)


def test_a_rehearsal_is_a_copy_that_is_open_from_now(practised, opening):
    assert practised.rehearsal_of == opening
    assert practised.collects(NOW)
    assert practised.closes_at - practised.opens_at == timedelta(minutes=30)
    assert [part.section for part in queries.agenda(practised, NOW).parts] == [
        part.section for part in queries.agenda(opening, NOW).parts
    ]


def test_rehearsing_again_joins_the_one_that_goes_on(practised, opening, anne_admin):
    assert actions.rehearse(hour=opening, by=anne_admin, at=IN_TEN) == practised

    later = actions.rehearse(hour=opening, by=anne_admin, at=NOW + timedelta(hours=1))
    assert later != practised
    assert QuestionHour.objects.filter(rehearsal_of=opening).get() == later


def test_every_deed_works_in_a_rehearsal(practised, personnel, hilde_host, anne_admin, pia_planner):
    first, second = (asked(practised, personnel, hilde_host, text, at=IN_TEN) for text in "AB")
    actions.vote(question=first, by=pia_planner, at=IN_TEN)
    actions.answer_now(question=first, by=hilde_host, at=IN_TEN)
    answer = actions.answer(question=first, text="Her.", by=hilde_host, at=IN_TEN)
    actions.edit_answer(answer=answer, text="Der.", seen=answer.stamp, by=anne_admin, at=IN_TEN)
    actions.say_status(hour=practised, text="Vi øver.", by=hilde_host, at=IN_TEN)
    actions.share_out(hour=practised, by=hilde_host, at=IN_TEN)

    minutes = actions.finish(hour=practised, by=hilde_host, at=IN_TEN)

    assert minutes.text == "Vi øver."
    assert {item.question_id for item in minutes.items.all()} == {first.pk, second.pk}


def test_only_those_who_practise_ask_and_vote_there(
    practised, personnel, kari, ola_adviser, hilde_host
):
    question = asked(practised, personnel, hilde_host, at=IN_TEN)

    for person in (kari, ola_adviser):
        with pytest.raises(NotAllowed):
            asked(practised, personnel, person, at=IN_TEN)
        with pytest.raises(NotAllowed):
            actions.vote(question=question, by=person, at=IN_TEN)


def test_only_those_who_arrange_hours_set_one_up_and_find_it(
    practised, opening, kari, ola_adviser, hilde_host, pia_planner
):
    for person in (kari, ola_adviser):
        with pytest.raises(NotAllowed):
            actions.rehearse(hour=opening, by=person, at=NOW)
        with pytest.raises(NotAllowed):
            actions.end_rehearsal(hour=practised, by=person, at=NOW)

    assert queries.find_hour(practised.slug) is None
    for person in (AnonymousUser(), kari, ola_adviser):
        assert queries.hour_for(practised.slug, person) is None
    for person in (hilde_host, pia_planner):
        assert queries.hour_for(practised.slug, person) == practised


def test_nothing_of_a_rehearsal_reaches_the_public(practised, opening, personnel, hilde_host):
    before = dict(Topic.objects.exclude(name=practised.topic).values_list("name", "revision"))
    answered, left = (
        asked(practised, personnel, hilde_host, f"{WORDS} {n}", at=IN_TEN) for n in range(2)
    )
    actions.answer(question=answered, text="Hemmelig svar.", by=hilde_host, at=IN_TEN)
    actions.share_out(hour=practised, by=hilde_host, at=IN_TEN)
    actions.finish(hour=practised, by=hilde_host, at=IN_TEN)

    left.refresh_from_db()
    assert left.hour == practised
    after = dict(Topic.objects.exclude(name=practised.topic).values_list("name", "revision"))
    assert after == before
    assert Document.objects.count() == 0
    assert Question.objects.public().count() == 0
    assert queries.newest_answers() == []
    assert list(queries.answers()) == []
    assert queries.my_questions(hilde_host) == []
    assert queries.owed(IN_TEN) == []
    assert queries.left_open(IN_TEN + timedelta(days=1)) == []
    assert queries.with_strays(IN_TEN + timedelta(days=1)) == []
    assert practised.slug not in {card.slug for card in queries.hours(IN_TEN, 0)}
    assert queries.next_slug(IN_TEN) == opening.slug
    assert "hemmelig" not in repr(queries.agenda(opening, IN_TEN)).lower()


def test_an_answer_that_was_practised_becomes_no_article(practised, personnel, hilde_host):
    question = asked(practised, personnel, hilde_host, at=IN_TEN)
    answer = actions.answer(question=question, text="Her.", by=hilde_host, at=IN_TEN)

    with pytest.raises(actions.NothingIsPublished):
        actions.draft_article(answer=answer, title="Her", by=hilde_host, at=IN_TEN)


def test_a_day_is_practised_from_opening_to_closing_without_waiting(
    rollout_days, practised, personnel, hilde_host
):
    closing = actions.rehearse(hour=the_hour(THURSDAY, HourKind.CLOSING), by=hilde_host, at=NOW)
    assert closing.opens_at == practised.closes_at
    question = asked(practised, personnel, hilde_host, at=IN_TEN)
    actions.share_out(hour=practised, by=hilde_host, at=IN_TEN)

    actions.finish(hour=practised, by=hilde_host, at=IN_TEN)

    closing.refresh_from_db()
    question.refresh_from_db()
    assert closing.is_open(IN_TEN)
    assert question.hour == closing
    rows = queries.agenda(closing, IN_TEN).part(Section.ANSWERS).rows
    assert [row.came_from.slug for row in rows] == [practised.slug]
    actions.finish(hour=closing, by=hilde_host, at=IN_TEN + timedelta(minutes=5))
    assert Minutes.objects.count() == 2


def test_real_questions_are_copied_without_those_who_asked(
    opening, personnel, kari, lars, hilde_host, pia_planner
):
    at = clock(THURSDAY, 8)
    question = asked(opening, personnel, kari, at=at)
    actions.vote(question=question, by=lars, at=at)
    Question.objects.update(kind=QuestionKind.ERROR)
    ErrorReport.objects.create(question=question, happened="Tom liste")
    actions.give_duty(
        hour=opening, person=hilde_host, kind=DutyKind.HOST, area=None, by=pia_planner, at=at
    )

    practised = actions.rehearse(hour=opening, by=hilde_host, at=at, with_questions=True)

    copied = practised.questions.get()
    assert (copied.text, copied.asked_by, copied.vote_count) == (question.text, hilde_host, 1)
    assert [vote.voter for vote in copied.votes.all()] == [hilde_host]
    assert copied.error_report.happened == "Tom liste"
    assert [duty.person for duty in practised.duties.all()] == [hilde_host]
    assert [duty.hour for duty in queries.duties_of(hilde_host, at)] == [opening]


def test_ending_takes_everything_away_and_leaves_the_real_hour(
    practised, opening, personnel, hilde_host
):
    closing = actions.rehearse(hour=the_hour(THURSDAY, "avslutning"), by=hilde_host, at=NOW)
    first, second = (asked(practised, personnel, hilde_host, text, at=IN_TEN) for text in "AB")
    actions.answer(question=first, text="Her.", by=hilde_host, at=IN_TEN)
    Question.objects.filter(pk=second.pk).update(merged_into=first)
    left = asked(practised, personnel, hilde_host, "C", at=IN_TEN)
    actions.share_out(hour=practised, by=hilde_host, at=IN_TEN)
    actions.finish(hour=practised, by=hilde_host, at=IN_TEN)

    for _ in range(2):
        actions.end_rehearsal(hour=closing, by=hilde_host, at=IN_TEN)

    assert left.pk
    for model in (Question, Answer, Minutes):
        assert not model.objects.exists()
    assert QuestionHour.objects.count() == 6
    told = Event.objects.filter(verb__startswith="rehearsal.").values_list("verb", flat=True)
    assert list(told) == ["rehearsal.begun", "rehearsal.begun", "rehearsal.ended"]


def test_a_real_hour_is_never_taken_away_as_a_rehearsal(opening, hilde_host):
    actions.end_rehearsal(hour=opening, by=hilde_host, at=NOW)

    opening.refresh_from_db()


def test_a_rehearsal_follows_no_plan(practised, rollout_days, hilde_host, pia_planner):
    with pytest.raises(actions.OnlyPractised):
        actions.cancel_hour(hour=practised, reason="X", by=hilde_host, at=NOW)

    actions.plan_hours(rollout=rollout_days, by=pia_planner, at=NOW)
    assert QuestionHour.objects.filter(pk=practised.pk).exists()


def test_a_date_that_is_removed_takes_its_rehearsals_with_it(
    practised, rollout_days, personnel, hilde_host, pia_planner
):
    question = asked(practised, personnel, hilde_host, at=IN_TEN)
    actions.answer(question=question, text="Her.", by=hilde_host, at=IN_TEN)
    rollout_days.days.filter(date=THURSDAY).delete()

    actions.plan_hours(rollout=rollout_days, by=pia_planner, at=IN_TEN)

    assert not QuestionHour.objects.filter(pk=practised.pk).exists()
    assert not Question.objects.exists()
