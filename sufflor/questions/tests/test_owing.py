"""Always in writing: an answer that was spoken gets a writer and a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed
from sufflor.questions import actions, rules
from sufflor.questions.models import HourKind, OwedAnswer, Question
from sufflor.questions.rules import State
from tests.cast import MORNING

# Noon in Oslo, in winter.
NOON = datetime(2026, 10, 29, 11, tzinfo=UTC)
LATER = MORNING + timedelta(minutes=5)


def owe(question, writer, by, **more):
    wanted = {"due_at": None, "was_spoken": True, "at": MORNING, **more}
    return actions.owe_answer(question=question, writer=writer, by=by, **wanted)


def state(question) -> State:
    return rules.state_of(Question.objects.get(pk=question.pk))


def test_what_was_answered_aloud_has_a_writer_and_no_end(
    question, morning, ola_adviser, hilde_host
):
    actions.answer_now(question=question, by=hilde_host, at=MORNING)

    owed = owe(question, ola_adviser, hilde_host)

    morning.refresh_from_db()
    assert (owed.writer, owed.spoken_at, owed.due_at) == (ola_adviser, MORNING, NOON)
    assert state(question) == State.OWED
    assert morning.now_answering is None
    assert list(Question.objects.without_end()) == [question]


def test_after_an_opening_hour_it_is_due_at_noon_or_else_on_the_next_working_day(morning):
    assert rules.due_by_default(morning, MORNING) == NOON
    assert rules.due_by_default(morning, NOON) == NOON + timedelta(days=1)


def test_after_a_closing_hour_it_is_due_at_noon_on_the_next_working_day(morning):
    morning.kind = HourKind.CLOSING
    friday = morning.date + timedelta(days=1)

    assert rules.due_by_default(morning, MORNING) == NOON + timedelta(days=1)
    morning.date = friday
    assert rules.due_by_default(morning, MORNING) == NOON + timedelta(days=4)


def test_noon_is_noon_on_the_wall_when_the_clocks_have_changed(morning):
    morning.kind, morning.date = HourKind.CLOSING, datetime(2026, 10, 23, tzinfo=UTC).date()
    before = datetime(2026, 10, 23, 13, tzinfo=UTC)

    assert rules.due_by_default(morning, before) == datetime(2026, 10, 26, 11, tzinfo=UTC)


def test_it_may_be_handed_to_another_and_stays_spoken(
    question, ola_adviser, per_second_line, hilde_host
):
    owe(question, ola_adviser, hilde_host)

    owe(question, per_second_line, hilde_host, was_spoken=False, at=LATER)

    owed = OwedAnswer.objects.get()
    assert (owed.writer, owed.spoken_at, owed.at) == (per_second_line, MORNING, LATER)
    assert Event.objects.filter(verb="question.owed").count() == 2


def test_the_same_said_twice_is_said_once(question, ola_adviser, hilde_host):
    owe(question, ola_adviser, hilde_host)
    owe(question, ola_adviser, hilde_host, at=LATER)

    assert Event.objects.filter(verb="question.owed").count() == 1


def test_taken_up_again_and_spoken_of_again_it_is_no_longer_being_answered(
    question, morning, ola_adviser, hilde_host
):
    owe(question, ola_adviser, hilde_host)
    actions.answer_now(question=question, by=hilde_host, at=MORNING)

    owe(question, ola_adviser, hilde_host, at=LATER)

    morning.refresh_from_db()
    assert morning.now_answering is None


def test_the_writer_is_one_who_may_answer(question, stranger, hilde_host):
    with pytest.raises(actions.CannotWriteThis):
        owe(question, stranger, hilde_host)

    assert not OwedAnswer.objects.exists()


def test_it_is_due_in_the_time_to_come(question, ola_adviser, hilde_host):
    with pytest.raises(actions.DueInThePast):
        owe(question, ola_adviser, hilde_host, due_at=MORNING)


def test_those_who_answer_take_it_on_themselves_and_hand_on_their_own(
    question, ola_adviser, per_second_line
):
    owe(question, ola_adviser, ola_adviser)

    with pytest.raises(NotAllowed):
        owe(question, ola_adviser, per_second_line)
    owe(question, per_second_line, ola_adviser)

    assert OwedAnswer.objects.get().writer == per_second_line


def test_others_give_nobody_anything_to_write(question, ola_adviser, stranger):
    with pytest.raises(NotAllowed):
        owe(question, ola_adviser, stranger)


def test_an_answer_settles_it(question, ola_adviser, hilde_host):
    owe(question, ola_adviser, hilde_host)

    actions.answer(question=question, text="Ja.", by=ola_adviser, at=LATER)

    assert state(question) == State.ANSWERED
    assert not Question.objects.without_end().exists()


def test_what_has_an_end_is_owed_by_nobody(question, ola_adviser, hilde_host):
    actions.decline(question=question, reason="Hører til lønn.", by=hilde_host, at=MORNING)

    with pytest.raises(actions.NotInTheQueue, match="«Besvares ikke her»"):
        owe(question, ola_adviser, hilde_host)


def test_it_can_be_put_back_in_the_queue(question, ola_adviser, hilde_host):
    owe(question, ola_adviser, hilde_host)

    actions.owe_no_more(question=question, by=hilde_host, at=LATER)
    actions.owe_no_more(question=question, by=hilde_host, at=LATER)

    assert state(question) == State.WAITING
    assert Event.objects.filter(verb="question.owed_no_more").count() == 1


def test_after_the_hour_is_finished_somebody_must_owe_it(
    question, morning, ola_adviser, hilde_host
):
    owe(question, ola_adviser, hilde_host)
    morning.finished_at = LATER
    morning.save()

    with pytest.raises(actions.OwnerNeeded):
        actions.owe_no_more(question=question, by=hilde_host, at=LATER)
