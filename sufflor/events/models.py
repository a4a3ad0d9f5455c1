"""One line of history per deed, and the revisions that tell open pages that something changed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


def reference(thing: models.Model) -> str:
    """How history names an object: "questions.question:12"."""
    return f"{thing._meta.label_lower}:{thing.pk}"


class Event(models.Model):
    """What happened, to what, by whom and when. Rows are only ever added.

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
