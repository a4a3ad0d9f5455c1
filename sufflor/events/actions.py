"""Writing history, and telling those who follow a topic that it has moved on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import connection, models, transaction
from django.db.models import F

from sufflor.events.models import Event, Topic, TopicItem, reference
from sufflor.events.verbs import VERBS

JsonValue = str | int | float | bool | None | list["JsonValue"] | dict[str, "JsonValue"]

# PostgreSQL wakes the live stream with this channel; SQLite's stream watches the file instead.
CHANNEL = "sufflor_topics"


def record(
    verb: str, *, about: models.Model, by: models.Model | None, at: datetime, **details: JsonValue
) -> Event:
    """Add one line of history, in the transaction of the deed that it tells of."""
    if verb not in VERBS:
        raise LookupError(f"{verb!r} is not in sufflor/events/verbs.py: say there what it means.")
    return Event.objects.create(
        verb=verb,
        about=reference(about),
        by=reference(by) if by else "",
        at=at,
        details=details,
    )


@transaction.atomic
def touch(
    topic: str, *, changed: Iterable[int] = (), counts: Mapping[int, int] | None = None
) -> int:
    """Move a topic to its next revision and note what changed; returns that revision.

    The topic's row stays locked until the transaction ends, so revisions become visible in order.
    """
    revision = _next_revision(topic)
    _note(topic, revision, "change_revision", dict.fromkeys(changed))
    _note(topic, revision, "count_revision", dict(counts or {}))
    _wake(topic)
    return revision


def _next_revision(topic: str) -> int:
    if not Topic.objects.filter(name=topic).update(revision=F("revision") + 1):
        Topic.objects.bulk_create([Topic(name=topic, revision=0)], ignore_conflicts=True)
        Topic.objects.filter(name=topic).update(revision=F("revision") + 1)
    return Topic.objects.values_list("revision", flat=True).get(name=topic)


def _note(topic: str, revision: int, column: str, counts: Mapping[int, int | None]) -> None:
    rows = [
        TopicItem(topic=topic, item=item, count=count or 0, **{column: revision})
        for item, count in counts.items()
    ]
    columns = [column, "count"] if column == "count_revision" else [column]
    TopicItem.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["topic", "item"],
        update_fields=columns,
    )


def _wake(topic: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, topic])
