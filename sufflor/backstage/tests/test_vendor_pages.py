"""How the second line and the vendor contacts work with cases on pages."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from sufflor.announcements.models import Notice
from sufflor.desk import actions as desk
from sufflor.desk.actions import Wish
from sufflor.known_errors import actions as errors
from sufflor.known_errors.actions import Facts as ErrorFacts
from sufflor.known_errors.models import KnownError
from sufflor.known_errors.models import State as ErrorState
from sufflor.organization.models import Role, RoleGrant
from sufflor.vendor import actions
from sufflor.vendor.actions import Release, Ties
from sufflor.vendor.models import Check, Entry, EntryKind, State, Vendor, VendorCase, Version
from tests.cast import MORNING
from tests.requests import submitted
from tests.vendors import fresh, sent

pytestmark = pytest.mark.usefixtures("nine_in_the_morning")

NUMBER = "13097248022"
HTML = "text/html"


@pytest.fixture
def error(personnel, per_second_line) -> KnownError:
    said = ErrorFacts(title="Brev stopper", seen="Den stopper.", areas=[personnel])
    found = errors.suggest(facts=said, by=per_second_line, at=MORNING)
    until = MORNING + timedelta(hours=2)
    done = {"by": per_second_line, "at": MORNING}
    errors.confirm(error=found, sentence="Vi ser den.", next_update_at=until, **done)
    return KnownError.objects.get(pk=found.pk)


@pytest.fixture
def version(vendor_system, vera_vendor_contact) -> Version:
    release = Release(system=vendor_system, name="7.4.2")
    return actions.plan_version(release=release, by=vera_vendor_contact, at=MORNING)


@pytest.fixture
def vera(client: Client, vera_vendor_contact) -> Client:
    client.force_login(vera_vendor_contact)
    return client


def at(name: str, *args: object) -> str:
    return reverse(name, args=args)


def test_the_second_line_proposes_from_a_request(
    client, kari, liv_first_line, per_second_line, vendor_system
):
    mine = submitted(kari, "Feil 17 kom.", title="Den stopper")
    place = desk.Place(2, per_second_line.support_groups.get())
    note = desk.HandoverNote(asked="Se på den.", tried="Alt.")
    desk.hand_over(request=mine, to=place, reason=None, note=note, by=liv_first_line, at=MORNING)
    client.force_login(per_second_line)
    address = f"{at('vendor_new')}?henvendelse={mine.pk}"

    page = client.get(address).content.decode()
    typed = {"kind": "error", "system": vendor_system.pk, "title": "Den stopper", "severity": "b"}
    client.post(address, typed)

    assert "Feil 17 kom." in page
    case = VendorCase.objects.get()
    assert (case.state, list(case.requests.all())) == (State.PROPOSED, [mine])
    card = client.get(at("vendor_board")).content.decode()
    assert "Mangler: versjon, steg" in card
    assert "Flytt til" not in card


def test_what_somebody_may_not_see_is_tied_to_nothing(
    client, kari, liv_first_line, per_second_line, vendor_system
):
    other = submitted(kari, "Bare for førstelinjen.", title="Hemmelig")
    client.force_login(per_second_line)

    page = client.get(f"{at('vendor_new')}?henvendelse={other.pk}").content.decode()

    assert "Bare for førstelinjen" not in page


def test_others_come_nowhere_near_the_board(client, kari, liv_first_line, vendor_case):
    for person in (kari, liv_first_line):
        client.force_login(person)
        for address in (at("vendor_board"), at("vendor_case", vendor_case.pk)):
            assert client.get(address).status_code == 403


def test_every_form_on_the_board_has_a_token(client, vera_vendor_contact, vendor_case):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(vera_vendor_contact)
    sent(vendor_case, vera_vendor_contact)

    page = strict.get(at("vendor_board")).content.decode()

    assert page.count('method="post"') == page.count("csrfmiddlewaretoken")


def test_a_card_is_moved_by_a_press_and_comes_back_to_itself(
    vera, vera_vendor_contact, vendor_case
):
    sent(vendor_case, vera_vendor_contact)

    board = vera.get(at("vendor_board")).content.decode()
    moved = vera.post(at("vendor_step", vendor_case.pk, "bekreftet"), {"fra": "tavle"})

    assert "Leverandøren har bekreftet den" in board
    assert moved.url == f"{at('vendor_board')}#{vendor_case.number}"
    assert fresh(vendor_case).state == State.CONFIRMED


def test_the_board_has_a_ceiling_of_queries(
    vera, vera_vendor_contact, vendor_facts, django_assert_max_num_queries
):
    for _number in range(15):
        actions.propose(facts=vendor_facts, by=vera_vendor_contact, at=MORNING)

    with django_assert_max_num_queries(20):
        vera.get(at("vendor_board"))


def test_an_identity_number_stops_the_letter_and_shows_where(
    vera, vera_vendor_contact, vendor_case, vendor_facts
):
    VendorCase.objects.update(log=f"2026-10-29 bruker {NUMBER} logget inn")
    address = at("vendor_send", vendor_case.pk)

    page = vera.get(address).content.decode()
    answer = vera.post(
        address, {"parts": ["facts", "log"], "channel": "mail", "seen": "x", "sikker": "ja"}
    )

    assert "Stoppet" in page
    assert "130972 *****" in page
    assert "Send det som vises" not in page
    assert answer.status_code == 422
    assert not Entry.objects.filter(kind=EntryKind.SENT).exists()


def test_another_choice_is_looked_at_before_it_goes(vera, vendor_case):
    address = at("vendor_send", vendor_case.pk)
    seen = vera.get(address).context["bundle"].digest
    other = {"parts": ["steps"], "channel": "text"}

    refused = vera.post(address, {**other, "seen": seen, "sikker": "ja"})
    shown = vera.post(address, {**other, "seen": seen, "sikker": "vis"})
    digest = shown.context["bundle"].digest
    done = vera.post(address, {**other, "seen": digest, "sikker": "ja"})

    assert refused.status_code == 422
    assert f'value="{digest}"' in shown.content.decode()
    assert done.status_code == 303
    (kept,) = Entry.objects.filter(kind=EntryKind.SENT)
    assert kept.text.endswith("Ekspeder et brev med store vedlegg.")


def test_a_fix_goes_from_the_vendor_to_everyone(
    vera, vera_vendor_contact, vendor_case, error, version, kari, liv_first_line, question
):
    """Also to Kari, who asked in an hour, and whose request waits for the case alone."""
    mine, more = (
        desk.submit(wish=Wish(title="", text="Stopper."), submission=uuid4(), by=kari, at=MORNING)
        for _number in range(2)
    )
    ties = Ties(errors=[error], requests=[mine, more])
    actions.tie(case=vendor_case, ties=ties, by=vera_vendor_contact, at=MORNING)
    ties = Ties(requests=[more], asks_more=True)
    actions.tie(case=vendor_case, ties=ties, by=vera_vendor_contact, at=MORNING)
    vera.post(at("vendor_tie", vendor_case.pk), {"numbers": f"S-{question.pk}"})
    sent(vendor_case, vera_vendor_contact)
    news = {"sentence": "Rettes i 7.4.2.", "next_update_at": "2026-10-30T12:00"}

    def step(name: str, **typed: object) -> int:
        return vera.post(at("vendor_step", vendor_case.pk, name), typed).status_code

    assert step("rettelse", version=version.pk) == 422
    assert step("rettelse", version=version.pk, **news) == 303
    assert step("test") == 303
    assert step("verifisert", tested="Sendt tre brev.") == 303
    address = at("vendor_release", vendor_case.pk)
    shown = vera.post(address, {"sentence": "Rettet i natt.", "sikker": "vis"})
    assert fresh(vendor_case).state == State.VERIFIED
    vera.post(address, {"sentence": "Rettet i natt.", "sikker": "ja"})

    page = shown.content.decode()
    assert error.title in page
    assert "1 person får beskjed, én gang" in page
    assert "Noe du spurte om, er rettet." in page
    assert "De som flere av disse gjelder, leser om dem i én e-post." in page
    assert "1 henvendelse blir løst" in page
    assert "1 spør om mer, og blir stående åpen" in page
    assert KnownError.objects.get(pk=error.pk).state == ErrorState.VERIFIED
    assert fresh(vendor_case).state == State.CLOSED


def test_the_weekly_list_is_a_file_too(vera, vera_vendor_contact, vendor, vendor_case):
    sent(vendor_case, vera_vendor_contact)
    vera.post(
        at("vendor_plan", vendor_case.pk),
        {
            "owner": vera_vendor_contact.pk,
            "severity": "a",
            "next_action": "=HYPERLINK(1)",
        },
    )

    page = vera.get(at("vendor_weekly", vendor.pk)).content.decode()
    answer = vera.get(at("vendor_weekly_file", vendor.pk))
    heads, row = csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";")

    assert vendor_case.title in page
    told = dict(zip(heads, row, strict=True))
    assert told["Vårt nummer"] == vendor_case.number
    assert told["Siden forrige møte"] == "Ny på listen"
    assert told["Neste steg"].startswith("'")
    vera.post(at("vendor_weekly", vendor.pk))
    assert "0 av 1" in vera.get(at("vendor_weekly", vendor.pk)).content.decode()


def test_a_version_is_told_of_with_one_press(client, anne_admin, version):
    RoleGrant.objects.create(person=anne_admin, role=Role.EDITOR, granted_at=MORNING)
    client.force_login(anne_admin)

    client.post(at("version_release", version.pk))
    client.post(at("version_tell", version.pk))

    assert Notice.objects.get().title == "Elements 7.4.2 er tatt i bruk"
    page = client.get(at("version", version.pk)).content.decode()
    assert "Fortell om den" not in page


def test_an_administrator_agrees_with_a_vendor(client, anne_admin):
    client.force_login(anne_admin)
    typed = {
        "name": "Arkivlaget",
        "email": "saker@arkivlaget.example",
        "language": "nn",
        "systems": "Elements\n\nInnsyn",
        "weekdays": ["0", "1"],
        "opens": "08:00",
        "closes": "15:30",
        "a_answer": "2",
        "a_fix": "8",
        "closed_days": "24.12.2026",
    }

    halfway = client.post(at("vendor_register"), {**typed, "b_answer": "4"})
    client.post(at("vendor_register"), typed)

    assert halfway.status_code == 422
    vendor = Vendor.objects.get()
    assert [each.name for each in vendor.systems.all()] == ["Elements", "Innsyn"]
    assert client.get(at("vendor_agree", vendor.pk)).status_code == 200
    client.post(at("vendor_agree", vendor.pk), {**typed, "name": "Arkivlaget AS"})
    assert Vendor.objects.get().name == "Arkivlaget AS"


def test_what_is_tied_by_a_number_that_is_none_is_said(vera, vendor_case, error):
    address = at("vendor_tie", vendor_case.pk)

    assert vera.post(address, {"numbers": f"F-{error.pk} H-999"}).status_code == 422
    vera.post(address, {"numbers": f"F-{error.pk}"})

    assert list(vendor_case.errors.all()) == [error]
    vera.post(at("vendor_untie", vendor_case.pk, "feil", error.pk))
    assert not vendor_case.errors.exists()


def test_the_checklist_names_what_is_left(vera, vendor_case):
    VendorCase.objects.update(checked=[Check.SEARCHED.value])

    page = vera.get(at("vendor_send", vendor_case.pk)).content.decode()

    assert "Det kan ikke sendes ennå" in page
    assert "at den er ren for personer" in page
