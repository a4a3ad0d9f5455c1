"""Files from other systems: looked at like all others, and named in the answers of a form."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from sufflor.api.models import Scope
from sufflor.api.tests.conftest import DEFINITION, TEXTS
from sufflor.desk.models import Request
from sufflor.files.models import StoredFile
from sufflor.files.queries import files_about
from sufflor.forms import actions as forms
from sufflor.forms.actions import Facts

SEND = "forms/vedlegg/requests/"

pytestmark = pytest.mark.usefixtures("form_with_files", "liv_first_line")


@pytest.fixture
def form_with_files(anne_admin, settings, tmp_path):
    settings.FILES_FOLDER = tmp_path / "files"
    done = {"by": anne_admin, "at": timezone.now()}
    fields = [
        {"name": "what", "type": "text", "label": TEXTS, "required": True},
        {"name": "shots", "type": "files", "label": TEXTS},
    ]
    definition = json.dumps({**DEFINITION, "sections": [{"fields": fields}]})
    version = forms.open_form(slug="vedlegg", facts=Facts(), definition=definition, **done)
    return forms.publish_version(version=version, **done)


def a_file(name: str = "logg.txt", content: bytes = b"Feil 17\n") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_file_is_handed_in_and_goes_with_the_request_that_names_it(system) -> None:
    came = system.hand_in(a_file())
    sent = system.post(SEND, {"answers": {"what": "Se vedlegg", "shots": [came.json()["key"]]}})

    request = Request.objects.get()
    assert (came.status_code, sent.status_code) == (201, 201)
    assert came.json()["name"] == "logg.txt"
    assert [file.name for file in files_about(request)] == ["logg.txt"]


def test_sent_again_it_is_the_same_request_with_the_same_file(system) -> None:
    answers = {"what": "Se vedlegg", "shots": [system.hand_in(a_file()).json()["key"]]}
    first = system.post(SEND, {"answers": answers})
    second = system.post(SEND, {"answers": answers})

    assert (first.status_code, second.status_code) == (201, 200)
    assert StoredFile.objects.count() == 1


def test_what_another_system_handed_in_cannot_be_named(system, made_key) -> None:
    theirs = made_key().hand_in(a_file()).json()["key"]

    answer = system.post(SEND, {"answers": {"what": "Se vedlegg", "shots": [theirs]}})

    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["errors"]] == ["shots"]
    assert not Request.objects.exists()


def test_a_program_is_refused_with_a_sentence_and_nothing_is_kept(system) -> None:
    answer = system.hand_in(a_file("gratis.exe", b"MZ\x90\x00" + b"\x00" * 200))

    assert answer.status_code == 415
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["title"]
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("raw", [b"", b"{}", b"--x\r\nbroken"])
def test_what_holds_no_file_is_said_to_hold_none(system, raw) -> None:
    answer = system.post("files/", None, raw=raw)

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_a_key_that_only_reads_hands_in_nothing(made_key) -> None:
    answer = made_key(Scope.READ).hand_in(a_file())

    assert (answer.status_code, answer.json()["type"]) == (403, "urn:sufflor:OpensOther")
    assert not StoredFile.objects.exists()
