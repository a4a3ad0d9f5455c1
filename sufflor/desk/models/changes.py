"""Requests that ask for the same change of the system."""

from __future__ import annotations

from django.db import models

from sufflor.change_requests.models import ChangeRequest
from sufflor.organization.models import User


class ChangeTie(models.Model):
    """A request asks for a change. Those whose it is stand behind it, and hear of it from there."""

    request = models.ForeignKey("desk.Request", models.CASCADE, related_name="change_ties")
    change = models.ForeignKey(ChangeRequest, models.CASCADE, related_name="request_ties")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["request", "change"], name="a_request_asks_for_a_change_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.request_id} asks for {self.change_id}"
