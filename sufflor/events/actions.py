"""Writing history, telling those who follow a topic, and handing on what must leave the house."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db import connection, models, transaction

from sufflor.events.models import FAULT_LENGTH, Event, Outgoing, Topic, TopicItem, reference
from sufflor.events.retries import MOST_ATTEMPTS, retry_at
from sufflor.events.verbs import TOLD_OUTSIDE, TOLD_TO_SYSTEMS, VERBS
from sufflor.lib.rows import insert, insert_or_add, insert_or_change

JsonValue = str | int | float | bool | None | list["JsonValue"] | dict[str, "JsonValue"]

# PostgreSQL wakes the live stream with this channel; SQLite's stream watches the file instead.
CHANNEL = "sufflor_topics"
# And this one wakes the worker that tells those outside.
OUTGOING_CHANNEL = "sufflor_outgoing"


def record(
    verb: str, *, about: models.Model, by: models.Model | None, at: datetime, **details: JsonValue
) -> Event:
    """Add one line of history, in the transaction of the deed that it tells of."""
    if verb not in VERBS:
        raise LookupError(f"{verb!r} is not in sufflor/events/verbs/: say there what it means.")
    whose = reference(by) if by else ""
    event = insert(Event(verb=verb, about=reference(about), by=whose, at=at, details=details))
    if verb in TOLD_OUTSIDE or verb in TOLD_TO_SYSTEMS:
        Outgoing.objects.create(event=event, due_at=at)
        _wake(channel=OUTGOING_CHANNEL)
    return event


def claim_outgoing(*, at: datetime) -> Outgoing | None:
    """The next event whose audience is to be told, on a lease; nothing when all have been."""
    return Outgoing.objects.due(at).select_related("event").claim(at=at)


def outgoing_done(*, outgoing: Outgoing, at: datetime) -> None:
    """In the transaction that wrote what is to be told. Done twice is the same as done once."""
    rows = Outgoing.objects.waiting().filter(pk=outgoing.pk)
    rows.update(done_at=at, lease_until=None, fault="")


def outgoing_failed(*, outgoing: Outgoing, fault: str, at: datetime) -> None:
    """Later once more; after so many attempts it lies where an operator sees it."""
    mine = Outgoing.objects.waiting().filter(pk=outgoing.pk, lease_until=outgoing.lease_until)
    is_dead = outgoing.attempts >= MOST_ATTEMPTS
    mine.update(
        lease_until=None,
        fault=fault[:FAULT_LENGTH],
        due_at=retry_at(outgoing.attempts, at),
        dead_at=at if is_dead else None,
    )


def forget_outgoing(*, before: datetime) -> int:
    """Take away what was told before then; the events themselves stay."""
    deleted, _by_model = Outgoing.objects.filter(done_at__lt=before).delete()
    return deleted


# Who did what nobody is to know any more. What the clock did has nobody behind it, which is another
# thing.
FORGOTTEN = "forgotten"
# Which details of a deed say who it was done to.
WHO = frozenset({"person", "people", "writer", "to"})


def forget_who(
    *, about: Collection[str], verbs: Collection[str], by: Collection[str] | None = None
) -> int:
    """That it was done stays, and when; who did it goes. `by` limits it to these."""
    rows = Event.objects.filter(about__in=about, verb__in=verbs).exclude(by="")
    return (rows if by is None else rows.filter(by__in=by)).update(by=FORGOTTEN)


@transaction.atomic
def forget_people(*, keys: Collection[int], at: datetime) -> int:
    """History older than it is kept by name: who did it goes, and whom it was done to."""
    rows = list(Event.objects.filter(pk__in=keys))
    for row in rows:
        row.by = FORGOTTEN
        row.details = {name: said for name, said in row.details.items() if name not in WHO}
    Event.objects.bulk_update(rows, ["by", "details"])
    return len(rows)


# Never undone by itself: whoever touches is in the middle of a deed.
@transaction.atomic(savepoint=False)
def touch(
    topic: str, *, changed: Iterable[int] = (), counts: Mapping[int, int] | None = None
) -> int:
    """Move a topic to its next revision and note what changed; returns that revision.

    The topic's row stays locked until the transaction ends, so revisions become visible in order.
    """
    revision = insert_or_add(Topic(name=topic, revision=1), twin="name", column="revision")
    _note(topic, revision, "change_revision", dict.fromkeys(changed))
    _note(topic, revision, "count_revision", dict(counts or {}))
    _wake(topic)
    return revision


def _note(topic: str, revision: int, column: str, counts: Mapping[int, int | None]) -> None:
    columns = [column, "count"] if column == "count_revision" else [column]
    for item, count in counts.items():
        row = TopicItem(topic=topic, item=item, count=count or 0, **{column: revision})
        insert_or_change(row, twin=["topic", "item"], columns=columns)


def _wake(topic: str = "", *, channel: str = CHANNEL) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [channel, topic])
