"""Declining with a reason, and taking it back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed
from sufflor.questions import actions, rules
from sufflor.questions.models import REASON_LENGTH, Decline, Question
from sufflor.questions.rules import State
from sufflor.search.models import Document
from tests.cast import MORNING

LATER = MORNING + timedelta(minutes=5)
WHY = "Dette gjelder lønn, som har sin egen kanal."


def decline(question, by, reason=WHY):
    return actions.decline(question=question, reason=reason, by=by, at=MORNING)


def state(question) -> State:
    return rules.state_of(Question.objects.get(pk=question.pk))


def test_a_declined_question_has_an_end_and_a_reason(question, morning, hilde_host):
    actions.answer_now(question=question, by=hilde_host, at=MORNING)

    decline(question, hilde_host)

    morning.refresh_from_db()
    assert state(question) == State.DECLINED
    assert Decline.objects.get().reason == WHY
    assert morning.now_answering is None
    assert not Question.objects.without_end().exists()
    assert not Question.objects.public().exists()
    assert not Document.objects.exists()


def test_the_asker_is_told_by_an_event_without_words(question, hilde_host):
    decline(question, hilde_host)

    event = Event.objects.get(verb="question.declined")
    assert event.about == f"questions.question:{question.pk}"
    assert event.details == {}


def test_declining_twice_for_the_same_reason_is_declining_once(question, hilde_host):
    decline(question, hilde_host)
    decline(question, hilde_host)

    assert Event.objects.filter(verb="question.declined").count() == 1


def test_a_second_host_does_not_decline_it_for_another_reason(question, hilde_host, anne_admin):
    decline(question, hilde_host)

    with pytest.raises(actions.NotInTheQueue, match="«Besvares ikke her»"):
        decline(question, anne_admin, "En annen grunn.")

    assert Decline.objects.get().reason == WHY


@pytest.mark.parametrize("reason", ["", " \n", "x" * (REASON_LENGTH + 1)])
def test_declining_needs_a_reason_of_its_length(question, hilde_host, reason):
    with pytest.raises(actions.NoReason):
        decline(question, hilde_host, reason)


def test_what_is_answered_is_not_declined(question, hilde_host):
    actions.answer(question=question, text="Ja.", by=hilde_host, at=MORNING)

    with pytest.raises(actions.NotInTheQueue, match="«Besvart»"):
        decline(question, hilde_host)


def test_a_declined_question_can_be_taken_up_again(question, hilde_host):
    decline(question, hilde_host)

    actions.take_up_again(question=question, by=hilde_host, at=LATER)
    actions.take_up_again(question=question, by=hilde_host, at=LATER)

    assert state(question) == State.WAITING
    assert list(Question.objects.public()) == [question]
    assert Document.objects.get().title == question.text
    assert Event.objects.filter(verb="question.taken_up_again").count() == 1


def test_a_question_that_was_owed_is_owed_again(question, hilde_host, ola_adviser):
    actions.owe_answer(
        question=question,
        writer=ola_adviser,
        due_at=None,
        was_spoken=True,
        by=hilde_host,
        at=MORNING,
    )
    decline(question, hilde_host)

    actions.take_up_again(question=question, by=hilde_host, at=LATER)

    assert state(question) == State.OWED


def test_only_hosts_decline_and_take_up(question, ola_adviser):
    with pytest.raises(NotAllowed):
        decline(question, ola_adviser)
    with pytest.raises(NotAllowed):
        actions.take_up_again(question=question, by=ola_adviser, at=MORNING)
