"""Files are uploaded with a form or on their own, and removed by whoever uploaded them."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sufflor.files import actions, queries
from sufflor.files.models import FileState, StoredFile
from sufflor.files.tests.conftest import no_file_longer_than, picture
from tests.cast import MORNING

pytestmark = pytest.mark.once


BY_SCRIPT = {"HX-Request": "true"}


def sent(name="notat.txt", content=b"Dette skjedde."):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def page(client, kari):
    client.force_login(kari)
    return client


def test_without_script_the_form_brings_the_files(page, kari):
    answer = page.post("/filer/", {"files": [sent("1.txt"), sent("2.txt")]})

    assert (answer.status_code, answer["Location"]) == (303, "/filer/")
    assert [file.name for file in queries.drafts_of(kari)] == ["1.txt", "2.txt"]
    shown = page.get("/filer/").content.decode()
    assert "1.txt" in shown
    assert "2.txt" in shown


def test_a_script_gets_the_row_that_the_form_sends_along(page, kari):
    answer = page.post("/filer/", {"files": sent()}, headers=BY_SCRIPT)

    (file,) = queries.drafts_of(kari)
    row = answer.content.decode().strip()
    assert answer.status_code == 200
    assert row.startswith('<li class="file">')
    assert f'name="files_kept" value="{file.key}" checked' in row
    assert f"/filer/{file.key}/fjern/" in row


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("tom.txt", b"", "Det er ingenting i filen."),
        ("rapport.pdf", b"MZ\x90\x00\xff" + bytes(90), "Programmer kan ikke legges ved."),
        ("<b>.png", b"\x89PNG\r\n\x1a\n", "Bildet kan ikke leses."),
    ],
)
def test_what_is_not_taken_is_told_of_by_its_name(page, name, content, words):
    by_script = page.post("/filer/", {"files": sent(name, content)}, headers=BY_SCRIPT)
    by_form = page.post("/filer/", {"files": sent(name, content)})

    for answer in (by_script, by_form):
        shown = answer.content.decode()
        assert answer.status_code == 422
        assert words in shown
        assert name.replace("<", "&lt;").replace(">", "&gt;") in shown


def test_those_that_are_taken_stay_when_another_is_not(page, kari):
    answer = page.post("/filer/", {"files": [sent("god.txt"), sent("tom.txt", b"")]})

    assert answer.status_code == 422
    assert [file.name for file in queries.drafts_of(kari)] == ["god.txt"]
    assert "god.txt" in answer.content.decode()


def test_a_file_that_has_gone_since_is_told_of_and_the_others_come_along(page, kari):
    page.post("/filer/", {"files": [sent("her.txt"), sent("borte.txt")]})
    here, gone = queries.drafts_of(kari).order_by("-name")
    actions.remove(file=gone, by=kari, at=MORNING)

    answer = page.post("/filer/", {"files_kept": [str(here.key), str(gone.key)]})

    assert answer.status_code == 422
    assert "En av filene er ikke her lenger." in answer.content.decode()


def test_a_form_without_files_is_told_so(page):
    answer = page.post("/filer/")

    assert answer.status_code == 422
    assert "Velg én eller flere filer." in answer.content.decode()


def test_ones_own_draft_can_be_looked_at_and_nobody_elses(page, client, lars):
    page.post("/filer/", {"files": sent("skjerm.png", picture())})
    address = re.search(r'href="(/filer/[0-9a-f-]+/)"', page.get("/filer/").content.decode())[1]

    mine = page.get(address)
    client.force_login(lars)
    theirs = client.get(address)

    assert (mine.status_code, mine["Content-Type"]) == (200, "image/png")
    assert mine["Content-Security-Policy"].startswith("sandbox")
    assert theirs.status_code == 404


def test_what_is_sent_is_no_longer_here(page, kari, personnel):
    page.post("/filer/", {"files": sent()})
    (file,) = queries.drafts_of(kari)
    actions.tie(files=[file], about=personnel, by=kari, at=MORNING)

    assert page.get(f"/filer/{file.key}/").status_code == 404
    assert page.post(f"/filer/{file.key}/fjern/").status_code == 404


@pytest.mark.parametrize(
    ("state", "words"),
    [(FileState.HELD, "Sjekkes"), (FileState.INFECTED, "Har virus")],
)
def test_what_cannot_be_opened_says_why(page, kari, state, words):
    page.post("/filer/", {"files": sent()})
    StoredFile.objects.update(
        state=state,
        checked_at=None if state == FileState.HELD else MORNING,
        finding="Eicar" if state == FileState.INFECTED else "",
    )
    (file,) = queries.drafts_of(kari)

    shown = page.get("/filer/").content.decode()

    assert words in shown
    assert f'href="/filer/{file.key}/"' not in shown
    assert page.get(f"/filer/{file.key}/").status_code == 409


@pytest.mark.parametrize(("headers", "status"), [({}, 303), (BY_SCRIPT, 200)])
def test_a_file_is_removed_by_whoever_uploaded_it(page, client, kari, lars, headers, status):
    page.post("/filer/", {"files": sent()})
    (file,) = queries.drafts_of(kari)

    client.force_login(lars)
    refused = client.post(f"/filer/{file.key}/fjern/", headers=headers)
    client.force_login(kari)
    removed = client.post(f"/filer/{file.key}/fjern/", headers=headers)

    assert (refused.status_code, removed.status_code) == (404, status)
    assert not queries.drafts_of(kari).exists()


def test_the_list_asks_the_database_as_often_however_long_it_is(
    page, django_assert_max_num_queries
):
    page.post("/filer/", {"files": [sent(f"{number}.txt") for number in range(9)]})

    with django_assert_max_num_queries(12):
        page.get("/filer/")


def test_when_the_disk_is_full_a_file_is_refused_and_the_rest_goes_on(page, kari):
    with no_file_longer_than(100_000):
        answer = page.post("/filer/", {"files": sent(content=b"x" * 200_000)}, headers=BY_SCRIPT)
        other = page.get("/filer/")

    assert answer.status_code == 507
    assert "Det er ikke plass til filen akkurat nå." in answer.content.decode()
    assert other.status_code == 200


def test_when_there_is_no_room_for_the_form_itself_its_sender_is_told_so(page):
    """Django writes what is large to the temporary folder before any view is asked."""
    page.raise_request_exception = False

    with no_file_longer_than(100_000):
        answer = page.post("/filer/", {"files": sent(content=b"x" * 3_000_000)})

    assert answer.status_code == 507
    assert "Det er ikke plass til filen akkurat nå." in answer.content.decode()
