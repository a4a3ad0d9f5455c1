"""How it stands today, plain and signed."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from joserfc import jwt
from joserfc.errors import BadSignatureError
from joserfc.jwk import KeySet

from sufflor.api.tests.test_doors import close

pytestmark = pytest.mark.once


@pytest.fixture
def hour(morning):
    """The hour of the cast, tomorrow."""
    opens_at = timezone.now() + timedelta(days=1)
    rows = type(morning).objects.filter(pk=morning.pk)
    rows.update(opens_at=opens_at, closes_at=opens_at + timedelta(hours=1))
    return morning


@pytest.mark.usefixtures("form", "hour")
def test_the_state_says_ways_in_forms_and_hours(client, phone, anne_admin, hour) -> None:
    close(phone, anne_admin)

    said = client.get("/api/v1/state/").json()

    assert said["doors"]["ways_in"][0]["state"] == "closed"
    assert said["forms"] == [
        {
            "slug": "hjelp",
            "title": "Hva skjer?",
            "is_open": True,
            "url": "http://127.0.0.1:8000/hjelp/ny/hjelp/",
        }
    ]
    assert [each["id"] for each in said["hours"]] == [hour.pk]
    assert set(said["house"]) == {"is_open", "opens_at"}
    assert said["hours_calendar"].endswith("/sporretimer.ics")
    assert "Anne" not in json.dumps(said)


def test_the_signed_state_is_checked_with_the_public_key_alone(client, phone) -> None:
    keys = KeySet.import_key_set(client.get("/api/v1/jwks.json").json())
    answer = client.get("/api/v1/state.jwt")

    token = jwt.decode(answer.content.decode(), keys, algorithms=["Ed25519"])

    assert answer["Content-Type"] == "application/jwt"
    assert token.header["typ"] == "sufflor-state+jwt"
    assert token.claims["iss"] == "http://127.0.0.1:8000"
    assert 0 < token.claims["exp"] - timezone.now().timestamp() <= 15 * 60
    assert token.claims["state"] == client.get("/api/v1/state/").json()
    assert "d" not in client.get("/api/v1/jwks.json").json()["keys"][0]


def test_a_state_that_somebody_changed_is_not_believed(client, phone) -> None:
    keys = KeySet.import_key_set(client.get("/api/v1/jwks.json").json())
    head, _body, end = client.get("/api/v1/state.jwt").content.decode().split(".")
    _head, other, _end = client.get("/api/v1/state.jwt?language=en").content.decode().split(".")

    with pytest.raises(BadSignatureError):
        jwt.decode(f"{head}.{other}.{end}", keys, algorithms=["Ed25519"])


def test_what_has_not_changed_is_not_sent_again(client, phone, anne_admin, monkeypatch) -> None:
    now = timezone.now().replace(minute=2, second=0, microsecond=0)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    etag = client.get("/api/v1/state.jwt")["ETag"]
    assert client.get("/api/v1/state.jwt", headers={"If-None-Match": etag}).status_code == 304

    close(phone, anne_admin)

    assert client.get("/api/v1/state.jwt", headers={"If-None-Match": etag}).status_code == 200
