"""Whether an answer helped, and whose work it is when it did not."""

from __future__ import annotations

import pytest

from sufflor.knowledge.actions import Nobody
from sufflor.knowledge.models import WhyNot
from sufflor.lib.refusals import NotAllowed
from sufflor.questions import actions, queries
from sufflor.questions.models import Answer, Judgement
from tests.cast import MORNING


@pytest.fixture
def answer(question, hilde_host) -> Answer:
    return actions.answer(question=question, text="Bruk Skjerm.", by=hilde_host, at=MORNING)


def no(answer: Answer, guest: str, why: str = "", words: str = "") -> Judgement:
    return actions.judge_answer(
        answer=answer, helped=False, why=why, words=words, guest=guest, by=None, at=MORNING
    )


def test_what_did_not_help_is_work_for_those_who_answer_there(
    answer, hilde_host, ola_adviser, liv_first_line
):
    no(answer, "a", WhyNot.LACKING, "Fristen.")
    no(answer, "b")

    for someone in (hilde_host, ola_adviser):
        (row,) = queries.unhelpful_answers(someone, MORNING)
        assert (row.count, row.words) == (2, ("Fristen.",))
    assert queries.unhelpful_answers(liv_first_line, MORNING) == []


def test_a_reader_counts_once_and_may_change_their_mind(answer, kari, hilde_host):
    for helped in (False, True):
        actions.judge_answer(answer=answer, helped=helped, by=kari, at=MORNING)

    assert Judgement.objects.get().helped
    assert queries.unhelpful_answers(hilde_host, MORNING) == []


def test_what_has_been_read_is_off_the_list_for_those_alone_who_answer(answer, ola_adviser, kari):
    no(answer, "a")
    with pytest.raises(NotAllowed):
        actions.settle_judgements(answer=answer, by=kari, at=MORNING)

    assert actions.settle_judgements(answer=answer, by=ola_adviser, at=MORNING) == 1

    assert queries.unhelpful_answers(ola_adviser, MORNING) == []


def test_nobody_in_particular_says_nothing(answer):
    with pytest.raises(Nobody):
        no(answer, "")
