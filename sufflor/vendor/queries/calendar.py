"""When a vendor counts hours, and what that makes due when."""

from __future__ import annotations

from datetime import datetime, timedelta

from sufflor.lib.working_time import Period, WorkingCalendar
from sufflor.vendor.models import Agreement, State, Vendor, VendorCase


def calendar_of(vendor: Vendor) -> WorkingCalendar:
    """The vendor's own hours; before they are known it counts none. Two queries."""
    periods = (Period(row.weekday, row.opens, row.closes) for row in vendor.hours.all())
    closed = frozenset(vendor.closures.values_list("date", flat=True))
    return WorkingCalendar(tuple(periods), closed)


def due_by_agreement(case: VendorCase) -> datetime | None:
    """When the vendor has promised what comes next: an answer, and then a fix. Both are counted
    from when it was reported; nothing where nothing is promised."""
    if not case.is_with_the_vendor or case.reported_at is None:
        return None
    vendor = case.system.vendor
    agreed = Agreement.objects.filter(vendor=vendor, severity=case.severity).first()
    if agreed is None:
        return None
    hours = agreed.answer_hours if case.state == State.REPORTED else agreed.fix_hours
    return calendar_of(vendor).add(case.reported_at, timedelta(hours=hours))
