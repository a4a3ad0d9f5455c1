"""A mailbox, requests to answer, and mail that comes in."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage

import pytest

from sufflor.messaging import actions, intake
from sufflor.messaging.addresses import reply_address
from sufflor.messaging.composing import compose
from sufflor.messaging.models import Delivery, Received
from sufflor.rollout import actions as rollout
from sufflor.rollout.models import DoorState, WayIn, WayKind
from tests.cast import MORNING
from tests.mailbox import mail
from tests.requests import submitted

LATER = MORNING + timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def request_(kari, liv_first_line):
    return sent(kari)


@pytest.fixture
def mailbox(db):
    way = WayIn(slug="epost", kind=WayKind.EMAIL, name="E-post", contact="hjelp@nidelva.example")
    return rollout.offer_way_in(way_in=way, by=None, at=MORNING)


def sent(by, **more):
    return submitted(by, "Den stopper midt i.", title="Ekspedering stopper", **more)


def comes(made: EmailMessage, at=LATER) -> Received:
    received = actions.take_in(raw=bytes(made), is_whole=True, at=at)
    intake.sort(at)
    received.refresh_from_db()
    return received


def answer_to(request, person, text="Det virker ikke ennå.", **headers) -> EmailMessage:
    return mail(text, To=str(reply_address(request.pk, person.pk)), **headers)


def close(way, by, *, until=None) -> None:
    rollout.override(
        way_in=way,
        state=DoorState.CLOSED,
        until=until or LATER + DAY,
        reason="Innføring",
        by=by,
        at=MORNING,
    )


def told(kind: str) -> EmailMessage:
    delivery = Delivery.objects.select_related("answers").get(kind=kind)
    return compose(delivery, None)
