"""What comes back undelivered gives our own mail up."""

from __future__ import annotations

import pytest

from sufflor.desk import actions as desk
from sufflor.events.models import Event, Outgoing
from sufflor.messaging import actions, intake
from sufflor.messaging.models import Delivery, State
from sufflor.messaging.tests.incoming.conftest import LATER
from tests.cast import MORNING

pytestmark = pytest.mark.usefixtures("our_mailbox")


def bounce_of(delivery: Delivery, action="failed") -> bytes:
    return f"""From: MAILER-DAEMON@mx.example
To: hjelp@nidelva.example
Subject: Undelivered
Return-Path: <>
Message-ID: <b{delivery.pk}@mx.example>
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x
Content-Type: text/plain

No.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; kari@nidelva.example
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 No such user

--x
Content-Type: text/rfc822-headers

Message-ID: {delivery.message_id}

--x--
""".encode()


@pytest.fixture
def mailed(request_, kari, liv_first_line):
    desk.reply(request=request_, text="Del opp vedlegget.", by=liv_first_line, at=MORNING)
    for outgoing in Outgoing.objects.waiting():
        actions.expand(outgoing=outgoing, at=MORNING)
    Delivery.objects.update(state=State.SENT, sent_at=LATER)
    return Delivery.objects.get(recipient=kari)


def test_a_bounce_gives_our_mail_up_with_the_words_of_the_other_server(mailed) -> None:
    actions.take_in(raw=bounce_of(mailed), is_whole=True, at=LATER)
    intake.sort(LATER)

    mailed.refresh_from_db()
    assert mailed.state == State.DEAD
    assert "550 No such user" in mailed.fault
    assert Event.objects.filter(verb="mail.bounced").count() == 1


def test_a_mail_that_is_only_late_is_not_given_up(mailed) -> None:
    actions.take_in(raw=bounce_of(mailed, "delayed"), is_whole=True, at=LATER)
    intake.sort(LATER)

    mailed.refresh_from_db()
    assert mailed.state == State.SENT
