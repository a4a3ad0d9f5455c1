"""The weekly meetings with a vendor: each list begins where the last one ended."""

from __future__ import annotations

from django.db import models

from sufflor.organization.models import User
from sufflor.vendor.models.vendors import Vendor


class Meeting(models.Model):
    """The list of a vendor's cases was gone through with them."""

    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="meetings")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.vendor} {self.at:%Y-%m-%d}"
