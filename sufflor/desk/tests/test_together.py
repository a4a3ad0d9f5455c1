"""The same deed on many: each by its own rules, told of beforehand, and once however often."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.desk import actions
from sufflor.desk.models import Message, Movement, Request, State
from sufflor.desk.tests.conftest import ENOUGH, NOTHING
from sufflor.events.models import Event
from tests.cast import MORNING
from tests.threads import all_at_once

LATER = MORNING + timedelta(days=1)


@pytest.fixture
def three(send, personnel, liv_first_line) -> list[Request]:
    return [send(f"Nr. {number}", area=personnel) for number in range(3)]


def hand(requests, second_line, liv, **more):
    said = {"to": second_line, "reason": None, "note": ENOUGH, "by": liv, "at": MORNING, **more}
    return actions.hand_each(requests=requests, **said)


def test_what_is_tried_is_as_it_will_be_and_never_was(three, second_line, liv_first_line):
    actions.resolve(request=three[0], text="Slik.", by=liv_first_line, at=MORNING)
    rows, events = list(Request.objects.values()), Event.objects.count()

    tried = hand(three, second_line, liv_first_line, only_try=True)

    assert {one.group for one in tried.done} == {second_line.group}
    assert [one for one, _refusal in tried.refused] == [three[0]]
    assert list(Request.objects.values()) == rows
    assert (Movement.objects.filter(to_line=3).count(), Event.objects.count()) == (0, events)
    done = hand(three, second_line, liv_first_line)
    assert [one.pk for one in done.done] == [one.pk for one in tried.done]


def test_each_is_refused_by_its_own_rules_and_the_others_go_on(
    three, second_line, liv_first_line, per_second_line
):
    hand(three[:1], second_line, liv_first_line)
    actions.take(request=three[0], by=per_second_line, at=MORNING)

    became = actions.take_each(requests=three, by=liv_first_line, at=MORNING)

    assert [one.pk for one in became.done] == [one.pk for one in three[1:]]
    ((left, refusal),) = became.refused
    assert (left.pk, refusal.status) == (three[0].pk, 403)


def test_handing_twice_is_handing_once(three, second_line, liv_first_line):
    for _twice in range(2):
        became = hand(three, second_line, liv_first_line)

        assert len(became.done) == 3
    assert Movement.objects.filter(to_line=3).count() == 3


def test_without_a_note_none_goes_to_another_line(three, second_line, liv_first_line):
    became = hand(three, second_line, liv_first_line, note=NOTHING)

    assert not became.done
    assert {type(refusal) for _one, refusal in became.refused} == {actions.NoteMissing}


def test_all_wait_for_the_same_until_the_same_time(three, liv_first_line):
    for _twice in range(2):
        actions.wait_each(
            requests=three,
            state=State.WAITING_OTHER,
            waits_for="Ny versjon",
            wake_at=LATER,
            by=liv_first_line,
            at=MORNING,
        )

    assert Request.objects.filter(waits_for="Ny versjon", wake_at=LATER).count() == 3


def test_all_are_answered_once_with_their_own_facts(three, liv_first_line):
    for _twice in range(2):
        actions.resolve_each(
            requests=three, text="Hei {navn}, {nummer} er rettet.", by=liv_first_line, at=MORNING
        )

    said = set(Message.objects.filter(resolves=True).values_list("text", flat=True))
    assert said == {f"Hei Kari, {one.number} er rettet." for one in three}
    assert Message.objects.filter(resolves=True).count() == 3


def test_what_cannot_be_filled_in_is_said_before_anybody_gets_it(three, liv_first_line):
    with pytest.raises(actions.UnknownPlaceholder):
        actions.resolve_each(requests=three, text="Hei {fornavn}", by=liv_first_line, at=MORNING)

    assert not Message.objects.filter(resolves=True).exists()


@pytest.mark.usefixtures("on_disk")
def test_two_presses_at_the_same_moment_hand_each_over_once(three, second_line, liv_first_line):
    def press() -> None:
        became = hand(three, second_line, liv_first_line)
        assert not became.refused, became.refused

    assert all_at_once([press, press]) == []
    assert Movement.objects.filter(to_line=3).count() == 3
