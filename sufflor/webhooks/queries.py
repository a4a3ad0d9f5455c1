"""The addresses with what was last sent to each, and whether the worker has something to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from sufflor.webhooks.models import Kind, Sending, SendingQuerySet, State, Webhook

LAST = 50


@dataclass(frozen=True)
class Standing:
    """How many stand behind the addresses, as numbers for watch-keeping programs."""

    waiting: int
    stopped: int


def webhooks() -> list[Webhook]:
    """With how many wait and were given up (`waiting`, `given_up`)."""
    counted = Webhook.objects.kept().select_related("system", "made_by")
    return list(
        counted.annotate(
            waiting=Count("sendings", filter=Q(sendings__state=State.WAITING)),
            given_up=Count("sendings", filter=Q(sendings__state=State.GIVEN_UP)),
        )
    )


def last_sendings(webhook: Webhook) -> SendingQuerySet:
    """The newest first."""
    return Sending.objects.filter(webhook=webhook).select_related("webhook")[:LAST]


def on_their_way(webhook: Webhook) -> list[tuple[str, int]]:
    """How many wait, by what they tell of. One query."""
    rows = Sending.objects.waiting().filter(webhook=webhook).order_by("kind")
    counted = rows.values_list("kind").annotate(Count("pk"))
    return [(str(Kind(kind).label), count) for kind, count in counted]


def has_work(at: datetime) -> bool:
    return Sending.objects.due(at).exists()


def standing() -> Standing:
    """Two queries."""
    kept = Webhook.objects.kept()
    return Standing(
        waiting=Sending.objects.waiting().filter(webhook__stopped_at=None).count(),
        stopped=kept.filter(stopped_at__isnull=False).count(),
    )
