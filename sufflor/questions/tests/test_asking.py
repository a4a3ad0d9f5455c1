"""Asking a question."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser

from sufflor.events.models import Event, Topic, TopicItem
from sufflor.lib.refusals import NotAllowed
from sufflor.questions import actions
from sufflor.questions.models import DETAIL_LENGTH, TEXT_LENGTH, Moderation, Question, Vote
from sufflor.search.models import Document
from tests.cast import MORNING


def ask(hour, area, by, text="Hvor er sakene mine?", **more):
    wanted = {"role": "alle", "submission": uuid4(), "at": MORNING, **more}
    return actions.ask(hour=hour, area=area, text=text, by=by, **wanted)


def test_asking_counts_as_the_first_vote(question, kari):
    question.refresh_from_db()

    assert question.vote_count == 1
    assert Vote.objects.get().voter == kari


def test_asking_leaves_one_line_of_history(question):
    assert list(Event.objects.values_list("verb", flat=True)) == ["question.asked"]


def test_asking_tells_open_pages_of_the_question_and_its_count(question, morning):
    topic = Topic.objects.get(name=morning.topic)
    item = TopicItem.objects.get(topic=morning.topic, item=question.pk)

    assert (item.change_revision, item.count_revision, item.count) == (topic.revision,) * 2 + (1,)


def test_the_same_submission_twice_is_one_question(morning, personnel, kari):
    submission = uuid4()

    first = ask(morning, personnel, kari, submission=submission)
    second = ask(morning, personnel, kari, submission=submission)

    assert first == second
    assert Question.objects.count() == Vote.objects.count() == 1


def test_a_retry_after_the_hour_has_ended_still_finds_the_question(morning, personnel, kari):
    submission = uuid4()
    first = ask(morning, personnel, kari, submission=submission)

    again = ask(morning, personnel, kari, submission=submission, at=morning.closes_at)

    assert again == first


def test_another_text_in_the_same_form_is_another_question(morning, personnel, kari):
    submission = uuid4()

    ask(morning, personnel, kari, "Det første", submission=submission)
    ask(morning, personnel, kari, "Det andre", submission=submission)

    assert Question.objects.count() == 2


def test_two_people_may_send_the_same_submission(morning, personnel, kari, lars):
    submission = uuid4()

    ask(morning, personnel, kari, submission=submission)
    ask(morning, personnel, lars, submission=submission)

    assert Question.objects.count() == 2


def test_an_hour_takes_questions_until_it_closes_and_not_after(morning, personnel, kari):
    ask(morning, personnel, kari, at=morning.closes_at - timedelta(microseconds=1))

    with pytest.raises(actions.HourClosed):
        ask(morning, personnel, kari, at=morning.closes_at)


def test_an_hour_takes_questions_from_where_the_one_before_ended(morning, personnel, kari):
    ask(morning, personnel, kari, at=morning.collects_from)

    with pytest.raises(actions.HourNotOpenYet, match=r"15\.30"):
        ask(morning, personnel, kari, at=morning.collects_from - timedelta(microseconds=1))


def test_a_refused_question_leaves_no_trace(morning, personnel, kari):
    with pytest.raises(actions.HourClosed):
        ask(morning, personnel, kari, at=morning.closes_at)

    assert not Question.objects.exists()
    assert not Event.objects.exists()
    assert not Topic.objects.exists()


@pytest.mark.parametrize("text", ["", "   \n\t", "\x00\x07\u200b"])
def test_an_empty_question_is_refused(morning, personnel, kari, text):
    with pytest.raises(actions.EmptyQuestion):
        ask(morning, personnel, kari, text)


def test_a_question_may_be_as_long_as_it_says_and_no_longer(morning, personnel, kari):
    ask(morning, personnel, kari, "ø" * TEXT_LENGTH, detail="å" * DETAIL_LENGTH)

    with pytest.raises(actions.QuestionTooLong):
        ask(morning, personnel, kari, "ø" * (TEXT_LENGTH + 1))
    with pytest.raises(actions.QuestionTooLong):
        ask(morning, personnel, kari, detail="å" * (DETAIL_LENGTH + 1))


def test_control_characters_are_taken_away_and_lines_become_one(morning, personnel, kari):
    question = ask(morning, personnel, kari, "Hva\x00 er\r\n\u202edette\x07?")

    assert question.text == "Hva er dette?"


def test_nobody_asks_without_signing_in(morning, personnel):
    with pytest.raises(NotAllowed):
        ask(morning, personnel, AnonymousUser())


def test_a_question_is_found_by_search_at_once(question):
    document = Document.objects.get()

    assert (document.kind, document.title) == ("question", question.text)
    assert document.url == f"/sporretimer/2026-10-29-oppstart/#question-{question.pk}"


def test_search_knows_the_question_and_not_who_asked(question, kari):
    document = Document.objects.get()

    assert kari.last_name not in f"{document.title} {document.summary} {document.body}"


def test_where_hosts_read_first_nobody_finds_a_question_before_that(morning, personnel, kari):
    morning.moderation = Moderation.BEFORE
    morning.save()

    ask(morning, personnel, kari)

    assert not Document.objects.exists()
    assert not Question.objects.public().exists()
