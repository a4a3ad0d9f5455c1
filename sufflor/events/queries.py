"""Reading history and revisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from sufflor.events.models import Event, Topic, reference
from sufflor.lib.prepared import Values, prepared_rows


def history(thing: models.Model) -> models.QuerySet[Event]:
    """Everything that happened to one object, oldest first."""
    return Event.objects.filter(about=reference(thing)).order_by("id")


def times(verb: str, *, since: datetime | None = None) -> dict[str, datetime]:
    """When this was last done to each of the objects that it was done to, ever or since then."""
    rows = Event.objects.filter(verb=verb)
    rows = rows.filter(at__gte=since) if since else rows
    return dict(rows.order_by("id").values_list("about", "at"))


def latest(verb: str, things: Iterable[models.Model], *, since: datetime) -> dict[str, int]:
    """When each of several objects last had this done to it, as the number of the event.

    Objects that it has not happened to since then are left out; no query when there are none.
    """
    names = [reference(thing) for thing in things]
    if not names:
        return {}
    told = Event.objects.filter(verb=verb, about__in=names, at__gte=since)
    return dict(told.order_by().values_list("about").annotate(last=models.Max("id")))


def revisions(names: Sequence[str]) -> dict[str, int]:
    """The revisions of several topics in one query; a topic that nobody has touched is at 0."""

    def topics(_values: Values) -> models.QuerySet[Topic, tuple[str, int]]:
        return Topic.objects.filter(name__in=names).values_list("name", "revision")

    found = dict(prepared_rows(("revisions", tuple(names)), Values(), topics))
    return {name: found.get(name, 0) for name in names}


@dataclass(frozen=True)
class Wanted:
    """Which history somebody wants to see. What is empty narrows nothing."""

    # A verb ("role.granted"), or what all of them are about ("role").
    verb: str = ""
    about: str = ""
    by: str = ""
    since: datetime | None = None
    until: datetime | None = None
    # Numbers of events: those before, for the next page, and those after, for what is new.
    before: int | None = None
    after: int | None = None


def told(wanted: Wanted) -> models.QuerySet[Event]:
    """That history, the newest first."""
    rows = Event.objects.order_by("-id")
    if wanted.verb:
        rows = rows.filter(
            models.Q(verb=wanted.verb) | models.Q(verb__startswith=f"{wanted.verb}.")
        )
    exact = {"about": wanted.about, "by": wanted.by}
    bounds = {
        "at__gte": wanted.since,
        "at__lt": wanted.until,
        "id__lt": wanted.before,
        "id__gt": wanted.after,
    }
    given = {name: value for name, value in {**exact, **bounds}.items() if value}
    return rows.filter(**given)
