"""From an event to one sending for each address that is to be told."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sufflor.events.models import Event
from sufflor.webhooks import subjects
from sufflor.webhooks.models import OF_REQUESTS, TRIALS, Kind, Sending, Webhook


@transaction.atomic
def write_down(*, event: Event, at: datetime) -> None:
    """Twice is the same as once. Most events are of no interest to anybody: one query."""
    kind = subjects.KINDS.get(event.verb)
    if kind is None:
        return
    if kind in TRIALS:
        number = int(event.about.rpartition(":")[2])
        wanting = list(Webhook.objects.kept().select_related("system").filter(pk=number))
    else:
        wanting = [
            each for each in Webhook.objects.kept().select_related("system") if kind in each.kinds
        ]
    if kind in OF_REQUESTS:
        wanting = [each for each in wanting if _is_its_own(event, each)]
    if not wanting:
        return
    due_at = subjects.due_at(event)
    rows = [
        Sending(webhook=each, event=event, kind=kind, due_at=due_at, next_at=due_at)
        for each in wanting
    ]
    Sending.objects.bulk_create(rows, ignore_conflicts=True)


def _is_its_own(event: Event, webhook: Webhook) -> bool:
    asked = subjects.Asked(event, webhook, event.at)
    return subjects.facts(Kind.REQUEST_CREATED, asked) is not None
