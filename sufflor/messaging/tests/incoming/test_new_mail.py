"""Mail of its own: a request, or held where nobody can tell; and answered once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.desk.actions import reaching
from sufflor.desk.models import ENTRY_LENGTH, Request, Source
from sufflor.files.queries import files_about
from sufflor.keeping import actions as keeping
from sufflor.messaging import actions, intake, kept
from sufflor.messaging.models import Delivery, Fate, Received, Why
from sufflor.messaging.tests.incoming.conftest import (
    DAY,
    LATER,
    answer_to,
    close,
    comes,
    sent,
    told,
)
from sufflor.organization.models import Role, RoleGrant, User
from tests.cast import MORNING
from tests.mailbox import mail

pytestmark = pytest.mark.usefixtures("our_mailbox")


def test_a_mail_of_its_own_is_a_request_and_its_sender_is_told_once_a_day(
    kari, liv_first_line
) -> None:
    first = comes(mail("Den stopper.", Subject="Ekspedering"))
    second = comes(mail("Den også.", Subject="Skanning"))

    assert [first.fate, second.fate] == [Fate.OPENED, Fate.OPENED]
    request = first.request
    assert (request.title, request.text, request.reporter) == ("Ekspedering", "Den stopper.", kari)
    assert request.group.code == "forstelinjen"
    answer = told("received")
    assert request.number in answer["Subject"]
    assert answer["Auto-Submitted"] == "auto-replied"
    assert answer["In-Reply-To"] == first.message_id


def test_a_mail_from_nobody_here_is_held_until_somebody_says_whose_it_is(
    kari, liv_first_line
) -> None:
    received = comes(mail(From="ukjent@verden.example"))
    assert (received.fate, received.why) == (Fate.HELD, Why.UNKNOWN_SENDER)
    assert not Delivery.objects.exists()

    with pytest.raises(actions.NobodyNamed):
        actions.accept(received=received, person=None, by=liv_first_line, at=LATER)
    request = actions.accept(received=received, person=kari, by=liv_first_line, at=LATER)

    assert request.reporter == kari
    received.refresh_from_db()
    with pytest.raises(actions.AlreadyChecked):
        actions.discard(received=received, reason="", by=liv_first_line, at=LATER)


def test_what_is_discarded_becomes_nothing(kari, liv_first_line) -> None:
    received = comes(mail(From="ukjent@verden.example"))

    actions.discard(received=received, reason="Reklame", by=liv_first_line, at=LATER)

    received.refresh_from_db()
    assert (received.fate, received.said) == (Fate.DISCARDED, "Reklame")
    assert not Request.objects.exists()


def test_only_the_first_line_checks_mail(kari, per_second_line, liv_first_line) -> None:
    received = comes(mail(From="ukjent@verden.example"))

    for someone in (kari, per_second_line):
        with pytest.raises(Exception, match="rett"):
            actions.accept(received=received, person=kari, by=someone, at=LATER)


def test_an_answer_to_what_is_confidential_is_checked_by_those_who_may_read_it(
    kari, liv_first_line
) -> None:
    secret = sent(kari, is_confidential=True)
    received = comes(answer_to(secret, kari, From="privat@hjemme.example"))

    with pytest.raises(Exception, match="rett"):
        actions.accept(received=received, person=None, by=liv_first_line, at=LATER)

    RoleGrant.objects.create(person=liv_first_line, role=Role.CONFIDENTIAL, granted_at=MORNING)
    cleared = User.objects.get(pk=liv_first_line.pk)
    reaching.let_in(secret, Source.CLEARED, person=cleared, at=MORNING)
    assert actions.accept(received=received, person=None, by=cleared, at=LATER) == secret


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"Auto_Submitted": "auto-replied"}, Why.AUTOMATIC),
        ({"Auto_Submitted": "auto-generated; x=1"}, Why.AUTOMATIC),
        ({"X_Autoreply": "yes"}, Why.AUTOMATIC),
        ({"From": "noreply@nidelva.example"}, Why.AUTOMATIC),
        ({"Precedence": "bulk"}, Why.LIST),
        ({"List_Id": "<alle.nidelva.example>"}, Why.LIST),
        ({"Return_Path": "<>"}, Why.BOUNCE),
        ({"From": "hjelp@nidelva.example"}, Why.OURS),
        ({"From": "hjelp+h1-1-x@nidelva.example"}, Why.OURS),
    ],
)
def test_what_no_person_wrote_is_no_request_and_is_never_answered(
    kari, liv_first_line, mailbox, anne_admin, headers, why
) -> None:
    close(mailbox, anne_admin)

    received = comes(mail(**headers))

    assert (received.fate, received.why) == (Fate.IGNORED, why)
    assert not Request.objects.exists()
    assert not Delivery.objects.exists()


def test_the_same_mail_twice_is_once(kari, liv_first_line) -> None:
    made = mail()

    comes(made)
    comes(made)

    assert Request.objects.count() == 1


def test_a_mail_without_a_number_of_its_own_is_known_by_what_it_holds(kari, liv_first_line) -> None:
    made = mail(Message_ID="", Received="from a by b; Thu, 29 Oct 2026 08:00:00 +0100")
    again = mail(Message_ID="", Received="from c by d; Thu, 29 Oct 2026 09:00:00 +0100")

    comes(made)
    comes(again)

    assert Request.objects.count() == 1


def test_somebody_else_cannot_take_the_place_of_a_mail_by_its_number(kari, liv_first_line) -> None:
    comes(mail(From="fremmed@verden.example", Message_ID="<1@x.example>"))

    received = comes(mail(Message_ID="<1@x.example>"))

    assert received.fate == Fate.OPENED


def test_attachments_go_with_it_and_what_is_left_out_is_said(kari, liv_first_line) -> None:
    made = mail()
    made.add_attachment("Feil 17", filename="logg.txt")
    made.add_attachment(b"MZ\x90\x00" + b"\0" * 200, "application", "x-dosexec", filename="x.exe")
    made.add_attachment("BEGIN:VCALENDAR", subtype="calendar", filename="m.ics")

    request = comes(made).request

    assert [file.name for file in files_about(request)] == ["logg.txt"]
    assert request.text.startswith("Det står feil 17.\n\n(x.exe: ")
    assert "invitasjon" in request.text


def test_a_mail_that_is_longer_than_a_request_is_attached_whole(kari, liv_first_line) -> None:
    request = comes(mail("Ord og atter ord. " * 1000)).request

    (whole,) = files_about(request)
    assert len(request.text) <= ENTRY_LENGTH
    assert whole.size > 17_000


def test_a_mail_with_an_identity_number_is_held(kari, liv_first_line) -> None:
    received = comes(mail("Gjelder 01010750160."))

    assert (received.fate, received.why) == (Fate.HELD, Why.HOLDS_NUMBER)


def test_a_mail_that_our_own_server_does_not_believe_is_held(kari, liv_first_line) -> None:
    received = comes(mail(Authentication_Results="mx.nidelva.example; dmarc=fail"))

    assert (received.fate, received.why) == (Fate.HELD, Why.FORGED)


def test_what_is_too_large_is_told_and_stays_in_the_mailbox(kari, liv_first_line) -> None:
    headers = bytes(mail()).partition(b"\n\n")[0] + b"\n\n"

    received = actions.take_in(raw=headers, is_whole=False, at=LATER)

    assert (received.fate, received.why) == (Fate.HELD, Why.TOO_LARGE)
    assert "25 MB" in told("too_large").get_body(("plain",)).get_content()
    with pytest.raises(actions.NotReadable):
        actions.accept(received=received, person=kari, by=liv_first_line, at=LATER)


def test_a_mail_that_takes_its_worker_down_is_held_after_three_times(
    kari, liv_first_line, monkeypatch
) -> None:
    received = actions.take_in(raw=bytes(mail()), is_whole=True, at=LATER)
    Received.objects.update(attempts=3)

    intake.sort(LATER)

    received.refresh_from_db()
    assert (received.fate, received.why) == (Fate.HELD, Why.UNREADABLE)


def test_what_was_settled_is_kept_for_a_while_and_what_was_not_stays(kari, liv_first_line) -> None:
    comes(mail())
    comes(mail(From="ukjent@verden.example"))

    keeping.purge(kinds=kept.MAIL, at=LATER + 90 * DAY - timedelta(minutes=1))
    assert Received.objects.count() == 2
    keeping.purge(kinds=kept.MAIL, at=LATER + 91 * DAY)

    (left,) = Received.objects.all()
    assert left.fate == Fate.HELD
