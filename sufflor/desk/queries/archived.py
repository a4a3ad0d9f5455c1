"""What was fetched for the archive, by whom, as which class; the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sufflor.desk.models import Request
from sufflor.events.models import Event, reference_to
from sufflor.forms.models import RecordClass
from sufflor.organization.models import User

SHOWN = 50


@dataclass(frozen=True)
class Fetched:
    """One package. What was fetched before classes were written down has none."""

    event: int
    number: str
    at: datetime
    by: str
    record_class: str
    form: str
    sha256: str


def fetched(*, before: int | None = None, most: int = SHOWN) -> tuple[list[Fetched], int | None]:
    """And from which event to go on, where there are more. Two queries."""
    rows = Event.objects.filter(verb="request.exported").order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before)
    events = list(rows[: most + 1])
    shown = events[:most]
    return list(_told(shown)), shown[-1].pk if len(events) > most else None


def _told(events: Sequence[Event]) -> Iterator[Fetched]:
    people = [event.by.rpartition(":")[2] for event in events if ":" in event.by]
    names = {
        reference_to(User, one.pk): one.full_name for one in User.objects.filter(pk__in=people)
    }
    classes = dict(RecordClass.choices)
    begins = reference_to(Request, "")
    for event in events:
        kept_as = str(event.details.get("record_class", ""))
        yield Fetched(
            event=event.pk,
            number=f"H-{event.about.removeprefix(begins)}",
            at=event.at,
            by=names.get(event.by, ""),
            record_class=str(classes.get(kept_as, kept_as)),
            form=str(event.details.get("form", "")),
            sha256=str(event.details.get("sha256", "")),
        )
