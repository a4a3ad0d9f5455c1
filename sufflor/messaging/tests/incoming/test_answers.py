"""What is answered by mail: written on the request it belongs to, or held."""

from __future__ import annotations

import pytest

from sufflor.desk import actions as desk
from sufflor.desk.models import Message
from sufflor.desk.models import State as RequestState
from sufflor.events.models import Outgoing
from sufflor.messaging import actions
from sufflor.messaging.addresses import reply_address
from sufflor.messaging.composing import compose
from sufflor.messaging.models import Delivery, Fate, Why
from sufflor.messaging.tests.incoming.conftest import LATER, answer_to, comes, sent
from tests.cast import MORNING
from tests.mailbox import mail

pytestmark = pytest.mark.usefixtures("our_mailbox")


def test_an_answer_by_the_address_of_its_mail_is_written_on_the_request(request_, kari) -> None:
    received = comes(
        answer_to(request_, kari, "Takk!\n\nDen 29. okt. 2026 kl. 10:00 skrev X:\n> a")
    )

    said = Message.objects.get(request=request_)
    assert (said.text, said.by, said.is_from_helper) == ("Takk!", kari, False)
    assert (received.fate, received.request) == (Fate.WRITTEN, request_)


def test_an_answer_by_the_mail_that_it_answers_is_written_too(
    request_, kari, liv_first_line
) -> None:
    desk.reply(request=request_, text="Del opp vedlegget.", by=liv_first_line, at=MORNING)
    for outgoing in Outgoing.objects.waiting():
        actions.expand(outgoing=outgoing, at=MORNING)
    delivery = Delivery.objects.get(recipient=kari)

    received = comes(mail("Det gikk.", In_Reply_To=delivery.message_id))

    assert (received.fate, received.request) == (Fate.WRITTEN, request_)


def test_the_mail_about_a_request_says_where_an_answer_goes(request_, kari, liv_first_line) -> None:
    desk.reply(request=request_, text="Del opp vedlegget.", by=liv_first_line, at=MORNING)
    for outgoing in Outgoing.objects.waiting():
        actions.expand(outgoing=outgoing, at=MORNING)
    delivery = Delivery.objects.get(recipient=kari)

    sent_out = compose(delivery, actions.preference_of(person=kari))
    received = comes(mail("Det gikk.", To=sent_out["Reply-To"]))

    assert received.fate == Fate.WRITTEN


def test_an_answer_from_another_address_is_held_and_the_first_line_lets_it_in(
    request_, kari, liv_first_line
) -> None:
    received = comes(answer_to(request_, kari, From="privat@hjemme.example"))

    assert (received.fate, received.why) == (Fate.HELD, Why.OTHER_ADDRESS)
    assert not Message.objects.filter(request=request_).exists()

    actions.accept(received=received, person=None, by=liv_first_line, at=LATER)
    received.refresh_from_db()
    assert received.fate == Fate.WRITTEN
    assert Message.objects.get(request=request_).by == kari


@pytest.mark.parametrize("spoil", ["tag", "person", "domain"])
def test_a_made_up_address_leads_to_no_request(request_, kari, spoil) -> None:
    address = str(reply_address(request_.pk, kari.pk))
    to = {
        "tag": address.replace(f"h{request_.pk}-", f"h{request_.pk + 1}-"),
        "person": address.replace(f"-{kari.pk}-", f"-{kari.pk + 1}-"),
        "domain": address.replace("nidelva.example", "verden.example"),
    }[spoil]

    received = comes(mail(To=to))

    assert received.fate == Fate.OPENED
    assert received.request != request_


def test_whoever_has_left_a_request_writes_on_it_no_more(request_, kari, lars) -> None:
    desk.bring_along(request=request_, person=lars, by=kari, at=MORNING)
    desk.leave(request=request_, by=lars, at=MORNING)

    received = comes(answer_to(request_, lars, From=lars.email))

    assert (received.fate, received.why) == (Fate.HELD, Why.NOT_THEIRS)


def test_an_absence_reply_to_our_mail_is_not_written_on_the_request(request_, kari) -> None:
    received = comes(answer_to(request_, kari, "Jeg er borte.", Auto_Submitted="auto-replied"))

    assert received.fate == Fate.IGNORED
    assert not Message.objects.exists()


def test_an_answer_to_what_was_taken_into_another_is_held_with_the_reason(
    request_, kari, liv_first_line
) -> None:
    desk.join(request=request_, into=sent(kari), by=liv_first_line, at=MORNING)

    received = comes(answer_to(request_, kari))

    assert (received.fate, received.why) == (Fate.HELD, Why.REFUSED)
    assert received.said


def test_an_answer_opens_what_was_resolved(request_, kari, liv_first_line) -> None:
    desk.resolve(request=request_, text="Slik.", by=liv_first_line, at=MORNING)

    comes(answer_to(request_, kari))

    request_.refresh_from_db()
    assert request_.state == RequestState.OPEN
