"""Mail that comes in: written where it belongs, held where nobody can tell, and answered once."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage
from uuid import uuid4

import pytest

from sufflor.desk import actions as desk
from sufflor.desk.actions import Wish, reaching
from sufflor.desk.models import ENTRY_LENGTH, Message, Note, Request, Source
from sufflor.desk.models import State as RequestState
from sufflor.events.models import Event, Outgoing
from sufflor.files.queries import files_about
from sufflor.messaging import actions, intake
from sufflor.messaging.addresses import reply_address
from sufflor.messaging.composing import compose
from sufflor.messaging.models import Delivery, Fate, Received, State, Why
from sufflor.organization import actions as organization
from sufflor.organization.models import Role, RoleGrant, User
from sufflor.rollout import actions as rollout
from sufflor.rollout.models import DoorState, Urgency, WayIn, WayKind
from tests.cast import MORNING
from tests.mailbox import mail

pytestmark = pytest.mark.usefixtures("our_mailbox")

LATER = MORNING + timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def request_(kari, liv_first_line):
    return sent(kari)


@pytest.fixture
def mailbox(db):
    way = WayIn(slug="epost", kind=WayKind.EMAIL, name="E-post", contact="hjelp@nidelva.example")
    return rollout.offer_way_in(way_in=way, by=None, at=MORNING)


def sent(by, **more):
    wish = Wish(title="Ekspedering stopper", text="Den stopper midt i.", **more)
    return desk.submit(wish=wish, submission=uuid4(), by=by, at=MORNING)


def comes(made: EmailMessage, at=LATER) -> Received:
    received = actions.take_in(raw=bytes(made), is_whole=True, at=at)
    intake.sort(at)
    received.refresh_from_db()
    return received


def answer_to(request, person, text="Det virker ikke ennå.", **headers) -> EmailMessage:
    return mail(text, To=str(reply_address(request.pk, person.pk)), **headers)


def close(way, by, *, until=None) -> None:
    rollout.override(
        way_in=way,
        state=DoorState.CLOSED,
        until=until or LATER + DAY,
        reason="Innføring",
        by=by,
        at=MORNING,
    )


def told(kind: str) -> EmailMessage:
    delivery = Delivery.objects.select_related("answers").get(kind=kind)
    return compose(delivery, None)


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


def test_an_absence_reply_to_our_mail_is_not_written_on_the_request(request_, kari) -> None:
    received = comes(answer_to(request_, kari, "Jeg er borte.", Auto_Submitted="auto-replied"))

    assert received.fate == Fate.IGNORED
    assert not Message.objects.exists()


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


def test_what_is_too_large_is_told_and_stays_in_the_mailbox(kari, liv_first_line) -> None:
    headers = bytes(mail()).partition(b"\n\n")[0] + b"\n\n"

    received = actions.take_in(raw=headers, is_whole=False, at=LATER)

    assert (received.fate, received.why) == (Fate.HELD, Why.TOO_LARGE)
    assert "25 MB" in told("too_large").get_body(("plain",)).get_content()
    with pytest.raises(actions.NotReadable):
        actions.accept(received=received, person=kari, by=liv_first_line, at=LATER)


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

    actions.forget_received(before=LATER + DAY)

    (left,) = Received.objects.all()
    assert left.fate == Fate.HELD


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
