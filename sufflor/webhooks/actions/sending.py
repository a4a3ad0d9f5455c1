"""One sending's way to its address, written down before and after.

A worker settles only what it holds: its lease fits the claim that gave it and no other.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sufflor.events import actions as events
from sufflor.events.models import FAULT_LENGTH
from sufflor.events.retries import retry_at
from sufflor.webhooks.models import Sending, SendingQuerySet, State, Webhook

# With the pauses of `retry_at` this is about two and a half days.
MOST_ATTEMPTS = 20
GONE = 410


def claim(*, at: datetime) -> Sending | None:
    """The next to send. What a dead worker held comes free with its lease, and is sent again under
    the same id."""
    sendings = Sending.objects.select_related("event", "webhook__system")
    return sendings.due(at).claim(at=at, tried_at=at)


def taken(*, sending: Sending, status: int, at: datetime) -> None:
    """The address has it. True whoever holds the lease by now."""
    rows = Sending.objects.waiting().filter(pk=sending.pk)
    rows.update(state=State.SENT, sent_at=at, lease_until=None, fault="", status=status)


def drop(*, sending: Sending) -> None:
    """There is nothing to tell any more."""
    _held(sending).update(state=State.DROPPED, lease_until=None, fault="")


@transaction.atomic
def not_taken(*, sending: Sending, fault: str, status: int, at: datetime) -> None:
    """Later once more; what waits behind it waits too. After so many attempts, or when the address
    says that it is gone for good, the address is stopped and administrators are told."""
    said = {"lease_until": None, "fault": fault[:FAULT_LENGTH], "status": status}
    if status != GONE and sending.attempts < MOST_ATTEMPTS:
        _held(sending).update(next_at=retry_at(sending.attempts, at), **said)
    elif _held(sending).update(state=State.GIVEN_UP, **said):
        stopped = Webhook.objects.filter(pk=sending.webhook_id, stopped_at=None)
        if stopped.update(stopped_at=at):
            events.record("webhook.stopped", about=sending.webhook, by=None, at=at, status=status)


def forget_sendings(*, before: datetime) -> int:
    """Take away what came before then, also what nobody has taken."""
    deleted, _by_model = Sending.objects.filter(due_at__lt=before).delete()
    return deleted


def _held(sending: Sending) -> SendingQuerySet:
    return Sending.objects.waiting().filter(pk=sending.pk, lease_until=sending.lease_until)
