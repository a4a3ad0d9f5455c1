"""A file is handed out as a download that no page can run, and only when it is clean."""

from __future__ import annotations

import pytest
from django.http import Http404

from sufflor.files import actions, http
from sufflor.files import shelf as where
from sufflor.files.models import FileState, StoredFile
from sufflor.files.tests.conftest import picture
from tests.cast import MORNING


@pytest.fixture
def served():
    """What a reader gets of a file."""

    def served(file):
        response = http.serve(StoredFile.objects.get(pk=file.pk))
        content = b"".join(response.streaming_content)
        response.close()
        return response, content

    return served


def test_a_file_comes_back_as_it_was_sent(received, served):
    response, content = served(received(b"Dette skjedde.", "notat.txt"))

    assert content == b"Dette skjedde."
    assert response["Content-Length"] == "14"
    assert response["Content-Type"] == "text/plain"


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"<!doctype html><script>alert(1)</script>", "side.html", "application/octet-stream"),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", "side.xhtml", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "logo.svg", None),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "brev.pdf", "application/pdf"),
        (b"Hei", "hei.txt", "text/plain"),
    ],
)
def test_nothing_is_run_in_a_browser(received, served, content, name, told):
    response, _content = served(received(content, name))

    assert response["Content-Type"] == (told or "application/octet-stream")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP"])
def test_pictures_that_we_have_drawn_may_be_shown(received, served, form):
    response, _content = served(received(picture(form), "skjerm"))

    assert response["Content-Type"] == f"image/{form.lower()}"
    assert response["Content-Disposition"].startswith("inline")
    assert response["Content-Security-Policy"].startswith("sandbox")


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("notat.txt", 'attachment; filename="notat.txt"'),
        ("blåbær 1.txt", "attachment; filename*=utf-8''bl%C3%A5b%C3%A6r%201.txt"),
        ('"; filename=x.exe".txt', 'attachment; filename="\\"; filename=x.exe\\".txt"'),
        ("linje\r\nX-Ond: ja.txt", 'attachment; filename="linje X-Ond: ja.txt"'),
    ],
)
def test_a_name_is_a_name_and_nothing_else(received, served, name, header):
    response, _content = served(received(name=name))

    assert response["Content-Disposition"] == header
    assert "X-Ond" not in response.headers


def test_what_is_held_is_served_to_nobody(received, served):
    file = received()
    StoredFile.objects.update(state=FileState.HELD, checked_at=None)

    with pytest.raises(http.StillChecked):
        served(file)


def test_what_is_infected_is_served_to_nobody(received, served):
    file = received()
    StoredFile.objects.update(state=FileState.INFECTED, finding="Eicar")

    with pytest.raises(http.HoldsVirus):
        served(file)


def test_what_is_removed_is_not_found(received, served, kari):
    file = received()
    actions.remove(file=file, by=kari, at=MORNING)

    with pytest.raises(Http404):
        served(file)


def test_what_has_lost_its_bytes_is_not_found_and_told_of(received, served, caplog):
    file = received()
    where.drop(file.key)

    with pytest.raises(Http404):
        served(file)
    assert "lost its bytes" in caplog.text


def test_bytes_are_read_only_as_they_leave(received):
    file = received(b"x" * 1_000_000)

    response = http.serve(file)

    assert len(next(iter(response.streaming_content))) < 100_000
    response.close()
