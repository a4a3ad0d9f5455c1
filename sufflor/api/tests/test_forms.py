"""Forms for other systems: the same questions, the same no, and a request that is sent once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sufflor.api.models import Scope
from sufflor.desk.models import Request
from sufflor.rollout import actions as rollout
from sufflor.rollout.models import DoorState, WayIn, WayKind

SEND = "forms/hjelp/requests/"
TRY = "forms/hjelp/evaluation/"
ANSWERS = {"what": "Ekspedering stopper", "fails": True, "error": "Feil 17"}

pytestmark = pytest.mark.usefixtures("form", "liv_first_line")


def closed(by) -> None:
    at = timezone.now()
    way = WayIn(slug="hjelp", kind=WayKind.FORM, name="Hjelp", url="https://x.example/")
    rollout.offer_way_in(way_in=way, by=None, at=at)
    rollout.override(
        way_in=way,
        state=DoorState.CLOSED,
        until=at + timedelta(days=2),
        reason="Innføring",
        by=by,
        at=at,
    )


def test_the_forms_are_listed_in_the_language_that_is_asked_for(system) -> None:
    (bokmal,) = system.get("forms/").json()["forms"]
    (english,) = system.get("forms/", language="en").json()["forms"]

    assert (bokmal["slug"], bokmal["title"]) == ("hjelp", "Hva skjer?")
    assert english["title"] == "What happens?"


def test_a_form_tells_its_fields_and_its_definition(system) -> None:
    said = system.get("forms/hjelp/").json()

    assert [field["name"] for field in said["fields"]] == ["what", "fails"]
    assert said["version"] == 1
    assert said["definition"]["subject"] == "what"


def test_an_evaluation_says_which_fields_show_and_what_is_missing(system) -> None:
    said = system.post(TRY, {"answers": {"what": "Hei", "fails": True}}).json()

    assert [field["name"] for field in said["fields"]] == ["what", "fails", "error"]
    assert (said["is_valid"], [each["field"] for each in said["errors"]]) == (False, ["error"])
    assert not Request.objects.exists()


def test_a_request_is_sent_and_stands_with_whoever_helps(system) -> None:
    answer = system.post(SEND, {"answers": ANSWERS})

    request = Request.objects.get()
    assert answer.status_code == 201
    assert answer["Location"] == f"/api/v1/requests/{request.pk}/"
    assert answer.json()["number"] == request.number
    assert (request.title, request.text) == ("Ekspedering stopper", "Feil 17")
    assert request.reporter == system.token.person
    assert request.group.code == "forstelinjen"


def test_the_same_key_sends_once_whatever_happens_to_the_answer(system) -> None:
    first = system.post(SEND, {"answers": ANSWERS})
    second = system.post(SEND, {"answers": ANSWERS})

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert Request.objects.count() == 1


def test_the_same_key_with_other_answers_is_refused(system) -> None:
    system.post(SEND, {"answers": ANSWERS})

    answer = system.post(SEND, {"answers": {"what": "Noe annet"}})

    assert (answer.status_code, answer.json()["type"]) == (422, "urn:sufflor:KeyUsed")
    assert Request.objects.count() == 1


def test_two_systems_may_use_the_same_key(system, made_key) -> None:
    system.post(SEND, {"answers": ANSWERS})
    made_key().post(SEND, {"answers": ANSWERS})

    assert Request.objects.count() == 2


def test_without_a_key_of_its_own_nothing_is_sent(system) -> None:
    answer = system.post(SEND, {"answers": ANSWERS}, once="")

    assert (answer.status_code, answer.json()["type"]) == (400, "urn:sufflor:KeyMissing")


def test_what_is_missing_is_told_by_field(system) -> None:
    answer = system.post(SEND, {"answers": {"fails": False}})

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert [each["field"] for each in answer.json()["errors"]] == ["what"]


def test_an_identity_number_is_refused_unless_it_is_said_to_be_something_else(system) -> None:
    answers = {"what": "Gjelder 01010750160"}

    assert system.post(SEND, {"answers": answers}).json()["type"].endswith("HoldsIdentityNumber")
    assert system.post(SEND, {"answers": answers, "may_hold_number": True}).status_code == 201


def test_a_system_sends_for_those_where_it_belongs_and_for_nobody_else(
    made_key, kari, institute
) -> None:
    body = {"answers": ANSWERS, "concerns": kari.username}

    assert made_key().post(SEND, body).status_code == 403
    assert made_key(unit=institute).post(SEND, body).status_code == 201
    assert Request.objects.get().concerns == kari


def test_a_colleague_that_there_is_not_is_told(system) -> None:
    answer = system.post(SEND, {"answers": ANSWERS, "concerns": "finnes\0ikke"})

    assert (answer.status_code, answer.json()["type"]) == (422, "urn:sufflor:NoSuchPerson")


def test_a_closed_door_says_why_and_where_instead(system, anne_admin) -> None:
    closed(anne_admin)

    answer = system.post(SEND, {"answers": ANSWERS})

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:sufflor:DoorClosed")
    assert answer.json()["instance"] == "/sporretimer/neste/"
    assert "Innføring" in answer.json()["title"]
    assert not Request.objects.exists()


def test_the_way_in_says_that_its_form_takes_requests(client, system, anne_admin) -> None:
    way = WayIn(slug="hjelp", kind=WayKind.FORM, name="Hjelp", url="https://x.example/")
    rollout.offer_way_in(way_in=way, by=None, at=timezone.now())

    answer = client.post("/api/v1/ways-in/hjelp/requests/").json()

    assert answer["type"] == "urn:sufflor:ReceivedByItsForm"
    assert answer["instance"] == "/api/v1/forms/hjelp/requests/"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"answers": []}',
        b'{"answers": {"what": {"x": 1}}}',
        b'{"answers": {"what": [1]}}',
        b'{"answers": {}, "concerns": 5}',
        b'{"answers": {}, "may_hold_number": "ja"}',
        b'{"answers": ' + b"[" * 5_000 + b"]" * 5_000 + b"}",
        b'{"answers": ' + b'{"a":' * 100_000,
        b'{"answers": {"what": "' + b"x" * 30_000 + b'"}}',
    ],
)
def test_what_cannot_be_read_is_a_problem_and_no_fault(system, raw) -> None:
    answer = system.post(SEND, None, raw=raw)

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert not Request.objects.exists()


@pytest.mark.parametrize("answers", [{"what": "a\0b"}, {"what": "\ud800x"}, {"finnes ikke": 1}])
def test_strange_letters_and_unknown_fields_do_no_harm(system, answers) -> None:
    assert system.post(TRY, {"answers": answers}).status_code == 200


@pytest.mark.parametrize("place", ["forms/finnes-ikke/", "finnes-ikke/", "requests/999999/"])
def test_what_is_not_there_is_a_problem_in_json(system, place) -> None:
    answer = system.get(place)

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_a_key_opens_only_what_it_says(made_key) -> None:
    reads = made_key(Scope.FORMS)

    assert reads.get("forms/").status_code == 200
    assert reads.post(SEND, {"answers": ANSWERS}).status_code == 403
    assert reads.get("requests/").status_code == 403
    assert not Request.objects.exists()
