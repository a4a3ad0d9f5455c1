"""Sending a request on its page, as it is without JavaScript."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sufflor.desk.models import Access, Request, Source
from sufflor.files.models import StoredFile
from sufflor.files.queries import files_about
from sufflor.forms import actions as forms
from sufflor.lib.clock import local_date
from sufflor.organization.models import Line
from sufflor.questions import actions as questions
from sufflor.rollout import actions as rollout
from sufflor.rollout.actions import Wording
from sufflor.rollout.models import DoorState, WayIn, WayKind
from sufflor.rollout.rules import WayPolicy
from tests.cast import MORNING, person

SLUG = "hjelp-til-bruk-av-elements"
PAGE = f"/hjelp/ny/{SLUG}/"
ERROR = {
    "felt-branch": "feil",
    "felt-what": "Ekspedering stopper",
    "felt-area": "personal",
    "felt-wanted": "Sende et svar med tre vedlegg.",
    "felt-happened": "Ingenting.",
}
NUMBER = "15837600186"

pytestmark = [
    pytest.mark.once,
    pytest.mark.usefixtures("nine_in_the_morning", "personnel", "liv_first_line"),
]


@pytest.fixture(autouse=True)
def shipped(db: None) -> None:
    forms.load_shipped(by=None, at=MORNING - timedelta(days=1))


@pytest.fixture
def at_the_desk(client, kari) -> Client:
    client.force_login(kari)
    return client


@pytest.fixture
def closed(anne_admin) -> None:
    """A rollout day: the form is replaced by the question hour."""
    form, hour = (
        rollout.offer_way_in(way_in=way, by=None, at=MORNING)
        for way in (
            WayIn(slug=SLUG, kind=WayKind.FORM, name="Hjelp"),
            WayIn(slug="sporretime", kind=WayKind.QUESTION_HOUR, name="Spørretimen"),
        )
    )
    questions.plan_rollout(
        wording=Wording("Elements"),
        dates=[local_date(MORNING)],
        policies=[WayPolicy(form, DoorState.REPLACED, hour)],
        by=anne_admin,
        at=MORNING,
    )


def sent(client: Client, **more: object):
    submission = more.pop("submission", str(uuid4()))
    return client.post(PAGE, {**ERROR, "submission": submission, **more})


def test_the_page_begins_with_the_first_choice_and_says_who_will_help(at_the_desk):
    page = at_the_desk.get(PAGE).content.decode()

    assert "Hjelp til bruk av Elements" in page
    assert "Noe virker ikke" in page
    assert "Brukerstøtten" in page
    assert 'name="felt-wanted"' not in page


def test_the_fields_of_a_branch_are_shown_without_anything_being_sent(at_the_desk):
    answer = at_the_desk.post(PAGE, {"felt-branch": "feil", "vis": "1"})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="felt-wanted"' in page
    assert "errors-title" not in page
    assert not Request.objects.exists()


def test_the_one_who_will_get_it_is_named_as_soon_as_the_area_is_chosen(at_the_desk, ola_adviser):
    page = at_the_desk.post(PAGE, {**ERROR, "vis": "1"}).content.decode()

    assert "Går først til Ola Berg" in page


def test_it_is_sent_and_the_receipt_says_number_who_and_what_happens(at_the_desk, ola_adviser):
    answer = sent(at_the_desk)

    request = Request.objects.get()
    assert answer.status_code == 303
    receipt = at_the_desk.get(answer["Location"]).content.decode()
    assert request.number in receipt
    assert "Ola Berg" in receipt
    assert "En kollega nær deg har fått den." in receipt
    assert f'data-drafts-done="form-{SLUG}"' in receipt


def test_a_double_click_is_one_request(at_the_desk):
    submission = str(uuid4())

    first, second = (sent(at_the_desk, submission=submission) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Request.objects.count() == 1


def test_what_must_be_mended_is_said_and_everything_typed_is_kept(at_the_desk):
    answer = sent(at_the_desk, **{"felt-wanted": "", "participants": "lars"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Skriv hva du prøvde å gjøre." in page
    assert 'value="Ekspedering stopper"' in page
    assert "lars</textarea>" in page
    assert not Request.objects.exists()


def test_a_file_comes_along_without_script_and_is_kept_when_something_else_is_wrong(
    at_the_desk, kari
):
    file = SimpleUploadedFile("feil.txt", b"Feil 17")
    wrong = sent(at_the_desk, **{"felt-screenshots": file, "felt-wanted": ""}).content.decode()
    key = re.search(r'name="felt-screenshots_kept" value="([^"]+)" checked', wrong)
    assert key
    assert "Har du dekket til personopplysninger" in wrong

    kept = {"felt-screenshots_kept": key[1], "felt-redacted": "ja"}
    answer = sent(at_the_desk, **kept)

    assert answer.status_code == 303
    assert [each.name for each in files_about(Request.objects.get())] == ["feil.txt"]


def test_a_file_that_is_refused_stops_the_sending_and_says_why(at_the_desk):
    program = SimpleUploadedFile("bilde.png", b"MZ\x90\x00" + b"\x00" * 200)

    answer = sent(at_the_desk, **{"felt-screenshots": program, "felt-redacted": "ja"})

    assert answer.status_code == 422
    assert "bilde.png" in answer.content.decode()
    assert not Request.objects.exists()
    assert not StoredFile.objects.exists()


def test_the_file_of_another_person_cannot_be_brought_along(at_the_desk, lars, client):
    other = Client()
    other.force_login(lars)
    sent(other, **{"felt-screenshots": SimpleUploadedFile("lars.txt", b"Hei"), "felt-wanted": ""})
    key = str(StoredFile.objects.get().key)

    answer = sent(at_the_desk, **{"felt-screenshots_kept": key})

    assert answer.status_code == 422
    assert not Request.objects.exists()


def test_it_is_sent_for_a_colleague_who_follows_it_too(at_the_desk, lars):
    sent(at_the_desk, on_behalf="lars", participants="ola\n")

    assert not Request.objects.exists()

    sent(at_the_desk, on_behalf="lars")
    assert Request.objects.get().concerns == lars


def test_others_are_brought_along(at_the_desk, lars, hilde_host):
    sent(at_the_desk, participants="lars, hilde\n")

    rows = Access.objects.filter(source=Source.PARTICIPANT)
    assert {row.person for row in rows} == {lars, hilde_host}


def test_nobody_sends_for_somebody_at_another_unit(at_the_desk, hr_department):
    person("nora", "Nora", "Nes", hr_department)

    answer = sent(at_the_desk, on_behalf="nora")

    assert answer.status_code == 422
    assert "Du kan sende for dem som arbeider der du arbeider." in answer.content.decode()
    assert not Request.objects.exists()


def test_what_looks_like_an_identity_number_is_warned_of_and_can_be_sent_all_the_same(at_the_desk):
    answer = sent(at_the_desk, **{"felt-happened": f"Det gjelder {NUMBER}."})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "158376 *****" in page
    assert 'href="#felt-happened"' in page
    assert not Request.objects.exists()

    number = {"felt-happened": f"Det gjelder {NUMBER}.", "may_hold_number": "on"}
    assert sent(at_the_desk, **number).status_code == 303


def test_what_was_written_survives_that_the_session_was_lost(client, kari):
    answer = sent(client, participants="lars")
    assert answer.status_code == 303
    assert answer["Location"].startswith("/logg-inn/?next=")

    client.post(answer["Location"], {"username": "kari", "password": "demo"})
    page = client.get(PAGE).content.decode()

    assert "Sende et svar med tre vedlegg." in page
    assert "lars</textarea>" in page
    assert "ikke sendt ennå" in page
    assert not Request.objects.exists()
    assert "Sende et svar" not in client.get(PAGE).content.decode()


def test_the_form_asks_for_its_token_though_the_gate_does_not(kari):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(kari)

    assert sent(strict).status_code == 403
    assert not Request.objects.exists()


def test_whoever_has_not_signed_in_reads_what_the_form_is_for(client):
    page = client.get(PAGE).content.decode()

    assert "Hjelp til bruk av Elements" in page
    assert f'href="/logg-inn/?next={PAGE}"' in page


@pytest.mark.usefixtures("closed")
def test_a_closed_door_refuses_the_page_and_a_saved_form_with_the_way_to_the_next_hour(at_the_desk):
    for answer in (at_the_desk.get(PAGE), sent(at_the_desk), Client().post(PAGE, ERROR)):
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "/sporretimer/neste/" in page

    assert not Request.objects.exists()


@pytest.mark.usefixtures("closed")
def test_the_catalogue_says_which_forms_are_open(at_the_desk):
    page = at_the_desk.get("/hjelp/").content.decode()

    assert f'href="{PAGE}"' not in page
    assert "Hjelp til bruk av Elements" in page
    assert 'href="/hjelp/ny/tilbakemelding/"' in page


def test_a_confidential_form_is_not_kept_in_the_browser(at_the_desk):
    ordinary = at_the_desk.post(PAGE, {"felt-branch": "feil", "vis": "1"}).content.decode()
    deletion = at_the_desk.post(PAGE, {"felt-branch": "sletting", "vis": "1"}).content.decode()

    assert "data-keep-draft" in ordinary
    assert "data-keep-draft" not in deletion
    assert f'data-drafts-done="form-{SLUG}"' in deletion


def test_a_link_fills_in_what_it_knows(at_the_desk):
    page = at_the_desk.get(f"{PAGE}?felt-branch=feil&felt-what=Tom liste").content.decode()

    assert 'value="Tom liste"' in page


def test_the_page_costs_few_queries(at_the_desk, ola_adviser, django_assert_max_num_queries):
    at_the_desk.post(PAGE, {**ERROR, "vis": "1"})

    with django_assert_max_num_queries(28):
        at_the_desk.post(PAGE, {**ERROR, "vis": "1"})


def test_it_goes_to_the_first_line_when_the_area_is_left_open(at_the_desk, ola_adviser):
    sent(at_the_desk, **{"felt-area": ""})

    assert Request.objects.get().line == Line.FIRST
