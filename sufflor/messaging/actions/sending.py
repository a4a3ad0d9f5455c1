"""One delivery's way through the mail server, written down before and after each step.

A worker settles only what it holds: its lease fits the claim that gave it and no other. Whoever
comes back from a long sleep finds that somebody else has taken over, and leaves it alone.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext_noop

from sufflor.events.models import FAULT_LENGTH, LEASE
from sufflor.events.retries import retry_at
from sufflor.messaging.models import Delivery, DeliveryQuerySet, Preference, Reason, State
from sufflor.organization.models import User

# With the pauses of `retry_at` this is about two and a half days.
MOST_ATTEMPTS = 20
WORKER_DIED = gettext_noop("Its worker died each time.")


def claim(*, limit: int, at: datetime) -> list[Delivery]:
    """What is to be sent now, on a lease; attempts are counted one by one when each is begun."""
    due = Delivery.objects.due(at).select_related("recipient")
    return due.claim(limit=limit, at=at, counted=False)


def begin(*, delivery: Delivery, at: datetime) -> bool:
    """Write that it is being sent, before anything is said to the server.

    No when another worker has it by now, or when it was begun too often to go on.
    """
    was_begun = delivery.state == State.SENDING
    if was_begun and delivery.attempts >= MOST_ATTEMPTS:
        mark_dead(delivery=delivery, fault=delivery.fault or WORKER_DIED)
        return False
    until = at + LEASE
    begun = _held(delivery).update(
        state=State.SENDING,
        lease_until=until,
        attempts=F("attempts") + 1,
        # Somebody began it and never told how it ended.
        unsure=F("unsure") + int(was_begun),
    )
    if begun:
        delivery.state, delivery.lease_until = State.SENDING, until
        delivery.attempts += 1
    return bool(begun)


def mark_sent(*, delivery: Delivery, at: datetime) -> None:
    """The server has taken it. True whoever holds the lease by now."""
    rows = Delivery.objects.waiting().filter(pk=delivery.pk)
    rows.update(state=State.SENT, sent_at=at, lease_until=None, fault="")


def postpone(*, delivery: Delivery, fault: str, at: datetime, unsure: bool = False) -> None:
    """Try again later, as the same mail; after so many attempts it is given up."""
    if delivery.attempts >= MOST_ATTEMPTS:
        mark_dead(delivery=delivery, fault=fault)
        return
    _held(delivery).update(
        state=State.READY,
        lease_until=None,
        next_at=retry_at(delivery.attempts, at),
        fault=fault[:FAULT_LENGTH],
        unsure=F("unsure") + int(unsure),
    )


def mark_dead(*, delivery: Delivery, fault: str) -> None:
    """Given up, with the words of whoever refused it, where an administrator sees it."""
    _held(delivery).update(state=State.DEAD, lease_until=None, fault=fault[:FAULT_LENGTH])


def mark_dropped(*, delivery: Delivery, reason: Reason) -> None:
    """There is nothing to send any more."""
    _held(delivery).update(state=State.DROPPED, lease_until=None, fault=reason)


def take_back(*, delivery: Delivery) -> None:
    """It was begun, but the server would not hear of any mail: as if it had never been begun."""
    _held(delivery).update(state=State.READY, lease_until=None, attempts=F("attempts") - 1)


def release(*, deliveries: Collection[Delivery]) -> None:
    """Let others have what was claimed and not begun."""
    rows = Delivery.objects.filter(state=State.READY, pk__in=[each.pk for each in deliveries])
    rows.filter(lease_until__in={each.lease_until for each in deliveries}).update(lease_until=None)


def preference_of(*, person: User) -> Preference:
    """What the person wants; written with its token the first time somebody asks."""
    return Preference.objects.get_or_create(person=person)[0]


def forget_sent(*, before: datetime) -> int:
    """Take away what was sent, or not sent after all, before then."""
    old = Delivery.objects.filter(sent_at__lt=before) | Delivery.objects.filter(
        state=State.DROPPED, next_at__lt=before
    )
    deleted, _by_model = old.delete()
    return deleted


def _held(delivery: Delivery) -> DeliveryQuerySet:
    return Delivery.objects.waiting().filter(pk=delivery.pk, lease_until=delivery.lease_until)
