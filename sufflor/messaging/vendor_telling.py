"""Who is told of a case for a vendor: the vendor of what leaves, its owner of what comes back, and
those who waited for nothing but the case that it is mended, or was not."""

from __future__ import annotations

from collections.abc import Iterable

from sufflor.events.models import Event, reference
from sufflor.messaging.deeds import reached
from sufflor.messaging.told import Told, whole
from sufflor.vendor.models import Entry, State
from sufflor.vendor.queries import told_of_release


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


def released(event: Event) -> Iterable[Told]:
    """Those who hear of it by no error and no wish, and those whose question ends with it; each
    once."""
    entry = _entry(event)
    if entry is not None:
        yield from _each(told_of_release(entry.case, event.at), "fix_released", entry, event)


def taken_back(event: Event) -> Iterable[Told]:
    """Those who were mailed that it was mended. Who has not got that mail yet never gets it."""
    entry = _entry(event)
    before = _release_before(entry) if entry else None
    if entry is None or before is None:
        return
    people = (
        reached(reference(before)).filter(kind="fix_released").values_list("recipient", flat=True)
    )
    yield from _each(people, "fix_taken_back", entry, event)


def _release_before(entry: Entry) -> Entry | None:
    if entry.state_before != State.CLOSED:
        return None
    return entry.case.entries.filter(state=State.CLOSED, pk__lt=entry.pk).order_by("pk").last()


def _each(people: Iterable[int], kind: str, entry: Entry, event: Event) -> Iterable[Told]:
    for person in sorted(people):
        yield Told(person, kind, reference(entry), f"{kind}:{entry.pk}:{person}", event.at)


def _entry(event: Event) -> Entry | None:
    rows = Entry.objects.select_related("case__system__vendor")
    return rows.filter(pk=whole(event.details.get("entry"))).first()
