"""What leaves the house of a case, and what never does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from sufflor.events.models import Outgoing
from sufflor.known_errors.models import KnownError
from sufflor.known_errors.models import State as ErrorState
from sufflor.lib.refusals import NotAllowed
from sufflor.vendor import actions, queries
from sufflor.vendor.actions import News, Ties, Wanted
from sufflor.vendor.models import Channel, Entry, EntryKind, State
from sufflor.vendor.queries import BY_DEFAULT, Part
from sufflor.vendor.tests.conftest import LATER, NUMBER
from tests.cast import MORNING
from tests.vendors import fresh, sent


def described(case, facts, by, **said):
    actions.describe(
        case=case, facts=replace(facts, **said), seen=fresh(case).stamp, by=by, at=MORNING
    )
    return fresh(case)


def test_only_what_stands_on_the_list_leaves(case, facts, vera_vendor_contact):
    actions.note(case=case, text="Hemmelig mistanke.", by=vera_vendor_contact, at=MORNING)
    case = described(case, facts, vera_vendor_contact, log="ERR 17")

    whole = queries.bundle(case, BY_DEFAULT)
    less = queries.bundle(case, [Part.STEPS])

    assert "Hemmelig" not in whole.text
    assert "ERR 17" in whole.text
    assert less.text == "SLIK FÅR DU DET TIL Å SKJE\nEkspeder et brev med store vedlegg."
    assert str(Part.NOTES.label) in whole.left_out
    assert "Hemmelig" in queries.bundle(case, [*BY_DEFAULT, Part.NOTES]).text


def test_people_and_units_leave_under_other_names(
    case, facts, request_of_kari, institute, vera_vendor_contact, per_second_line
):
    actions.tie(
        case=case, ties=Ties(requests=[request_of_kari]), by=vera_vendor_contact, at=MORNING
    )
    text = (
        "Kari Moen ved Institutt for bygg og miljø skrev. kari fikk svar fra Lund, Per. "
        "Ring 73 59 50 00 eller kari.moen@nidelva.example. Per\nLund så det i H-12."
    )
    case = described(case, facts, vera_vendor_contact, actual=text)

    bundle = queries.bundle(case, [Part.ACTUAL])

    assert bundle.text.endswith(
        "Person 1 ved Enhet A skrev. Person 1 fikk svar fra Person 2. "
        "Ring (telefonnummer) eller (e-postadresse). Person 2 så det i (nummer hos oss)."
    )
    assert ("Kari Moen", "Person 1") in {(each.before, each.after) for each in bundle.replaced}
    named = queries.bundle(case, [Part.ACTUAL, Part.NAMES, Part.NUMBERS])
    assert "Kari Moen ved Institutt for bygg og miljø" in named.text
    assert named.replaced == ()


def test_dates_versions_and_case_numbers_are_no_telephone_numbers(case, facts, vera_vendor_contact):
    text = "2026-10-29 08:35:12 7.4.1.20261029 sak 24/11783 feil 40012345 id 91234567890123"

    case = described(case, facts, vera_vendor_contact, log=text)

    assert text in queries.bundle(case, BY_DEFAULT).text


def test_words_of_health_and_addresses_are_pointed_at_and_stop_nothing(
    case, facts, vera_vendor_contact
):
    text = "Brevet om sykemelding til Storgata 3 ble stående."
    case = described(case, facts, vera_vendor_contact, actual=text)

    assert queries.bundle(case, BY_DEFAULT).warnings == ("sykemelding", "Storgata 3")
    sent(case, vera_vendor_contact)

    assert fresh(case).state == State.REPORTED


@pytest.mark.parametrize("part", ["log", "steps", "title"])
@pytest.mark.parametrize("channel", list(Channel))
def test_nothing_leaves_with_a_national_identity_number(
    case, facts, vera_vendor_contact, part, channel
):
    case = described(case, facts, vera_vendor_contact, **{part: f"Bruker {NUMBER} logget inn"})
    wanted = Wanted(channel=channel)
    bundle = queries.bundle(case, wanted.parts)
    done = {"wanted": wanted, "seen": bundle.digest, "by": vera_vendor_contact, "at": MORNING}

    with pytest.raises(actions.HoldsNumber):
        actions.send(case=case, **done)

    assert bundle.numbers == (f"{NUMBER[:6]} *****",)
    assert not Entry.objects.filter(kind=EntryKind.SENT).exists()
    assert fresh(case).state == State.READY


def test_what_is_kept_is_what_was_seen(case, vera_vendor_contact):
    bundle = queries.bundle(case, BY_DEFAULT)

    sent(case, vera_vendor_contact)

    kept = Entry.objects.get(kind=EntryKind.SENT)
    assert (kept.subject, kept.text) == (bundle.subject, bundle.text)
    assert kept.address == "saker@arkivlaget.example"
    assert fresh(case).state == State.REPORTED
    assert Outgoing.objects.filter(event__verb="vendor_case.mailed").count() == 1


def test_what_changed_after_it_was_seen_is_not_sent(case, facts, vera_vendor_contact):
    seen = queries.bundle(case, BY_DEFAULT).digest
    case = described(case, facts, vera_vendor_contact, actual="Noe helt annet.")

    with pytest.raises(actions.NotAsSeen):
        actions.send(case=case, wanted=Wanted(), seen=seen, by=vera_vendor_contact, at=MORNING)


def test_a_case_that_lacks_something_is_not_sent(case, facts, vera_vendor_contact):
    for said in ({"steps": ""}, {"checked": ["searched", "repeated"]}):
        case = described(case, facts, vera_vendor_contact, **said)
        with pytest.raises(actions.Lacks):
            sent(case, vera_vendor_contact)


def test_a_button_that_is_pressed_twice_sends_once(case, vera_vendor_contact):
    sent(case, vera_vendor_contact)
    sent(case, vera_vendor_contact)

    assert Entry.objects.filter(kind=EntryKind.SENT).count() == 1
    assert Entry.objects.filter(kind=EntryKind.MOVED, state=State.REPORTED).count() == 1


def test_text_that_is_copied_is_mailed_to_nobody(case, vera_vendor_contact):
    sent(case, vera_vendor_contact, channel=Channel.TEXT)

    assert not Outgoing.objects.filter(event__verb="vendor_case.mailed").exists()
    assert Entry.objects.get(kind=EntryKind.SENT).address == ""


def test_without_an_address_nothing_is_mailed(case, terms, vendor, anne_admin, vera_vendor_contact):
    none = replace(terms, email="")
    actions.agree(vendor=vendor, terms=none, by=anne_admin, at=MORNING)

    with pytest.raises(actions.NoAddress):
        sent(case, vera_vendor_contact)


def test_a_second_message_has_words_of_its_own(case, vera_vendor_contact):
    sent(case, vera_vendor_contact)
    wanted = Wanted(parts=(), words="Hvordan går det?")
    seen = queries.bundle(fresh(case), (), "Hvordan går det?").digest

    actions.send(case=case, wanted=wanted, seen=seen, by=vera_vendor_contact, at=LATER)

    assert case.entries.filter(kind=EntryKind.SENT)[0].text == "Hvordan går det?"
    assert fresh(case).state == State.REPORTED


def test_only_vendor_contacts_send(case, per_second_line):
    with pytest.raises(NotAllowed):
        sent(case, per_second_line)


def test_the_errors_behind_it_are_told_of_when_there_is_news(case, error, vera_vendor_contact):
    news = News("Meldt til leverandøren.", LATER + timedelta(hours=1))
    seen = queries.bundle(case, BY_DEFAULT).digest

    actions.send(case=case, wanted=Wanted(), seen=seen, news=news, by=vera_vendor_contact, at=LATER)

    told = KnownError.objects.get(pk=error.pk)
    assert told.state == ErrorState.REPORTED
    assert told.steps.first().sentence == "Meldt til leverandøren."
