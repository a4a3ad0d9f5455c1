"""Reading history and revisions."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models

from sufflor.events.models import Event, Topic, reference


def history(thing: models.Model) -> models.QuerySet[Event]:
    """Everything that happened to one object, oldest first."""
    return Event.objects.filter(about=reference(thing)).order_by("id")


def revisions(names: Sequence[str]) -> dict[str, int]:
    """The revisions of several topics in one query; a topic that nobody has touched is at 0."""
    found = dict(Topic.objects.filter(name__in=names).values_list("name", "revision"))
    return {name: found.get(name, 0) for name in names}
