"""Requests that come from the same fault in the system."""

from __future__ import annotations

from django.db import models

from sufflor.known_errors.models import KnownError
from sufflor.organization.models import User


class ErrorTie(models.Model):
    """A request is about a known error. Where it asks for nothing more, solving the error resolves
    it (`resolved_at`)."""

    request = models.ForeignKey("desk.Request", models.CASCADE, related_name="error_ties")
    error = models.ForeignKey(KnownError, models.CASCADE, related_name="request_ties")
    asks_more = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["request", "error"], name="a_request_is_tied_to_an_error_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.request_id} from {self.error_id}"
