"""The reporter of a private request is told that there is a reply, and not what it says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.desk import actions as desk
from sufflor.events.models import Outgoing
from sufflor.messaging import actions
from sufflor.messaging.models import Delivery
from sufflor.messaging.request_letters import replied
from sufflor.questions import actions as questions
from tests.cast import MORNING

LATER = MORNING + timedelta(hours=1)


@pytest.fixture
def private(question, hilde_host, liv_first_line):
    return questions.move_to_request(question=question, why="Navn.", by=hilde_host, at=MORNING)


def expand_all() -> None:
    for outgoing in Outgoing.objects.filter(event__verb="request.replied"):
        actions.expand(outgoing=outgoing, at=LATER)


def test_the_reporter_is_told_once_that_there_is_a_reply(private, kari, liv_first_line):
    desk.reply(request=private, text="Bruk Skjerm.", by=liv_first_line, at=LATER)
    expand_all()
    expand_all()

    delivery = Delivery.objects.get(kind="replied")
    letter = replied(delivery)
    said = f"{letter.subject} {letter.passages}"
    assert delivery.recipient == kari
    assert private.number in said
    assert private.path in said
    assert "Skjerm" not in said
    assert "skjermer" not in said


def test_a_reply_that_came_along_is_told_of_by_the_letter_about_the_move(question, hilde_host):
    questions.answer(question=question, text="Bruk Skjerm.", by=hilde_host, at=MORNING)
    questions.move_to_request(question=question, why="Navn.", by=hilde_host, at=LATER)

    expand_all()

    assert not Delivery.objects.filter(kind="replied").exists()
