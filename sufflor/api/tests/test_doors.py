"""The doors for machines."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sufflor.rollout import actions
from sufflor.rollout.models import DoorState, WayIn

pytestmark = pytest.mark.once


def close(phone: WayIn, by) -> None:
    actions.override(
        way_in=phone,
        state=DoorState.CLOSED,
        until=timezone.now() + timedelta(days=2),
        reason="Innføring",
        by=by,
        at=timezone.now(),
    )


def test_the_state_now_with_when_it_opens_again(client, phone, anne_admin) -> None:
    close(phone, anne_admin)

    said = client.get("/api/v1/doors/").json()

    (door,) = said["ways_in"]
    assert (said["mode"], door["state"], door["contact"]) == ("normal", "closed", "")
    assert door["opens_again"]
    assert "Anne" not in door["reason"]


def test_the_number_is_given_out_only_while_it_is_answered(client, phone) -> None:
    (door,) = client.get("/api/v1/doors/").json()["ways_in"]

    assert (door["state"], door["contact"]) == ("open", "73 00 00 10")


def test_an_unchanged_state_is_not_sent_again(client, phone, anne_admin) -> None:
    etag = client.get("/api/v1/doors/")["ETag"]
    assert client.get("/api/v1/doors/", headers={"If-None-Match": etag}).status_code == 304

    close(phone, anne_admin)

    assert client.get("/api/v1/doors/", headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("language", ["nn", "en", "xx", "x" * 10_000])
def test_the_language_is_asked_for(client, phone, language) -> None:
    assert client.get("/api/v1/doors/", {"language": language}).status_code == 200


def test_a_request_through_a_closed_door_is_a_problem_with_a_pointer(phone, anne_admin) -> None:
    close(phone, anne_admin)

    page = Client(enforce_csrf_checks=True).post(
        "/api/v1/ways-in/telefon/requests/", '{"text": "Hei"}', content_type="application/json"
    )

    assert (page.status_code, page["Content-Type"]) == (409, "application/problem+json")
    assert page.json()["type"] == "urn:sufflor:DoorClosed"
    assert page.json()["instance"] == "/sporretimer/neste/"


def test_a_request_through_an_open_door_is_told_where_to_go(client, phone) -> None:
    page = client.post("/api/v1/ways-in/telefon/requests/")

    assert page.status_code == 409
    assert page.json()["type"] == "urn:sufflor:ReceivedElsewhere"
    assert "73 00 00 10" in page.json()["title"]


def test_a_door_that_there_is_not(client, phone) -> None:
    page = client.post("/api/v1/ways-in/brevdue/requests/")

    assert (page.status_code, page["Content-Type"]) == (404, "application/problem+json")
    assert client.get("/api/v1/ways-in/telefon/requests/").status_code == 405
    assert client.post("/api/v1/doors/").status_code == 405
