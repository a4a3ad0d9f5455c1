"""A system with a key, and a form that it fills in."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sufflor.api import actions
from sufflor.api.actions import KeyWish
from sufflor.api.models import Scope
from sufflor.forms import actions as forms
from sufflor.forms.actions import Facts
from sufflor.rollout import actions as rollout
from sufflor.rollout.models import WayIn, WayKind

TEXTS = {"nb": "Hva skjer?", "nn": "Kva skjer?", "en": "What happens?"}
DEFINITION = {
    **dict.fromkeys(("title", "summary", "receipt"), TEXTS),
    "subject": "what",
    "sections": [
        {
            "fields": [
                {"name": "what", "type": "text", "label": TEXTS, "required": True},
                {"name": "fails", "type": "yes_no", "label": TEXTS},
                {
                    "name": "error",
                    "type": "long_text",
                    "label": TEXTS,
                    "required": True,
                    "shown_when": {"field": "fails", "is": True},
                },
            ]
        }
    ],
}


class System:
    """Calls us as a system with a key does."""

    def __init__(self, token, secret: str) -> None:
        self.token = token
        self.secret = secret
        self._client = Client(enforce_csrf_checks=True)

    def get(self, place: str, **query):
        return self._client.get(f"/api/v1/{place}", query, headers=self._headers)

    def post(self, place: str, body: object, *, once: str = "en gang", raw: bytes | None = None):
        return self._client.post(
            f"/api/v1/{place}",
            json.dumps(body) if raw is None else raw,
            content_type="application/json",
            headers={**self._headers, **({"Idempotency-Key": once} if once else {})},
        )

    def hand_in(self, *files):
        return self._client.post("/api/v1/files/", {"file": [*files]}, headers=self._headers)

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"}


@pytest.fixture
def made_key(anne_admin):
    def make(*scopes: Scope, unit=None, days: int = 30) -> System:
        at = timezone.now()
        wish = KeyWish("Innsida", unit, scopes or tuple(Scope), at + timedelta(days=days))
        return System(*actions.make_key(wish=wish, by=anne_admin, at=at))

    return make


@pytest.fixture
def system(made_key):
    return made_key()


@pytest.fixture
def form(anne_admin):
    done = {"by": anne_admin, "at": timezone.now()}
    version = forms.open_form(
        slug="hjelp", facts=Facts(), definition=json.dumps(DEFINITION), **done
    )
    return forms.publish_version(version=version, **done)


@pytest.fixture
def phone(db: None) -> WayIn:
    way = WayIn(slug="telefon", kind=WayKind.PHONE, name="Telefon", contact="73 00 00 10")
    return rollout.offer_way_in(way_in=way, by=None, at=timezone.now())
