"""An address that takes what it is sent, what is told to it, and a worker that sends."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.api import actions as api
from sufflor.api.actions import KeyWish
from sufflor.api.models import Scope
from sufflor.events import actions as events
from sufflor.messaging import actions as messaging
from sufflor.webhooks import actions, sender
from sufflor.webhooks.actions import WebhookWish
from sufflor.webhooks.models import CHOSEN, Webhook
from tests.cast import MORNING
from tests.hook_place import hook_place


@pytest.fixture
def place():
    with hook_place() as place:
        yield place


@pytest.fixture
def token(anne_admin, unit=None):
    wish = KeyWish("Innsida", None, (Scope.SEND, Scope.READ), MORNING + timedelta(days=30))
    made, _secret = api.make_key(wish=wish, by=anne_admin, at=MORNING)
    return made


@pytest.fixture
def add(anne_admin, place, token):
    def added(*kinds, url: str = "", system=token.person) -> tuple[Webhook, str]:
        wish = WebhookWish(
            "Innsida", url or place.url, kinds or CHOSEN, system, system and token.expires_at
        )
        return actions.add_webhook(wish=wish, by=anne_admin, at=MORNING)

    return added


@pytest.fixture
def hook(add):
    return add()[0]


@pytest.fixture
def tell(clock):
    """What a worker does with events: written down for each who is told."""

    def tell(at=MORNING) -> None:
        while outgoing := events.claim_outgoing(at=at):
            messaging.expand(outgoing=outgoing, at=at)

    return tell


@pytest.fixture
def send(clock, tell):
    """Let a worker tell and send all that is due at an instant."""

    def send(at=MORNING) -> None:
        clock(at)
        tell(at)
        while sender.send_next():
            pass

    return send
