"""What has been loaded lately, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sufflor.events.models import Event, reference
from sufflor.organization.models import User

SHOWN = 5


@dataclass(frozen=True)
class LoadLine:
    """One load. `by` is empty when it was done from the terminal."""

    at: datetime
    by: str
    added: int
    changed: int
    ended: int


def loads() -> list[LoadLine]:
    """The newest first. Two queries."""
    events = list(Event.objects.filter(verb="organization.loaded").order_by("-id")[:SHOWN])
    keys = {int(event.by.rpartition(":")[2]) for event in events if event.by}
    names = {reference(person): person.full_name for person in User.objects.filter(pk__in=keys)}
    return [
        LoadLine(
            event.at,
            names.get(event.by, ""),
            **{
                count: sum(file[count] for file in event.details["files"].values())
                for count in ("added", "changed", "ended")
            },
        )
        for event in events
    ]
