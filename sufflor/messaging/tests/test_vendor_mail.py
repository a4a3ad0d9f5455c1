"""Cases for a vendor by mail: there as they were approved of, and back to where they belong."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.events.models import Outgoing
from sufflor.files.queries import files_about
from sufflor.lib.refusals import NotAllowed
from sufflor.messaging import actions, intake, queries
from sufflor.messaging.addresses import CASE_TAG, answered_by, reply_address
from sufflor.messaging.models import Delivery, Fate, Received, State, Why
from sufflor.messaging.vendor_letters import answered
from sufflor.vendor import actions as vendors
from sufflor.vendor.actions import Plan
from sufflor.vendor.models import Entry, EntryKind
from tests.cast import MORNING
from tests.mailbox import mail
from tests.vendors import fresh, sent

pytestmark = pytest.mark.usefixtures("our_mailbox")

LATER = MORNING + timedelta(hours=1)
VENDOR = "Arkivlaget <saker@arkivlaget.example>"


@pytest.fixture
def case(vendor_case, vera_vendor_contact):
    sent(vendor_case, vera_vendor_contact)
    return fresh(vendor_case)


def answer(case, text="Vi ser på det.", **headers):
    to = str(reply_address(case.pk, case.system.vendor.account_id, CASE_TAG))
    given = {"From": VENDOR, "To": to, "Subject": "SV: noe", **headers}
    return mail(text, **{name: value for name, value in given.items() if value})


def comes(made, at=LATER) -> Received:
    received = actions.take_in(raw=bytes(made), is_whole=True, at=at)
    intake.sort(at)
    return Received.objects.get(pk=received.pk)


def answers(case) -> list[str]:
    rows = Entry.objects.filter(case=case, kind=EntryKind.ANSWER)
    return list(rows.order_by("pk").values_list("text", flat=True))


@pytest.mark.django_db(transaction=True)
def test_the_kept_copy_is_what_the_mail_server_got(vendor_case, vera_vendor_contact, sink, work):
    sent(vendor_case, vera_vendor_contact)

    work()

    (taken,) = [each for each in sink.taken if each.to == ("saker@arkivlaget.example",)]
    kept = Entry.objects.get(kind=EntryKind.SENT)
    assert taken.mail["Subject"] == kept.subject
    assert taken.mail.get_content().replace("\r\n", "\n") == f"{kept.text}\n"
    assert not taken.mail.is_multipart()
    reply_to = taken.mail["Reply-To"].addresses[0].addr_spec
    assert answered_by(reply_to, CASE_TAG) == (kept.case_id, kept.case.system.vendor.account_id)
    assert Delivery.objects.get(kind="vendor_case").state == State.SENT


def test_an_answer_is_written_on_its_case_whatever_its_subject(case, vendor):
    received = comes(answer(case, "Funnet.\n\nDen 29. okt. 2026 kl. 10:00 skrev X:\n> a"))

    assert (received.fate, received.case_answered) == (Fate.WRITTEN, case)
    assert answers(case) == ["Funnet."]
    assert received.request is None


def test_the_same_answer_twice_is_heard_once(case):
    comes(answer(case, "Funnet."))
    comes(answer(case, "Funnet.", Subject="Ny tråd"))

    assert answers(case) == ["Funnet."]


def test_an_answer_with_a_new_thread_is_known_by_a_number(case, vera_vendor_contact):
    plan = Plan(owner=vera_vendor_contact, vendor_number="LEV-88412")
    vendors.plan(case=case, wanted=plan, by=vera_vendor_contact, at=MORNING)
    ours = f"Gjelder {case.number}"

    for number, subject in enumerate((ours, "Oppdatert: LEV-88412")):
        new = mail(f"Svar {number}", From=VENDOR, Subject=subject)
        assert comes(new).fate == Fate.WRITTEN

    assert answers(case) == ["Svar 0", "Svar 1"]


def test_an_answer_from_another_address_waits_for_the_vendor_contacts(
    case, liv_first_line, vera_vendor_contact
):
    received = comes(answer(case, "Funnet.", From="ola@arkivlaget.example"))

    assert (received.fate, received.why) == (Fate.HELD, Why.OTHER_ADDRESS)
    assert list(queries.mail_to_check(vera_vendor_contact, LATER)) == [received]
    assert not queries.mail_to_check(liv_first_line, LATER).exists()
    done = {"received": received, "case": case, "at": LATER}
    with pytest.raises(NotAllowed):
        actions.accept_for_case(by=liv_first_line, **done)
    actions.accept_for_case(by=vera_vendor_contact, **done)

    assert answers(case) == ["Funnet."]
    assert Received.objects.get().fate == Fate.WRITTEN


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"X_Autoreply": "yes"},
        {"Auto_Submitted": "auto-replied", "From": "ola@arkivlaget.example"},
    ],
)
def test_an_answer_to_all_who_write_is_left_alone(case, headers):
    received = comes(answer(case, "Jeg er på ferie.", **headers))

    assert (received.fate, received.why) == (Fate.IGNORED, Why.AUTOMATIC)
    assert answers(case) == []
    assert not Delivery.objects.filter(answers=received).exists()


def test_what_the_vendors_own_machine_writes_is_read(case):
    comes(answer(case, "Status: under arbeid", Auto_Submitted="auto-generated"))

    assert answers(case) == ["Status: under arbeid"]


@pytest.mark.parametrize(
    ("headers", "text", "why"),
    [
        ({"Authentication_Results": "mx; dmarc=fail"}, "Lukket.", Why.FORGED),
        ({}, "Bruker 13097248022 har feilen.", Why.HOLDS_NUMBER),
    ],
)
def test_what_cannot_be_trusted_waits(case, headers, text, why):
    received = comes(answer(case, text, **headers))

    assert (received.fate, received.why) == (Fate.HELD, why)
    assert answers(case) == []


def test_a_mail_of_the_vendors_that_names_no_case_becomes_no_request(case, vera_vendor_contact):
    received = comes(mail("Vi har fest.", From=VENDOR, Subject="Invitasjon"))

    assert (received.fate, received.why) == (Fate.HELD, Why.WHICH_CASE)
    assert list(queries.cases_of_account(received.person)) == [case]
    assert list(queries.mail_to_check(vera_vendor_contact, LATER)) == [received]


def test_what_is_attached_comes_along(case):
    made = answer(case, "Se vedlegg.")
    made.add_attachment("linje 1", filename="logg.txt")

    comes(made)

    said = Entry.objects.get(kind=EntryKind.ANSWER)
    assert [file.name for file in files_about(said)] == ["logg.txt"]


def test_whoever_has_the_case_hears_of_the_answer_and_not_what_it_says(case, vera_vendor_contact):
    comes(answer(case, "Feilen lå i kø 7."))
    for outgoing in Outgoing.objects.waiting():
        actions.expand(outgoing=outgoing, at=LATER)

    letter = answered(Delivery.objects.get(kind="vendor_answer"))
    assert case.number in letter.subject
    assert all("kø 7" not in passage.text for passage in letter.passages)


def test_the_owner_is_reminded_before_and_after_each_once(case, vera_vendor_contact):
    due = case.due_at
    assert due is not None
    for at in (due - timedelta(hours=20), due - timedelta(hours=2), due + timedelta(hours=1)):
        actions.remind_of_cases(at=at)
        actions.remind_of_cases(at=at)

    keys = Delivery.objects.filter(kind="vendor_due").order_by("pk")
    assert [key.key.split(":")[3] for key in keys] == ["soon", "late"]
    assert {key.recipient for key in keys} == {vera_vendor_contact}
