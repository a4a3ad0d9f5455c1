"""Which cases their owners are to be reminded of."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from sufflor.vendor.models import Vendor, VendorCase
from sufflor.vendor.rules import SOON

# Later than this nobody is told any more of what was due: it stands on the board.
LATE_FOR = timedelta(days=14)


def to_remind_of(at: datetime) -> QuerySet[VendorCase]:
    """What is due soon, and what was due of late."""
    near = Q(due_at__lte=at + SOON, due_at__gt=at - LATE_FOR)
    return VendorCase.objects.under_way().filter(near, owner__isnull=False).select_related("owner")


def vendors() -> QuerySet[Vendor]:
    return Vendor.objects.select_related("account").prefetch_related(
        "hours", "closures", "agreements", "systems"
    )


def vendor_of(account: int) -> Vendor | None:
    """The vendor whose system account this is."""
    return Vendor.objects.filter(account=account).select_related("account").first()
