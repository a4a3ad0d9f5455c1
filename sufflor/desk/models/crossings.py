"""Where a request goes on outside the house, in another institution's or another system's desk."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sufflor.desk.models.entries import ENTRY_LENGTH
from sufflor.organization.models import User

NUMBER_LENGTH = 80
STATUS_LENGTH = 120


class Crossing(models.Model):
    """Another system was told of a request, with these words and no others. The request stays with
    those who have it; `number` and `status` are what it is called there, and how it stands."""

    request = models.ForeignKey("desk.Request", models.CASCADE, related_name="crossings")
    system = models.ForeignKey(User, models.PROTECT, related_name="+")
    text = models.TextField(max_length=ENTRY_LENGTH)
    number = models.CharField(max_length=NUMBER_LENGTH, blank=True)
    status = models.CharField(max_length=STATUS_LENGTH, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["request", "system"], name="a_request_crosses_to_a_system_once"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="a_crossing_says_something"),
        )

    def __str__(self) -> str:
        return f"{self.request_id} at {self.system}"
