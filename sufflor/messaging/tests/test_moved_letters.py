"""Whoever asked is told who has it now, when another line has got it, and of nothing else in it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from sufflor.desk import actions as desk
from sufflor.desk.actions import HandoverNote, Place, Wish
from sufflor.events.models import Outgoing
from sufflor.messaging import actions
from sufflor.messaging.letters import Dropped
from sufflor.messaging.models import Delivery
from sufflor.messaging.moved_letters import handed_over
from sufflor.organization.models import Line
from tests.cast import MORNING

LATER = MORNING + timedelta(hours=1)
MINUTE = timedelta(minutes=1)
CANARY = "KANARIFUGL"


@pytest.fixture
def request_(kari, liv_first_line):
    wish = Wish(title="Ekspedering stopper", text="Den stopper midt i.")
    return desk.submit(wish=wish, submission=uuid4(), by=kari, at=MORNING)


@pytest.fixture
def second(per_second_line) -> Place:
    return Place(Line.SECOND, per_second_line.support_groups.get())


def hand(request_, to, by, at=LATER) -> None:
    note = HandoverNote(*[CANARY] * 5)
    desk.hand_over(request=request_, to=to, reason=None, note=note, by=by, at=at)


def told() -> list[Delivery]:
    for outgoing in Outgoing.objects.waiting().order_by("pk"):
        actions.expand(outgoing=outgoing, at=LATER)
    return list(Delivery.objects.filter(kind="handed_over").order_by("pk"))


def test_who_has_it_now_is_told_and_nothing_of_the_note(request_, kari, liv_first_line, second):
    hand(request_, second, liv_first_line)

    (delivery,) = told()
    letter = handed_over(delivery)

    said = letter.subject + " ".join(passage.text for passage in letter.passages)
    assert delivery.recipient == kari
    assert delivery.next_at == LATER + 10 * MINUTE
    assert "Fagfolkene har fått den: Ekspedering stopper" in said
    assert CANARY not in said


def test_on_the_way_down_it_is_told_as_well(request_, liv_first_line, per_second_line, second):
    hand(request_, second, liv_first_line)
    first = Place(Line.FIRST, liv_first_line.support_groups.get())
    hand(request_, first, per_second_line, LATER + 2 * MINUTE)

    up, down = told()

    with pytest.raises(Dropped):
        handed_over(up)
    assert "Brukerstøtten har fått den" in handed_over(down).subject


def test_what_is_solved_before_the_letter_leaves_is_told_by_that_alone(
    request_, liv_first_line, per_second_line, second
):
    hand(request_, second, liv_first_line)
    desk.resolve(request=request_, text="Slik.", by=per_second_line, at=LATER + MINUTE)

    (delivery,) = told()

    with pytest.raises(Dropped):
        handed_over(delivery)


def test_a_colleague_at_the_same_line_is_no_news(request_, liv_first_line, hilde_host):
    group = liv_first_line.support_groups.get()
    group.members.add(hilde_host)
    hand(request_, Place(Line.FIRST, group, hilde_host), liv_first_line)

    assert not told()
