"""One delivery's way through the mail server, written down before and after each step.

A worker settles only what it holds: its lease fits the claim that gave it and no other. Whoever
comes back from a long sleep finds that somebody else has taken over, and leaves it alone.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext_noop

from sufflor.events.models import FAULT_LENGTH
from sufflor.events.retries import retry_at
from sufflor.messaging.models import Delivery, DeliveryQuerySet, Preference, Reason, State
from sufflor.organization.models import User

# With the pauses of `retry_at` this is about two and a half days.
MOST_ATTEMPTS = 20
WORKER_DIED = gettext_noop("Its worker died each time.")


def claim(*, at: datetime) -> Delivery | None:
    """The next mail to send. That it is being sent is written before the server hears of it."""
    mails = Delivery.objects.select_related("recipient", "answers")
    while abandoned := mails.abandoned(at).claim(at=at, unsure=F("unsure") + 1):
        if abandoned.attempts <= MOST_ATTEMPTS:
            return abandoned
        mark_dead(delivery=abandoned, fault=abandoned.fault or WORKER_DIED)
    return mails.due(at).claim(at=at, state=State.SENDING)


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
    """The server would not hear of any mail: as if this one had never been claimed."""
    _held(delivery).update(state=State.READY, lease_until=None, attempts=F("attempts") - 1)


def preference_of(*, person: User) -> Preference:
    """What the person wants; written with its token the first time somebody asks."""
    return Preference.objects.get_or_create(person=person)[0]


def forget_sent(*, keys: Collection[int], at: datetime) -> int:
    """Take away what was sent, or not sent after all, long ago."""
    return Delivery.objects.filter(pk__in=keys).delete()[0]


def _held(delivery: Delivery) -> DeliveryQuerySet:
    return Delivery.objects.waiting().filter(pk=delivery.pk, lease_until=delivery.lease_until)
