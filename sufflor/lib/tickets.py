"""Short-lived signed tickets: a page hands its reader one, and the live stream lets its bearer in.

A ticket names no person. It is checked with a signature alone, so the stream needs no database.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings

LIFETIME = timedelta(minutes=10)
# A ticket made by a process whose clock is a little ahead is still good.
CLOCK_SKEW = timedelta(seconds=30)


class Audience(StrEnum):
    """Whom the stream is for: those who run the hour are told sooner than the hall."""

    EVERYONE = "e"
    HOSTS = "h"


@dataclass(frozen=True)
class Ticket:
    """What a good ticket says. `name` is its own: one page, one name."""

    name: str
    audience: Audience


def issue(topic: str, at: datetime, *, audience: Audience = Audience.EVERYONE) -> str:
    """A new ticket to the stream of one topic, good for ten minutes."""
    until = int((at + LIFETIME).timestamp())
    said = f"{until:x}.{audience}.{secrets.token_urlsafe(9)}"
    return f"{said}.{_signature(topic, said)}"


def read(ticket: str, topic: str, at: datetime) -> Ticket | None:
    """What the ticket says, or nothing when it is forged, run out or for another topic."""
    said, _, signature = ticket.rpartition(".")
    if not said or not hmac.compare_digest(signature.encode(), _signature(topic, said).encode()):
        return None
    until, audience, name = said.split(".")
    seconds_left = int(until, 16) - at.timestamp()
    if not 0 < seconds_left <= (LIFETIME + CLOCK_SKEW).total_seconds():
        return None
    return Ticket(name, Audience(audience))


def _signature(topic: str, said: str) -> str:
    key = f"sufflor.live {settings.SECRET_KEY}".encode()
    return hmac.new(key, f"{topic} {said}".encode(), "sha256").hexdigest()[:32]
