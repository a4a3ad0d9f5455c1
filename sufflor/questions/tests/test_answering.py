"""Answering in writing: one answer, mended in the open."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sufflor.events.models import Event, Topic, TopicItem
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import Appointment
from sufflor.questions import actions, rules
from sufflor.questions.models import ANSWER_LENGTH, Answer, Question
from sufflor.search.models import Document
from tests.cast import MORNING
from tests.hours import asked

LATER = MORNING + timedelta(minutes=10)


@pytest.fixture
def answer(question, hilde_host):
    return actions.answer(question=question, text="Bruk Skjerm.", by=hilde_host, at=MORNING)


def test_a_host_answers_everything(question, hilde_host, records_department):
    answer = actions.answer(question=question, text="Bruk Skjerm.", by=hilde_host, at=MORNING)

    assert (answer.text, answer.unit) == ("Bruk Skjerm.", records_department)
    assert Event.objects.filter(verb="question.answered").count() == 1


def test_an_adviser_answers_in_the_own_area_and_nowhere_else(
    morning, personnel, archive, kari, ola_adviser
):
    mine, other = asked(morning, personnel, kari), asked(morning, archive, kari)

    actions.answer(question=mine, text="Ja.", by=ola_adviser, at=MORNING)

    with pytest.raises(NotAllowed):
        actions.answer(question=other, text="Ja.", by=ola_adviser, at=MORNING)


def test_an_appointment_that_is_over_gives_no_right_to_answer(question, ola_adviser):
    Appointment.objects.update(to_date=date(2026, 10, 1))

    with pytest.raises(NotAllowed):
        actions.answer(question=question, text="Ja.", by=ola_adviser, at=MORNING)


def test_the_second_line_answers_in_its_area(question, per_second_line):
    actions.answer(question=question, text="Ja.", by=per_second_line, at=MORNING)


def test_a_case_handler_and_the_first_line_answer_nothing(question, lars, liv_first_line):
    for person in (lars, liv_first_line):
        with pytest.raises(NotAllowed):
            actions.answer(question=question, text="Ja.", by=person, at=MORNING)


def test_the_second_answer_is_refused_and_leaves_no_trace(answer, question, hilde_host):
    with pytest.raises(actions.AlreadyAnswered):
        actions.answer(question=question, text="Nei.", by=hilde_host, at=MORNING)

    assert Answer.objects.get().text == "Bruk Skjerm."
    assert Event.objects.filter(verb="question.answered").count() == 1


def test_an_answer_may_come_after_the_hour_is_over(question, morning, hilde_host):
    later = morning.closes_at + timedelta(hours=3)

    assert actions.answer(question=question, text="Ja.", by=hilde_host, at=later)


def test_an_answer_needs_words_and_has_a_limit(question, hilde_host):
    for text in ("", " \n", "x" * (ANSWER_LENGTH + 1)):
        with pytest.raises(actions.EmptyAnswer):
            actions.answer(question=question, text=text, by=hilde_host, at=MORNING)


def test_a_hidden_question_is_not_answered(question, hilde_host):
    Question.objects.update(hidden_at=MORNING, hidden_by=hilde_host)

    with pytest.raises(actions.NotInTheQueue):
        actions.answer(question=question, text="Ja.", by=hilde_host, at=MORNING)


def test_open_pages_and_the_list_of_answers_learn_of_an_answer(question, morning, hilde_host):
    before = Topic.objects.get(name=morning.topic).revision

    actions.answer(question=question, text="Ja.", by=hilde_host, at=MORNING)

    item = TopicItem.objects.get(topic=morning.topic, item=question.pk)
    assert item.change_revision == before + 1
    assert Topic.objects.get(name="answers").revision == 1


def test_search_finds_the_answer_in_the_place_of_its_question(answer, question):
    document = Document.objects.get()

    assert (document.kind, document.title, document.summary) == (
        "answer",
        question.text,
        "Bruk Skjerm.",
    )
    assert document.url == f"/svar/{question.pk}-hvordan-skjermer-jeg-et-navn/"


def test_an_edited_answer_says_so_and_keeps_what_it_said(answer, per_second_line):
    edited = actions.edit_answer(
        answer=answer, text="Bruk Skjerm navn.", seen=answer.stamp, by=per_second_line, at=LATER
    )

    assert (edited.edited_at, edited.edited_by) == (LATER, per_second_line)
    assert edited.edits.get().text_before == "Bruk Skjerm."
    assert Document.objects.get().summary == "Bruk Skjerm navn."


def test_saving_the_same_text_is_no_edit(answer, hilde_host):
    actions.edit_answer(
        answer=answer, text="Bruk Skjerm. ", seen=answer.stamp, by=hilde_host, at=LATER
    )

    answer.refresh_from_db()
    assert answer.edited_at is None


def test_two_who_edit_at_once_do_not_overwrite_each_other(answer, hilde_host, per_second_line):
    seen = answer.stamp
    actions.edit_answer(answer=answer, text="Først.", seen=seen, by=hilde_host, at=LATER)

    with pytest.raises(actions.EditedMeanwhile):
        actions.edit_answer(answer=answer, text="Så.", seen=seen, by=per_second_line, at=LATER)

    answer.refresh_from_db()
    assert answer.text == "Først."


def test_one_question_at_a_time_is_being_answered(morning, personnel, kari, hilde_host):
    first, second = asked(morning, personnel, kari, "A"), asked(morning, personnel, kari, "B")

    actions.answer_now(question=first, by=hilde_host, at=MORNING)
    actions.answer_now(question=second, by=hilde_host, at=MORNING)

    morning.refresh_from_db()
    assert morning.now_answering == second
    revision = Topic.objects.get(name=morning.topic).revision
    changed = TopicItem.objects.filter(topic=morning.topic, change_revision=revision)
    assert set(changed.values_list("item", flat=True)) == {first.pk, second.pk}


def test_only_a_host_says_what_is_being_answered_now(question, ola_adviser):
    with pytest.raises(NotAllowed):
        actions.answer_now(question=question, by=ola_adviser, at=MORNING)


def test_an_answer_ends_that_the_question_is_being_answered(question, morning, hilde_host):
    actions.answer_now(question=question, by=hilde_host, at=MORNING)

    actions.answer(question=question, text="Ja.", by=hilde_host, at=MORNING)

    morning.refresh_from_db()
    assert morning.now_answering is None


def test_a_question_can_be_laid_aside(question, morning, hilde_host):
    actions.answer_now(question=question, by=hilde_host, at=MORNING)
    actions.lay_aside(question=question, by=hilde_host, at=MORNING)
    actions.lay_aside(question=question, by=hilde_host, at=MORNING)

    morning.refresh_from_db()
    assert morning.now_answering is None
    assert Event.objects.filter(verb="question.laid_aside").count() == 1


def test_what_is_answered_is_not_taken_up_again(answer, question, hilde_host):
    with pytest.raises(actions.NotInTheQueue):
        actions.answer_now(question=question, by=hilde_host, at=MORNING)


def test_every_state_says_which_may_follow_it():
    assert set(rules.TRANSITIONS) == set(rules.State)
    assert set().union(*rules.TRANSITIONS.values()) <= set(rules.State)
