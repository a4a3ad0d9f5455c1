"""Another desk is written to, and answers."""

from __future__ import annotations

import pytest

from sufflor.desk import actions as desk
from sufflor.desk.models import Message, Note
from sufflor.events.models import Outgoing
from sufflor.messaging import actions
from sufflor.messaging.addresses import reply_address
from sufflor.messaging.composing import compose
from sufflor.messaging.models import Delivery, Fate, Why
from sufflor.messaging.tests.incoming.conftest import answer_to, comes
from sufflor.organization import actions as organization
from tests.cast import MORNING

pytestmark = pytest.mark.usefixtures("our_mailbox")


@pytest.fixture
def outside(request_, liv_first_line, anne_admin):
    """Another desk is told of Kari's request."""
    system = organization.open_system_account(
        name="Felles IT", unit=None, email="inn@it.example", by=anne_admin, at=MORNING
    )
    desk.cross_over(request=request_, system=system, text="Se hit.", by=liv_first_line, at=MORNING)
    return system


def test_another_desk_is_mailed_the_words_that_were_chosen_and_where_to_answer(
    request_, outside
) -> None:
    for outgoing in Outgoing.objects.waiting():
        actions.expand(outgoing=outgoing, at=MORNING)
    delivery = Delivery.objects.get(recipient=outside)

    letter = compose(delivery, actions.preference_of(person=outside))

    assert letter["Subject"] == f"[{request_.number}] Ekspedering stopper"
    assert letter["List-Unsubscribe"] is None
    said = letter.get_body(("plain",)).get_content()
    assert "Se hit." in said
    assert "midt i" not in said
    assert str(reply_address(request_.pk, outside.pk).addr_spec) in letter["Reply-To"]


@pytest.mark.parametrize("machine", ["", "auto-generated"])
def test_what_another_desk_answers_is_a_note_also_when_a_machine_writes_it(
    request_, outside, kari, machine
) -> None:
    made = answer_to(
        request_, outside, "Vi ser på den.", From="inn@it.example", Auto_Submitted=machine
    )

    received = comes(made)

    assert (received.fate, received.request) == (Fate.WRITTEN, request_)
    assert Note.objects.get(request=request_).text == "Vi ser på den."
    assert not Message.objects.filter(request=request_).exists()
    assert not Delivery.objects.filter(recipient=kari).exists()


def test_somebody_else_does_not_answer_for_another_desk(request_, outside) -> None:
    received = comes(answer_to(request_, outside, From="privat@hjemme.example"))

    assert (received.fate, received.why) == (Fate.HELD, Why.OTHER_ADDRESS)
