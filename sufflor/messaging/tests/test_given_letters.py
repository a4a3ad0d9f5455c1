"""Mail to the one who has a request now: an adviser who looks for no work is told where it lies."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.desk import actions as desk
from sufflor.desk.actions import HandoverNote, Place
from sufflor.desk.actions.writing import HOLD
from sufflor.desk.models import Request
from sufflor.desk.rules import UNDO_WITHIN
from sufflor.events.models import Outgoing
from sufflor.messaging import actions
from sufflor.messaging.helper_letters import given, heard
from sufflor.messaging.models import Delivery, Reason, State
from sufflor.messaging.tests.letters import dropped, read
from sufflor.organization.models import Line
from tests.cast import MORNING
from tests.requests import submitted

MINUTE = timedelta(minutes=1)
LATER = MORNING + timedelta(hours=1)
CANARY = "Kanarifugl"
NOTE = HandoverNote(asked=CANARY, tried=CANARY)


@pytest.fixture
def request_(kari, personnel, ola_adviser, liv_first_line) -> Request:
    """With Ola, who is the nearest adviser."""
    return submitted(kari, "Den stopper midt i.", title="Ekspedering stopper", area=personnel)


def told(kind="given", at=LATER) -> list[Delivery]:
    for outgoing in Outgoing.objects.waiting().order_by("pk"):
        actions.expand(outgoing=outgoing, at=at)
    return list(Delivery.objects.filter(kind=kind).order_by("pk"))


def leave(delivery: Delivery) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(state=State.SENT, sent_at=delivery.next_at)


def hand(request, to, by, at=LATER):
    return desk.hand_over(request=request, to=to, reason=None, note=NOTE, by=by, at=at)


def test_the_adviser_is_told_at_once_with_a_link_to_the_three_buttons(request_, ola_adviser):
    (delivery,) = told()

    said = read(given(delivery))
    assert (delivery.recipient, delivery.next_at) == (ola_adviser, MORNING)
    assert f"{request_.number}: Ekspedering stopper" in said
    assert f"{request_.work_path}enkel/" in said
    assert "Den stopper" not in said


def test_what_a_group_has_is_mailed_to_nobody(kari, liv_first_line):
    submitted(kari, "Hvor er knappen?")

    assert told() == []


def test_what_is_handed_to_a_person_is_told_when_it_can_no_longer_be_taken_back(
    kari, liv_first_line, ola_adviser
):
    request = submitted(kari, "Hvor er knappen?")
    hand(request, Place(Line.ADVISER, person=ola_adviser), liv_first_line)

    (delivery,) = told()

    assert (delivery.recipient, delivery.next_at) == (ola_adviser, LATER + UNDO_WITHIN)
    assert CANARY not in read(given(delivery))


def test_what_was_taken_back_is_not_mailed(kari, liv_first_line, ola_adviser):
    request = submitted(kari, "Hvor er knappen?")
    moved = hand(request, Place(Line.ADVISER, person=ola_adviser), liv_first_line)
    desk.undo_handover(movement=moved, by=liv_first_line, at=LATER + timedelta(seconds=5))

    (delivery,) = told()

    assert dropped(given, delivery) in {Reason.GONE, Reason.OVERTAKEN}


def test_whoever_has_begun_is_not_told(request_, ola_adviser):
    desk.take(request=request_, by=ola_adviser, at=MORNING)

    (delivery,) = told()

    assert dropped(given, delivery) == Reason.OVERTAKEN


def test_of_what_is_private_the_number_alone_is_told(request_):
    Request.objects.update(origin="questions.question:1")

    said = read(given(told()[0]))

    assert request_.number in said
    assert "Ekspedering" not in said


def test_when_the_user_writes_the_adviser_is_told_once_in_ten_minutes(request_, kari, ola_adviser):
    for number in range(3):
        at = LATER + number * MINUTE
        desk.write(request=request_, text=f"Mer {number} {CANARY}", by=kari, at=at)

    first, second, third = told("heard", at=LATER + 5 * MINUTE)

    assert {each.recipient for each in (first, second, third)} == {ola_adviser}
    assert second.next_at == LATER + 10 * MINUTE
    said = read(heard(first))
    assert f"{request_.work_path}enkel/" in said
    assert CANARY not in said
    leave(first)
    assert CANARY not in read(heard(second))
    leave(second)
    assert dropped(heard, third) == Reason.OVERTAKEN


def test_what_the_adviser_has_answered_is_not_told(request_, kari, ola_adviser):
    desk.write(request=request_, text="Mer.", by=kari, at=LATER)
    desk.reply(request=request_, text="Slik.", by=ola_adviser, at=LATER)
    (delivery,) = told("heard")
    delivery.next_at = LATER + MINUTE

    assert dropped(heard, delivery) == Reason.OVERTAKEN


def test_that_it_did_not_help_is_told(request_, kari, ola_adviser):
    desk.resolve(request=request_, text="Slik.", by=ola_adviser, at=MORNING)
    desk.say_whether_it_helped(request=request_, helped=False, why="Nei.", by=kari, at=LATER)

    (delivery,) = told("heard")

    assert request_.number in read(heard(delivery))


def test_what_a_group_has_is_not_mailed_when_the_user_writes(kari, liv_first_line):
    request = submitted(kari, "Hvor er knappen?")
    desk.take(request=request, by=liv_first_line, at=MORNING)
    desk.write(request=request, text="Mer.", by=kari, at=LATER)

    assert told("heard") == []


def test_a_mention_keeps_no_answer_waiting(request_, kari, ola_adviser, liv_first_line):
    """Whoever follows a request and helps with it gets two kinds of mail about it."""
    desk.bring_along(request=request_, person=liv_first_line, by=kari, at=MORNING)
    desk.note(request=request_, text="@liv se her.", by=ola_adviser, at=LATER)
    desk.reply(request=request_, text="Del opp vedlegget.", by=ola_adviser, at=LATER + MINUTE)

    told(at=LATER + MINUTE)

    mails = Delivery.objects.filter(recipient=liv_first_line)
    assert dict(mails.values_list("kind", "next_at")) == {
        "mentioned": LATER,
        "replied": LATER + MINUTE + HOLD,
    }
