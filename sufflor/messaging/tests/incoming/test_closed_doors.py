"""Mail behind a closed door: kept, answered once, and let in when it opens."""

from __future__ import annotations

import pytest

from sufflor.desk.models import Request
from sufflor.messaging import intake
from sufflor.messaging.models import Fate, Received, Why
from sufflor.messaging.tests.incoming.conftest import DAY, LATER, answer_to, close, comes, told
from sufflor.rollout import actions as rollout
from sufflor.rollout.models import Urgency, WayIn, WayKind
from tests.cast import MORNING
from tests.mailbox import mail

pytestmark = pytest.mark.usefixtures("our_mailbox")


def test_behind_a_closed_door_mail_is_kept_answered_once_and_let_in_when_it_opens(
    kari, liv_first_line, mailbox, anne_admin
) -> None:
    close(mailbox, anne_admin)

    received = comes(mail())
    comes(mail("Hallo?"))

    assert (received.fate, received.why) == (Fate.QUEUED, Why.CLOSED)
    assert not Request.objects.exists()
    answer = told("closed")
    said = answer.get_body(("plain",)).get_content()
    assert "/sporretimer/neste/" in said
    assert "/nn/" in said
    assert "/en/" in said
    assert "feil 17" not in said

    intake.sort(LATER + 2 * DAY)

    assert set(Received.objects.values_list("fate", flat=True)) == {Fate.OPENED}
    assert Request.objects.count() == 2


def test_strangers_are_answered_behind_a_closed_door_too(mailbox, anne_admin) -> None:
    close(mailbox, anne_admin)

    comes(mail(From="ukjent@verden.example"))

    assert told("closed")["To"] == "ukjent@verden.example"


def test_what_cannot_wait_is_let_through_a_closed_door_and_says_so(
    kari, liv_first_line, mailbox, anne_admin
) -> None:
    way = WayIn(
        slug="avvik", kind=WayKind.FORM, name="Avvik", urgency=Urgency.PRIVACY, url="https://x.no/"
    )
    rollout.offer_way_in(way_in=way, by=None, at=MORNING)
    close(mailbox, anne_admin)

    received = comes(mail("Noen har lagt ut et dokument.", Subject="Opplysninger på avveie"))

    assert received.fate == Fate.OPENED
    assert received.request.number in told("let_through")["Subject"]


def test_an_answer_to_a_request_is_written_also_behind_a_closed_door(
    request_, kari, mailbox, anne_admin
) -> None:
    close(mailbox, anne_admin)

    assert comes(answer_to(request_, kari)).fate == Fate.WRITTEN
