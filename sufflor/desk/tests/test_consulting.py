"""Advice from a specialist, without giving the request away."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.desk import actions, queries, rules
from sufflor.desk.models import Message, Request
from sufflor.lib.refusals import NotAllowed
from tests.cast import MORNING

SOON = MORNING + timedelta(minutes=5)


def ask(request, specialist, by, question="Hva sier dere?"):
    return actions.consult(
        request=request, specialist=specialist, question=question, by=by, at=MORNING
    )


def test_the_specialist_sees_it_and_whoever_has_it_keeps_it(
    request_, liv_first_line, per_second_line
):
    assert ask(request_, per_second_line, liv_first_line) == ask(
        request_, per_second_line, liv_first_line
    )

    assert Request.objects.worked_by(per_second_line, MORNING).get() == request_
    assert rules.may_note(per_second_line, request_, MORNING)
    assert not rules.may_work(per_second_line, request_, MORNING)
    assert rules.may_work(liv_first_line, request_, MORNING)


def test_the_advice_is_for_helpers_and_given_once(request_, liv_first_line, per_second_line):
    asked = ask(request_, per_second_line, liv_first_line)

    for _twice in range(2):
        actions.advise(consultation=asked, advice="Bruk § 13.", by=per_second_line, at=SOON)

    (given,) = queries.advice(request_)
    assert (given.advice, given.given_at) == ("Bruk § 13.", SOON)
    assert not Message.objects.exists()
    with pytest.raises(actions.AlreadyAdvised):
        actions.advise(consultation=asked, advice="Eller § 14.", by=per_second_line, at=SOON)


def test_only_the_one_who_was_asked_gives_it(request_, liv_first_line, per_second_line):
    asked = ask(request_, per_second_line, liv_first_line)

    with pytest.raises(NotAllowed):
        actions.advise(consultation=asked, advice="Slik.", by=liv_first_line, at=SOON)


def test_not_everybody_can_be_asked(request_, secret, liv_first_line, per_second_line, ruth, kari):
    for request, specialist, by in (
        (request_, kari, liv_first_line),
        (request_, liv_first_line, liv_first_line),
        (secret, per_second_line, ruth),
    ):
        with pytest.raises(actions.CannotBeAsked):
            ask(request, specialist, by)
    with pytest.raises(NotAllowed):
        ask(request_, liv_first_line, per_second_line)
