"""There and back over real servers: told by SMTP, answered into a mailbox, read there by IMAP."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sufflor.desk import actions as desk
from sufflor.desk.models import Message
from sufflor.events.models import Outgoing
from sufflor.lib.mailboxes import mailbox_place
from sufflor.messaging.models import Delivery, Job, Received
from tests.mailbox import mail, put
from tests.requests import submitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("our_mailbox")]


def test_a_user_answers_our_mail_and_a_stranger_is_held(
    kari, liv_first_line, sink, work, imap_mailbox, settings
) -> None:
    settings.MAILBOX = mailbox_place(imap_mailbox.url)
    at = timezone.now()
    request = submitted(kari, "Den stopper.", title="Ekspedering", at=at)
    desk.reply(request=request, text="Del opp vedlegget.", by=liv_first_line, at=at)
    _no_longer_held_back(at)
    work()
    (told,) = sink.taken

    put(imap_mailbox, bytes(mail("Det gikk, takk.", To=told.mail["Reply-To"])))
    put(imap_mailbox, bytes(mail("Hei", From="ukjent@verden.example")))
    Job.objects.filter(name="mailbox").delete()
    work()

    said = Message.objects.get(request=request, is_from_helper=False)
    assert (said.text, said.by) == ("Det gikk, takk.", kari)
    assert sorted(Received.objects.values_list("fate", flat=True)) == ["held", "written"]


def test_a_new_mail_is_answered_without_a_sender_so_that_nothing_goes_in_circles(
    kari, liv_first_line, sink, work, imap_mailbox, settings
) -> None:
    settings.MAILBOX = mailbox_place(imap_mailbox.url)
    put(imap_mailbox, bytes(mail("Den stopper.")))

    work()

    (answer,) = sink.taken
    assert (answer.sender, answer.to) == ("<>", ("kari@nidelva.example",))
    assert answer.mail["Auto-Submitted"] == "auto-replied"
    put(imap_mailbox, answer.raw)
    Job.objects.filter(name="mailbox").delete()
    work()
    assert len(sink.taken) == 1
    assert Received.objects.get(fate="ignored")


def _no_longer_held_back(at) -> None:
    before = at - timedelta(minutes=5)
    Message.objects.update(sent_at=before)
    Outgoing.objects.update(due_at=before)
    assert not Delivery.objects.exists()
