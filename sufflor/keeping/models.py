"""What has been decided of how long things are kept, what is held, and what has gone."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from sufflor.desk.models.retention import Holding, promises_of_a_hold
from sufflor.organization.models import User

NAME_LENGTH = 20


class Term(models.Model):
    """How many days a kind is kept; none is for good."""

    kind = models.CharField(max_length=NAME_LENGTH, unique=True)
    days = models.PositiveIntegerField(null=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.kind}: {self.days} days"


class Hold(Holding):
    """Nothing of a kind is taken away until it is lifted."""

    kind = models.CharField(max_length=NAME_LENGTH)

    class Meta(Holding.Meta):
        constraints = promises_of_a_hold("kind", called="a_hold_of_a_kind")

    def __str__(self) -> str:
        return f"{self.kind} held since {self.placed_at:%Y-%m-%d}"


class Purge(models.Model):
    """One going through of a kind: how many went. Nothing of what they were is kept here."""

    kind = models.CharField(max_length=NAME_LENGTH)
    days = models.PositiveIntegerField()
    gone = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-began_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["kind"], condition=Q(ended_at=None), name="a_kind_is_gone_through_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.gone} of {self.kind}"

    @property
    def out_of_backups_at(self) -> datetime | None:
        """When the last copy that still has it is thrown away, as the operators have said."""
        kept: int = settings.BACKUPS_KEPT_DAYS
        return self.ended_at + timedelta(days=kept) if self.ended_at and kept else None
