"""Those who keep a text hear what is suggested, and whoever suggested it hears what came of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.knowledge import actions as knowledge
from sufflor.knowledge.models import Taken
from sufflor.messaging.tests.conftest import with_address
from tests.articles import published
from tests.cast import MORNING

LATER = MORNING + timedelta(minutes=11)


@pytest.fixture
def eva(eva_editor):
    return with_address(eva_editor)


@pytest.fixture
def article(clock, personnel, eva):
    return published(personnel, eva)


def text_of(taken) -> str:
    return " ".join(taken.mail.get_body(("plain",)).get_content().split())


def test_one_letter_names_what_waits_and_one_brings_the_answer(
    clock, article, eva, kari, work, sink
):
    kari = with_address(kari)
    for text in ("Satsene er gamle.", "Lenken er død."):
        one = knowledge.suggest_change(article=article, text=text, by=kari, at=MORNING)
    clock(LATER)
    work()

    (taken,) = sink.taken
    assert taken.mail["To"] == "Eva Strand <eva@nidelva.example>"
    assert "2 forslag" in taken.mail["Subject"]
    assert "Satsene er gamle." in text_of(taken)
    assert "/styring/innhold/" in text_of(taken)

    knowledge.answer_suggestion(
        suggestion=one, outcome=Taken.USED, reply="Rettet nå.", by=eva, at=LATER
    )
    work()

    _, answer = sink.taken
    assert answer.mail["To"] == "Kari Moen <kari@nidelva.example>"
    assert "Rettet nå." in text_of(answer)
    assert "har endret teksten «Registrere ferie»" in text_of(answer)


def test_what_was_answered_before_the_letter_left_is_not_told(
    clock, article, eva, kari, work, sink
):
    one = knowledge.suggest_change(article=article, text="Gammelt.", by=kari, at=MORNING)
    knowledge.answer_suggestion(suggestion=one, outcome=Taken.USED, reply="", by=eva, at=MORNING)
    clock(LATER)

    work()

    assert [taken.mail["To"] for taken in sink.taken] == ["Kari Moen <kari@nidelva.example>"]
