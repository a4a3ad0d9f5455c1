"""Standing behind a question: one person, one vote, and a counter that is never wrong."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sufflor.events.models import Event, Topic, TopicItem
from sufflor.organization.models import User
from sufflor.questions import actions
from sufflor.questions.models import Question, Vote
from tests.cast import MORNING
from tests.hours import asked
from tests.threads import all_at_once

CLICKS = 100


def test_a_vote_is_counted_and_told(question, morning, lars):
    actions.vote(question=question, by=lars, at=MORNING)

    question.refresh_from_db()
    assert question.vote_count == 2
    assert TopicItem.objects.get(topic=morning.topic, item=question.pk).count == 2
    assert Event.objects.filter(verb="question.voted").count() == 1


def test_voting_twice_counts_once_and_tells_once(question, morning, lars):
    actions.vote(question=question, by=lars, at=MORNING)
    revision = Topic.objects.get(name=morning.topic).revision

    actions.vote(question=question, by=lars, at=MORNING)

    question.refresh_from_db()
    assert question.vote_count == 2
    assert Topic.objects.get(name=morning.topic).revision == revision
    assert Event.objects.filter(verb="question.voted").count() == 1


def test_a_vote_can_be_taken_back_and_given_again(question, lars):
    actions.vote(question=question, by=lars, at=MORNING)
    actions.withdraw_vote(question=question, by=lars, at=MORNING)
    actions.withdraw_vote(question=question, by=lars, at=MORNING)
    actions.vote(question=question, by=lars, at=MORNING)

    question.refresh_from_db()
    assert question.vote_count == Vote.objects.filter(question=question).count() == 2


def test_the_asker_may_take_back_the_first_vote(question, kari):
    actions.withdraw_vote(question=question, by=kari, at=MORNING)

    question.refresh_from_db()
    assert question.vote_count == 0


def test_no_votes_are_given_or_taken_back_after_the_hour(question, morning, kari, lars):
    with pytest.raises(actions.HourClosed):
        actions.vote(question=question, by=lars, at=morning.closes_at)
    with pytest.raises(actions.HourClosed):
        actions.withdraw_vote(question=question, by=kari, at=morning.closes_at)


def test_equal_votes_keep_the_order_in_which_they_were_asked(morning, personnel, kari, lars):
    first, second, third = (asked(morning, personnel, kari, text) for text in "ABC")
    actions.vote(question=third, by=lars, at=MORNING)

    assert list(Question.objects.ranked()) == [third, first, second]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.booleans()), max_size=25))
def test_the_counter_equals_the_rows_whatever_people_do(morning, personnel, kari, deeds):
    people = [User.objects.get_or_create(username=f"person-{n}")[0] for n in range(4)]
    # Every example asks anew, and one person fits only so many questions into an hour.
    Question.objects.update(asked_by=people[3])
    Vote.objects.update(at=MORNING - timedelta(hours=1))
    questions = [asked(morning, personnel, kari, f"Spørsmål {n}") for n in range(3)]

    for which, who, is_vote in deeds:
        deed = actions.vote if is_vote else actions.withdraw_vote
        deed(question=questions[which], by=people[who], at=MORNING)

    for question in questions:
        question.refresh_from_db()
        assert question.vote_count == question.votes.count()
        assert TopicItem.objects.get(item=question.pk).count == question.vote_count


@pytest.mark.usefixtures("on_disk")
def test_a_hundred_clicks_at_once_are_one_vote(question, lars):
    problems = all_at_once([lambda: actions.vote(question=question, by=lars, at=MORNING)] * CLICKS)

    question.refresh_from_db()
    assert problems == []
    assert question.vote_count == question.votes.count() == 2
    assert Event.objects.filter(verb="question.voted").count() == 1


@pytest.mark.usefixtures("on_disk")
def test_no_vote_is_lost_when_many_vote_and_take_back_at_once(question, morning, university):
    people = User.objects.bulk_create([User(username=f"voter-{n}") for n in range(30)])
    deeds = [lambda p=p: actions.vote(question=question, by=p, at=MORNING) for p in people]
    deeds += [
        lambda p=p: actions.withdraw_vote(question=question, by=p, at=MORNING) for p in people
    ]

    problems = all_at_once(deeds)

    question.refresh_from_db()
    assert problems == []
    assert question.vote_count == question.votes.count()
    assert TopicItem.objects.get(item=question.pk).count == question.vote_count
    told = Event.objects.filter(verb="question.voted").count()
    taken = Event.objects.filter(verb="question.vote_withdrawn").count()
    assert told - taken == question.vote_count - 1
