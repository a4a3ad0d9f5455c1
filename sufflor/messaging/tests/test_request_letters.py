"""Mail about requests: at most one in ten minutes, all that is new, and nothing confidential."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from sufflor.desk import actions as desk
from sufflor.desk.actions import Wish
from sufflor.desk.models import State as RequestState
from sufflor.events.models import Outgoing
from sufflor.messaging import actions
from sufflor.messaging.letters import Dropped
from sufflor.messaging.models import Delivery, Reason, State
from sufflor.messaging.request_letters import news
from sufflor.organization.models import Role, RoleGrant
from sufflor.questions import actions as questions
from tests.cast import MORNING

LATER = MORNING + timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def request_(kari, liv_first_line):
    return sent(kari)


def sent(by, **more):
    wish = Wish(title="Ekspedering stopper", text="Den stopper midt i.", **more)
    return desk.submit(wish=wish, submission=uuid4(), by=by, at=MORNING)


def tell(at=LATER) -> None:
    for outgoing in Outgoing.objects.waiting().order_by("pk"):
        actions.expand(outgoing=outgoing, at=at)


def leave(delivery: Delivery) -> str:
    """The mail leaves when it is due; what it says."""
    letter = news(delivery)
    Delivery.objects.filter(pk=delivery.pk).update(state=State.SENT, sent_at=delivery.next_at)
    passages = "\n".join(f"{each.heading} {each.text} {each.url}" for each in letter.passages)
    return f"{letter.subject}\n{passages}"


def dropped(delivery: Delivery) -> Reason:
    with pytest.raises(Dropped) as caught:
        news(delivery)
    return caught.value.reason


def test_an_answer_is_mailed_with_its_words_when_it_can_no_longer_be_held_back(
    request_, kari, liv_first_line
):
    desk.reply(request=request_, text="Del opp vedlegget.", by=liv_first_line, at=LATER)
    tell()
    tell()

    delivery = Delivery.objects.get(recipient=kari)
    said = leave(delivery)
    assert delivery.next_at == LATER + timedelta(seconds=30)
    assert "Ekspedering stopper" in said.partition("\n")[0]
    assert request_.number in said
    assert "Del opp vedlegget." in said
    assert request_.path in said


def test_everyone_who_follows_it_is_told_and_the_helper_is_not(kari, lars, ola_adviser, request_):
    liv = request_.group.members.get()
    for person in (lars, ola_adviser):
        desk.bring_along(request=request_, person=person, by=kari, at=MORNING)
    desk.choose_news(request=request_, wants_all=False, by=ola_adviser, at=MORNING)

    desk.reply(request=request_, text="Vi ser på den.", by=liv, at=LATER)
    tell()

    assert set(Delivery.objects.values_list("recipient", flat=True)) == {kari.pk, lars.pk}

    desk.resolve(request=request_, text="Nå virker den.", by=liv, at=LATER + 20 * MINUTE)
    tell()
    resolved = Delivery.objects.filter(kind="resolved")
    assert set(resolved.values_list("recipient", flat=True)) == {kari.pk, lars.pk, ola_adviser.pk}


def test_two_answers_within_ten_minutes_are_ten_minutes_apart(request_, kari, liv_first_line):
    desk.reply(request=request_, text="Først.", by=liv_first_line, at=LATER)
    desk.reply(request=request_, text="Så.", by=liv_first_line, at=LATER + MINUTE)
    desk.reply(request=request_, text="Til slutt.", by=liv_first_line, at=LATER + 2 * MINUTE)
    tell()

    first, second, third = Delivery.objects.order_by("next_at")
    assert second.next_at - first.next_at == 10 * MINUTE
    assert "Så." not in leave(first)
    told = leave(second)
    assert "Så." in told
    assert "Til slutt." in told
    assert "Først." not in told
    assert dropped(third) == Reason.OVERTAKEN


def test_what_is_held_back_is_not_mailed(request_, kari, liv_first_line):
    said = desk.reply(request=request_, text="Feil svar.", by=liv_first_line, at=LATER)
    tell()
    desk.hold_back(message=said, by=liv_first_line, at=LATER + timedelta(seconds=10))

    assert dropped(Delivery.objects.get()) == Reason.GONE


def test_that_we_need_something_is_said_once_together_with_the_answer(
    request_, kari, liv_first_line
):
    desk.reply(request=request_, text="Kan du sende saksnummeret?", by=liv_first_line, at=LATER)
    wait(request_, RequestState.WAITING_USER, liv_first_line)
    tell(LATER)

    first, second = Delivery.objects.order_by("next_at")
    said = leave(first)
    assert "Kan du sende saksnummeret?" in said
    assert "Saksnummeret" in said
    assert said.startswith("Vi trenger noe fra deg")
    assert dropped(second) == Reason.OVERTAKEN


def test_whose_request_it_is_hears_that_we_wait_whatever_they_have_chosen(
    request_, kari, liv_first_line
):
    desk.choose_news(request=request_, wants_all=False, by=kari, at=MORNING)

    wait(request_, RequestState.WAITING_USER, liv_first_line)
    tell()

    assert "Saksnummeret" in leave(Delivery.objects.get())


def test_nothing_is_mailed_of_what_happens_among_helpers(request_, kari, liv_first_line):
    desk.take(request=request_, by=liv_first_line, at=LATER)
    desk.note(request=request_, text="Rart.", by=liv_first_line, at=LATER)
    wait(request_, RequestState.WAITING_VENDOR, liv_first_line)

    tell()

    assert not Delivery.objects.exists()


def test_a_confidential_request_says_nothing_but_that_there_is_something(
    kari, liv_first_line, personnel
):
    RoleGrant.objects.create(person=liv_first_line, role=Role.CONFIDENTIAL, granted_at=MORNING)
    request = sent(kari, is_confidential=True)
    desk.resolve(request=request, text="Det er slettet.", by=liv_first_line, at=LATER)
    tell()

    said = leave(Delivery.objects.get())

    assert request.number in said
    assert "slettet" not in said
    assert "Ekspedering" not in said


def test_what_was_taken_out_of_the_public_is_read_on_the_page_alone(
    question, hilde_host, liv_first_line, kari
):
    private = questions.move_to_request(question=question, why="Navn.", by=hilde_host, at=MORNING)
    desk.reply(request=private, text="Bruk Skjerm.", by=liv_first_line, at=LATER)
    tell()

    said = leave(Delivery.objects.get(kind="replied"))

    assert private.number in said
    assert private.path in said
    assert "Skjerm" not in said
    assert "skjermer" not in said


def test_a_reply_that_came_along_is_told_of_by_the_letter_about_the_move(question, hilde_host):
    questions.answer(question=question, text="Bruk Skjerm.", by=hilde_host, at=MORNING)
    questions.move_to_request(question=question, why="Navn.", by=hilde_host, at=LATER)

    tell()

    assert not Delivery.objects.filter(kind="replied").exists()


def test_whoever_has_left_is_not_told(request_, kari, lars, liv_first_line):
    desk.bring_along(request=request_, person=lars, by=kari, at=MORNING)
    desk.reply(request=request_, text="Del opp.", by=liv_first_line, at=LATER)
    tell()
    desk.leave(request=request_, by=lars, at=LATER)

    assert dropped(Delivery.objects.get(recipient=lars)) == Reason.GONE


def wait(request, state, by) -> None:
    desk.wait(
        request=request,
        state=state,
        waits_for="Saksnummeret",
        wake_at=LATER + timedelta(days=2),
        by=by,
        at=LATER,
    )
