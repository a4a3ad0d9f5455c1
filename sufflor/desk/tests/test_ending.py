"""Waiting, resolving, closing: the end is said to the user, and the user has a word in it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.desk import actions, rules, wording
from sufflor.desk.models import Message, Request, State
from tests.cast import MORNING

LATER = MORNING + timedelta(hours=1)


def judge(request, by, *, helped, why="", at=LATER):
    return actions.say_whether_it_helped(request=request, helped=helped, why=why, by=by, at=at)


@pytest.fixture
def resolved(request_, liv_first_line) -> Request:
    actions.resolve(request=request_, text="Slik.", by=liv_first_line, at=MORNING)
    request_.refresh_from_db()
    return request_


def test_it_is_resolved_with_words(resolved, liv_first_line):
    assert (resolved.state, resolved.resolved_by) == (State.RESOLVED, liv_first_line)
    assert Message.objects.get().resolves


def test_yes_closes_it(resolved, kari):
    actions.say_whether_it_helped(request=resolved, helped=True, why="", by=kari, at=LATER)

    resolved.refresh_from_db()
    assert (resolved.state, resolved.helped) == (State.CLOSED, True)


def test_no_opens_it_with_the_reason(resolved, kari):
    actions.say_whether_it_helped(
        request=resolved, helped=False, why="Knappen er grå.", by=kari, at=LATER
    )

    resolved.refresh_from_db()
    assert (resolved.state, resolved.helped) == (State.OPEN, False)
    assert Message.objects.filter(is_from_helper=False).get().text == "Knappen er grå."


def test_saying_it_twice_is_saying_it_once(resolved, kari):
    for _twice in range(2):
        judge(resolved, kari, helped=False, why="Knappen er grå.")

    assert Message.objects.filter(is_from_helper=False).count() == 1
    with pytest.raises(actions.NotInThisState):
        judge(resolved, kari, helped=True)


def test_what_is_not_resolved_is_not_judged(request_, kari):
    for helped in (True, False):
        with pytest.raises(actions.NotInThisState):
            judge(request_, kari, helped=helped)

    request_.refresh_from_db()
    assert (request_.state, request_.helped) == (State.NEW, None)


def test_no_after_too_long_goes_on_in_a_new_request_and_once(resolved, kari):
    late = MORNING + rules.REOPENS_WITHIN + timedelta(days=1)
    new = judge(resolved, kari, helped=False, why="Nå igjen.", at=late)
    again = judge(resolved, kari, helped=False, why="Nå igjen.", at=late)

    resolved.refresh_from_db()
    assert (resolved.state, resolved.helped, again) == (State.CLOSED, False, resolved)
    assert (new.text, new.links.get().other) == ("Nå igjen.", resolved)
    assert wording.closed(resolved) == "Det hjalp ikke, og følges opp i en ny henvendelse"
    assert Request.objects.count() == 2


def test_the_user_found_out(request_, kari):
    actions.found_out(request=request_, by=kari, at=LATER)
    actions.found_out(request=request_, by=kari, at=LATER)

    request_.refresh_from_db()
    assert (request_.state, request_.resolved_by) == (State.CLOSED, kari)


def test_what_waits_wakes_when_its_time_comes_and_once(request_, liv_first_line):
    actions.wait(
        request=request_,
        state=State.WAITING_OTHER,
        waits_for="Ny versjon",
        wake_at=LATER,
        by=liv_first_line,
        at=MORNING,
    )

    assert actions.wake(at=MORNING) == 0
    assert actions.wake(at=LATER) == 1
    assert actions.wake(at=LATER) == 0
    request_.refresh_from_db()
    assert request_.state == State.OPEN


@pytest.mark.parametrize(("why", "when"), [("", LATER), ("Svar", MORNING)])
def test_it_waits_for_something_until_a_time(request_, liv_first_line, why, when):
    with pytest.raises((actions.WaitsForNothing, actions.WakesInThePast)):
        actions.wait(
            request=request_,
            state=State.WAITING_USER,
            waits_for=why,
            wake_at=when,
            by=liv_first_line,
            at=MORNING,
        )


def test_every_state_has_its_ways_out():
    assert rules.TRANSITIONS.keys() == set(State)
    assert {to for ways in rules.TRANSITIONS.values() for to in ways} == set(State)


def test_nothing_is_done_with_what_is_closed(request_, kari, liv_first_line):
    actions.found_out(request=request_, by=kari, at=MORNING)

    with pytest.raises(actions.NotInThisState):
        actions.reply(request=request_, text="Hei.", by=liv_first_line, at=LATER)
