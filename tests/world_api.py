"""What the world of tests/world.py holds of other ways in: mail that came."""

from __future__ import annotations

from collections.abc import Mapping

from sufflor.messaging import actions
from sufflor.messaging.models import Fate, Why
from tests.cast import MORNING
from tests.mailbox import mail

Thing = Mapping[str, object]


def held_mail() -> Thing:
    """From somebody whom nobody knows."""
    raw = bytes(mail(From="ukjent@verden.example"))
    received = actions.take_in(raw=raw, is_whole=True, at=MORNING)
    actions.settle(received=received, fate=Fate.HELD, why=Why.UNKNOWN_SENDER, by=None, at=MORNING)
    return {"pk": received.pk}


def outside_forms() -> dict[str, dict[str, object]]:
    return {"check_mail": {"person": "kari"}, "discard_mail": {"reason": "Reklame"}}
