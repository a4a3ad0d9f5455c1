"""Files on what helpers write: with a reply they reach the user when it does, with a note never."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sufflor.desk import queries
from sufflor.desk.models import Message, Note, Request
from sufflor.files.models import StoredFile
from sufflor.files.queries import files_about
from tests.cast import MORNING
from tests.requests import submitted

pytestmark = pytest.mark.once


LATER = MORNING + timedelta(minutes=1)


@pytest.fixture
def sent(clock, kari, personnel, liv_first_line) -> Request:
    return submitted(kari, "Hvordan skjermer jeg?", area=personnel)


@pytest.fixture
def user(kari):
    client = Client()
    client.force_login(kari)
    return client


def file(name="rutine.txt", content=b"Slik skjermes et navn."):
    return SimpleUploadedFile(name, content)


def reply(client, request, **more):
    return client.post(
        reverse("reply_request", args=[request.pk]), {"text": "Se vedlegget.", **more}
    )


def shown(client, name, request):
    return client.get(reverse(name, args=[request.pk])).content.decode()


def test_the_user_has_the_file_when_the_reply_has_left(liv, user, sent, clock):
    assert reply(liv, sent, files=file()).status_code == 303
    (attached,) = files_about(Message.objects.get())
    address = reverse("my_request_file", args=[sent.pk, attached.key])

    assert "rutine.txt" not in shown(user, "my_request", sent)
    assert user.get(address).status_code == 404
    clock(LATER)
    assert "rutine.txt" in shown(user, "my_request", sent)
    assert b"".join(user.get(address).streaming_content) == b"Slik skjermes et navn."


def test_helpers_find_it_beside_the_reply(liv, sent):
    reply(liv, sent, files=file(), gjor="los")

    (attached,) = files_about(Message.objects.get(resolves=True))
    address = reverse("request_file", args=[sent.pk, attached.key])
    assert address in shown(liv, "request", sent)
    assert liv.get(address).status_code == 200


def test_what_is_still_checked_is_told_of_and_not_handed_out(liv, user, sent, clock):
    reply(liv, sent, files=file())
    StoredFile.objects.update(state="held", checked_at=None)
    clock(LATER)

    (attached,) = files_about(Message.objects.get())
    for client, name in ((liv, "request_file"), (user, "my_request_file")):
        assert client.get(reverse(name, args=[sent.pk, attached.key])).status_code == 409
    assert "rutine.txt" in shown(user, "my_request", sent)


def test_a_reply_that_is_held_back_keeps_its_file_for_the_next(liv, user, sent, clock):
    reply(liv, sent, files=file())
    message = Message.objects.get()

    answer = liv.post(reverse("hold_back_reply", args=[sent.pk, message.pk]), follow=True)

    kept = StoredFile.objects.get()
    assert kept.is_draft
    assert f'name="files_kept" value="{kept.key}" checked' in answer.content.decode()
    reply(liv, sent, files_kept=str(kept.key))
    assert files_about(Message.objects.get()).get() == kept


def test_a_reply_that_says_nothing_keeps_the_file(liv, sent):
    answer = reply(liv, sent, text=" ", files=file())

    kept = StoredFile.objects.get()
    assert answer.status_code == 422
    assert f'value="{kept.key}" checked' in answer.content.decode()


def test_a_file_that_cannot_be_taken_in_stops_the_reply_and_keeps_the_words(liv, sent):
    answer = reply(liv, sent, files=file("tomt.txt", b""))

    assert answer.status_code == 422
    assert ">Se vedlegget.</textarea>" in answer.content.decode()
    assert not Message.objects.exists()


def test_a_file_on_a_note_is_for_helpers_and_for_nobody_else(liv, user, sent, clock):
    liv.post(
        reverse("note_request", args=[sent.pk]), {"text": "Se loggen.", "files": file("logg.txt")}
    )
    (attached,) = files_about(Note.objects.get())
    clock(LATER)

    assert "logg.txt" in shown(liv, "request", sent)
    assert liv.get(reverse("request_file", args=[sent.pk, attached.key])).status_code == 200
    assert user.get(reverse("my_request_file", args=[sent.pk, attached.key])).status_code == 404
    assert "logg.txt" not in shown(user, "my_request", sent)
    assert queries.package(sent, LATER).files == []


def test_what_goes_to_the_archive_is_what_was_sent_each_way(liv, user, sent, clock):
    reply(liv, sent, files=file())
    clock(LATER)
    user.post(
        reverse("my_request", args=[sent.pk]), {"text": "Takk.", "files": file("skjerm.txt", b"x")}
    )

    names = [each.name for each in queries.package(sent, LATER).files]

    assert names == ["rutine.txt", "skjerm.txt"]


def test_the_simple_page_takes_files_too(liv, sent):
    liv.post(
        reverse("request_simple", args=[sent.pk]),
        {"gjor": "svar", "text": "Se vedlegget.", "files": file()},
    )

    assert files_about(Message.objects.get()).get().name == "rutine.txt"
