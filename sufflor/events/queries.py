"""Reading history and revisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import models

from sufflor.events.models import Event, Topic, reference


def history(thing: models.Model) -> models.QuerySet[Event]:
    """Everything that happened to one object, oldest first."""
    return Event.objects.filter(about=reference(thing)).order_by("id")


def times(verb: str) -> dict[str, datetime]:
    """When this was last done to each of the objects that it was done to."""
    return dict(Event.objects.filter(verb=verb).order_by("id").values_list("about", "at"))


def revisions(names: Sequence[str]) -> dict[str, int]:
    """The revisions of several topics in one query; a topic that nobody has touched is at 0."""
    found = dict(Topic.objects.filter(name__in=names).values_list("name", "revision"))
    return {name: found.get(name, 0) for name in names}
