"""Who is told of a case for a vendor: the vendor of what leaves, its owner of what comes back."""

from __future__ import annotations

from collections.abc import Iterable

from sufflor.events.models import Event, reference
from sufflor.messaging.told import Told, whole
from sufflor.vendor.models import Entry


def mailed(event: Event) -> Iterable[Told]:
    """The vendor's account, with the very words that were approved of."""
    entry = _entry(event)
    if entry is not None:
        account = entry.case.system.vendor.account_id
        yield Told(account, "vendor_case", reference(entry), f"vendor_case:{entry.pk}", event.at)


def heard(event: Event) -> Iterable[Told]:
    """Whoever has the case."""
    entry = _entry(event)
    if entry is not None and entry.case.owner_id:
        key = f"vendor_answer:{entry.pk}"
        yield Told(entry.case.owner_id, "vendor_answer", reference(entry), key, event.at)


def _entry(event: Event) -> Entry | None:
    rows = Entry.objects.select_related("case__system__vendor")
    return rows.filter(pk=whole(event.details.get("entry"))).first()
