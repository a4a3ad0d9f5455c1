"""Which requests wait for a case for a vendor, and which of them end with it."""

from __future__ import annotations

from django.db import models

from sufflor.desk.models import Request
from sufflor.organization.models import User


class RequestTie(models.Model):
    """A request waits for a case. Where it asks for nothing more, and no known error of the case
    takes it along, a fix in use resolves it (`resolved_at`)."""

    case = models.ForeignKey("vendor.VendorCase", models.CASCADE, related_name="request_ties")
    request = models.ForeignKey(Request, models.CASCADE, related_name="case_ties")
    asks_more = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("request", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["case", "request"], name="a_request_waits_for_a_case_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.request_id} waits for {self.case_id}"
