"""One line of history per deed, who must hear of it outside, and the revisions of open pages."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TypeVar

from django.db import models, transaction
from django.db.models import Q

# How long a worker has for one thing before another may take it up.
LEASE = timedelta(seconds=60)
FAULT_LENGTH = 500

T = TypeVar("T", bound="Leased")


def reference(thing: models.Model) -> str:
    """How history names an object: "questions.question:12"."""
    return f"{thing._meta.label_lower}:{thing.pk}"


def reference_to(kind: type[models.Model], pk: object) -> str:
    """The same for an object that is known by its key."""
    return f"{kind._meta.label_lower}:{pk}"


class Event(models.Model):
    """What happened, to what, by whom and when. Rows are only ever added; when the time of a kind
    is over, `by` is forgotten (see `keeping`).

    `about` and `by` are texts ("questions.question:12", "organization.user:5"), so that history
    outlives what it speaks of.
    """

    verb = models.CharField(max_length=60)
    about = models.CharField(max_length=80)
    by = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    details = models.JSONField(default=dict)

    class Meta:
        indexes = (
            models.Index(fields=["about", "id"], name="events_about"),
            models.Index(fields=["verb", "id"], name="events_verb"),
        )

    def __str__(self) -> str:
        return f"{self.verb} {self.about}"


def is_over(at: datetime) -> Q:
    """Leases that have run out, or that were given by a clock which has been set back since."""
    return Q(lease_until__lte=at) | Q(lease_until__gt=at + 2 * LEASE)


class LeasedQuerySet(models.QuerySet[T]):
    def claim(self, *, at: datetime, **also: object) -> T | None:
        """Take a lease on the first row that nobody has one on. Two claims never get the same.

        Counts an attempt, so that what kills its worker every time comes to an end too. `also` is
        written with it.
        """
        free = self.filter(Q(lease_until=None) | is_over(at))
        # Asking first keeps an idle worker out of SQLite's queue of writers.
        if not free.exists():
            return None
        with transaction.atomic():
            row = free.select_for_update(of=("self",), skip_locked=True, no_key=True).first()
            if row is None:
                return None
            row.lease_until, row.attempts = at + LEASE, row.attempts + 1
            rows = self.model._default_manager.filter(pk=row.pk)
            rows.update(lease_until=row.lease_until, attempts=row.attempts, **also)
        return row


class Leased(models.Model):
    """Work that one worker at a time holds, for so long; when it dies, the next one takes over.

    The lease is also what a worker shows to settle the row: it fits only the claim that gave it.
    """

    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=FAULT_LENGTH, blank=True)

    class Meta:
        abstract = True


class OutgoingQuerySet(LeasedQuerySet["Outgoing"]):
    def waiting(self) -> OutgoingQuerySet:
        return self.filter(done_at=None, dead_at=None)

    def dead(self) -> OutgoingQuerySet:
        return self.filter(dead_at__isnull=False)

    def due(self, at: datetime) -> OutgoingQuerySet:
        return self.waiting().filter(due_at__lte=at).order_by("due_at", "pk")


class Outgoing(Leased):
    """An event that somebody outside must hear of: written with it, done when all are told.

    No cursor runs over the events: they become visible in another order than their numbers.
    """

    event = models.OneToOneField(Event, models.CASCADE, primary_key=True, related_name="outgoing")
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    dead_at = models.DateTimeField(null=True, blank=True)

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(
                fields=["due_at"],
                condition=Q(done_at=None, dead_at=None),
                name="events_outgoing_waiting",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(dead_at=None), name="an_event_told_is_not_given_up"
            ),
            models.CheckConstraint(
                condition=Q(dead_at=None) | ~Q(fault=""), name="an_event_is_given_up_for_a_reason"
            ),
        )

    def __str__(self) -> str:
        return f"outgoing {self.event_id}"

    @property
    def is_given_up(self) -> bool:
        return self.dead_at is not None


class Topic(models.Model):
    """Something that open pages follow. Its revision grows by one with every change."""

    name = models.CharField(max_length=60, primary_key=True)
    revision = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} at {self.revision}"


class TopicItem(models.Model):
    """One part of a topic: which revision last changed its count, and which its content."""

    topic = models.CharField(max_length=60)
    item = models.BigIntegerField()
    count = models.IntegerField(default=0)
    count_revision = models.BigIntegerField(default=0)
    change_revision = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["topic", "item"], name="one_row_per_item_of_a_topic"),
            models.CheckConstraint(condition=Q(count__gte=0), name="a_count_is_never_negative"),
        )
        indexes = (
            models.Index(fields=["topic", "count_revision"], name="events_counted"),
            models.Index(fields=["topic", "change_revision"], name="events_changed"),
        )

    def __str__(self) -> str:
        return f"{self.topic}/{self.item}"
