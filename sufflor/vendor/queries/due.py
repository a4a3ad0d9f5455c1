"""What is due, and what each vendor knows of."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from sufflor.vendor.models import Entry, EntryKind, Vendor, VendorCase
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


def letters_to(account: int) -> QuerySet[Entry]:
    """What a vendor was sent, however it was sent, the newest first."""
    rows = Entry.objects.filter(case__system__vendor__account=account, kind=EntryKind.SENT)
    return rows.select_related("case").order_by("-at", "-pk")


def reported_to(account: int) -> QuerySet[VendorCase]:
    """The cases that a vendor knows of."""
    known = VendorCase.objects.filter(system__vendor__account=account, reported_at__isnull=False)
    return known.select_related("system__vendor__account")


def vendor_of(account: int) -> Vendor | None:
    """The vendor whose system account this is."""
    return Vendor.objects.filter(account=account).select_related("account").first()
