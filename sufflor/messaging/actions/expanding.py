"""From an event to one delivery for each who is to hear of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from sufflor.events import actions as events
from sufflor.events.models import Outgoing
from sufflor.messaging.addresses import message_id
from sufflor.messaging.models import Delivery, Preference
from sufflor.messaging.telling import told_by
from sufflor.messaging.told import Told
from sufflor.webhooks import actions as webhooks

AT_A_TIME = 500


@transaction.atomic
def expand(*, outgoing: Outgoing, at: datetime) -> None:
    """Write the deliveries and call the event told, both or neither. Twice is the same as once."""
    deliver(told=told_by(outgoing.event), at=at)
    webhooks.write_down(event=outgoing.event, at=at)
    events.outgoing_done(outgoing=outgoing, at=at)


@transaction.atomic
def deliver(*, told: Iterable[Told], at: datetime) -> None:
    """Put on the way out what has not been put there before: the key decides."""
    entries = list(told)
    languages = dict(
        Preference.objects.filter(person__in={entry.person for entry in entries}).values_list(
            "person", "language"
        )
    )
    rows = [
        Delivery(
            recipient_id=entry.person,
            kind=entry.kind,
            about=entry.about,
            key=entry.key,
            deed=entry.deed,
            message_id=message_id(entry.key),
            language=languages.get(entry.person, settings.LANGUAGE_CODE),
            created_at=at,
            next_at=entry.due_at,
        )
        for entry in entries
    ]
    Delivery.objects.bulk_create(rows, batch_size=AT_A_TIME, ignore_conflicts=True)
