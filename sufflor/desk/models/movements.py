"""Handing over: the one append-only table that tells where a request has been, and why."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sufflor.lib.promises import both_or_neither
from sufflor.organization.models import InThreeLanguages, Line, SupportGroup, User

NOTE_LENGTH = 2000


class Direction(models.TextChoices):
    """Seen from the user: up is away from them, toward the vendor."""

    IN = "in", _("In")
    UP = "up", _("Up")
    DOWN = "down", _("Down")
    SIDEWAYS = "sideways", _("Sideways")
    RETURN = "return", _("Back")
    PERSON = "person", _("To a person")


class HandoverReason(InThreeLanguages):
    """Why requests are handed over, in words that the institution chooses."""

    code = models.SlugField(max_length=40, unique=True)
    direction = models.CharField(max_length=10, choices=Direction, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("position", "pk")


class Movement(models.Model):
    """Hops, time spent at each line and how often requests bounce are queries on this table.

    The prompts of the note are for helpers alone; `left_at` is when it moved on from there.
    """

    request = models.ForeignKey(
        "desk.Request", models.CASCADE, related_name="movements", db_index=False
    )
    direction = models.CharField(max_length=10, choices=Direction)
    from_line = models.PositiveSmallIntegerField(choices=Line, null=True)
    from_group = models.ForeignKey(SupportGroup, models.PROTECT, null=True, related_name="+")
    from_person = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    to_line = models.PositiveSmallIntegerField(choices=Line)
    to_group = models.ForeignKey(SupportGroup, models.PROTECT, null=True, related_name="+")
    to_person = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.ForeignKey(HandoverReason, models.PROTECT, null=True, related_name="+")
    because = models.CharField(max_length=300, blank=True)
    asked = models.TextField(max_length=NOTE_LENGTH, blank=True)
    tried = models.TextField(max_length=NOTE_LENGTH, blank=True)
    remains = models.TextField(max_length=NOTE_LENGTH, blank=True)
    error_text = models.TextField(max_length=NOTE_LENGTH, blank=True)
    # On the way down: what those who get it can do themselves the next time.
    lesson = models.TextField(max_length=NOTE_LENGTH, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("at", "pk")
        indexes = (
            models.Index(fields=["request", "at"], name="movements_of_a_request"),
            models.Index(
                fields=["direction", "request"],
                condition=Q(left_at__isnull=True, undone_at__isnull=True),
                name="how_it_came_where_it_is",
            ),
        )
        constraints = (
            both_or_neither("accepted_at", "accepted_by", name="who_accepts_says_when"),
            models.CheckConstraint(
                condition=Q(to_group__isnull=False) | Q(to_person__isnull=False),
                name="a_request_moves_to_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.request_id}: {self.direction} at {self.at:%Y-%m-%d %H:%M}"
