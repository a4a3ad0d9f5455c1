"""What planners have done, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from sufflor.events.models import Event, reference
from sufflor.organization.models import User
from sufflor.rollout.models import Rollout, WayIn

LOGGED = (
    "rollout.planned",
    "rollout.changed",
    "rollout.called_off",
    "rollout.calling_off_undone",
    "mode.normal",
    "mode.rollout",
    "mode.plan",
    "mode.change_undone",
    "door.opened",
    "door.closed",
    "door.override_undone",
    "way_in.offered",
    "way_in.changed",
    "checklist.added",
    "checklist.removed",
    "checklist.ticked",
    "checklist.unticked",
)


@dataclass(frozen=True)
class LogLine:
    """One deed as the planners' log shows it. `reason` is what was said, or which item it was."""

    at: datetime
    by: str
    verb: str
    about: str
    reason: str


def log(limit: int = 20, rollout: Rollout | None = None) -> list[LogLine]:
    """The newest deeds about one rollout, or about all of them and the doors. Three queries."""
    found = Event.objects.filter(verb__in=LOGGED)
    if rollout:
        found = found.filter(about=reference(rollout))
    events = list(found.order_by("-id")[:limit])
    people = _named(User, (event.by for event in events))
    things = _named(WayIn, (event.about for event in events))
    things |= _named(Rollout, (event.about for event in events))
    return [
        LogLine(
            at=event.at,
            by=people.get(event.by, ""),
            verb=event.verb,
            about=things.get(event.about, event.about),
            reason=str(event.details.get("reason") or event.details.get("item", "")),
        )
        for event in events
    ]


def _named(model: type[models.Model], references: Iterable[str]) -> dict[str, str]:
    """The names of objects by how history refers to them."""
    prefix = f"{model._meta.label_lower}:"
    pks = {reference.removeprefix(prefix) for reference in references if prefix in reference}
    found = model._default_manager.filter(pk__in=pks) if pks else ()
    return {f"{prefix}{thing.pk}": str(thing) for thing in found}
