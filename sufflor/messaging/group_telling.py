"""Who is told that somebody is brought into a support group, or taken out of it."""

from __future__ import annotations

from collections.abc import Iterable

from sufflor.events.models import Event
from sufflor.messaging.told import Told, whole


def joined(event: Event) -> Iterable[Told]:
    """The one who helps there now."""
    yield from _told("group_joined", event)


def left(event: Event) -> Iterable[Told]:
    """The one who does not any more, and gave back what they had in hand."""
    yield from _told("group_left", event)


def _told(kind: str, event: Event) -> Iterable[Told]:
    person = whole(event.details.get("person"))
    yield Told(person, kind, event.about, f"{kind}:{event.pk}:{person}", event.at)
