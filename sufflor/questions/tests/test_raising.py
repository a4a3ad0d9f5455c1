"""What somebody sent to the desk is asked in an hour, and the answer comes back to them."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from sufflor.desk import actions as desk
from sufflor.desk.models import Message, Request, State
from sufflor.lib.refusals import NotAllowed
from sufflor.questions import actions
from sufflor.questions.models import Question, Raised
from tests.cast import MORNING
from tests.requests import submitted

SOON = MORNING + timedelta(minutes=5)


@pytest.fixture
def sent(kari, personnel, liv_first_line) -> Request:
    return from_them(kari, personnel)


def from_them(by, area, **more) -> Request:
    return submitted(by, "Hvordan skjermer jeg Kari Moen?", area=area, **more)


def raised(request, hour, by, text="Hvordan skjermes et navn?", submission=None):
    return actions.raise_in_hour(
        request=request,
        hour=hour,
        area=request.area,
        text=text,
        submission=submission or uuid4(),
        by=by,
        at=MORNING,
    )


def test_it_is_asked_by_the_helper_and_nothing_points_to_the_one_who_sent_it(
    sent, morning, liv_first_line, kari
):
    question = raised(sent, morning, liv_first_line)

    assert question.asked_by == liv_first_line
    assert kari.last_name not in f"{question.text} {question.detail}"
    assert Raised.objects.get().request == sent


def test_the_same_form_twice_is_one_question(sent, morning, liv_first_line):
    submission = uuid4()

    for _twice in range(2):
        raised(sent, morning, liv_first_line, submission=submission)

    assert Question.objects.count() == Raised.objects.count() == 1


def test_the_answer_is_told_to_the_one_who_sent_it_and_it_stays_open(
    sent, morning, liv_first_line, hilde_host, kari
):
    question = raised(sent, morning, liv_first_line)
    desk.wait(
        request=sent,
        state=State.WAITING_OTHER,
        waits_for="Spørretimen",
        wake_at=SOON,
        by=liv_first_line,
        at=MORNING,
    )

    actions.answer(question=question, text="Bruk Skjerm.", by=hilde_host, at=SOON)

    sent.refresh_from_db()
    said = Message.objects.get(request=sent)
    assert "Bruk Skjerm." in said.text
    assert said.by == hilde_host
    assert sent.state == State.OPEN
    desk.found_out(request=sent, by=kari, at=SOON)


def test_one_answer_comes_to_all_who_stand_behind_it(
    sent, morning, liv_first_line, hilde_host, lars, personnel
):
    other = from_them(lars, personnel)
    into = raised(sent, morning, liv_first_line)
    merged = raised(other, morning, liv_first_line, "Hvordan skjules et navn?")
    actions.merge(question=merged, into=into, by=hilde_host, at=MORNING)

    actions.answer(
        question=Question.objects.get(pk=into.pk), text="Bruk Skjerm.", by=hilde_host, at=SOON
    )

    assert {each.request for each in Message.objects.all()} == {sent, other}


def test_what_is_closed_meanwhile_is_left_in_peace(sent, morning, liv_first_line, hilde_host, kari):
    question = raised(sent, morning, liv_first_line)
    desk.found_out(request=sent, by=kari, at=MORNING)

    actions.answer(question=question, text="Bruk Skjerm.", by=hilde_host, at=SOON)

    assert not Message.objects.exists()


def test_what_is_confidential_or_over_is_not_asked(
    sent, morning, liv_first_line, kari, personnel, lars
):
    with pytest.raises(NotAllowed):
        raised(sent, morning, lars)
    Request.objects.filter(pk=sent.pk).update(is_confidential=True)
    with pytest.raises(NotAllowed):
        raised(Request.objects.get(pk=sent.pk), morning, liv_first_line)
    Request.objects.filter(pk=sent.pk).update(is_confidential=False)
    desk.resolve(request=sent, text="Slik.", by=liv_first_line, at=MORNING)
    with pytest.raises(actions.NoLongerOpen):
        raised(Request.objects.get(pk=sent.pk), morning, liv_first_line)

    assert not Question.objects.exists()


def test_an_identity_number_comes_no_further(sent, morning, liv_first_line):
    with pytest.raises(actions.HoldsPersonalNumber):
        raised(sent, morning, liv_first_line, "Gjelder 15076500565.")
