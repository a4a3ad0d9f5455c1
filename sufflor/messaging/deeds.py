"""What happened in one deed, and who has been told of it: by itself, or with the rest of it."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from sufflor.events.models import Event
from sufflor.messaging.models import Delivery, DeliveryQuerySet, Reason, State

# What is recorded in one deed, by one person and at one instant, is told in one letter.
FIX = frozenset({"vendor_case.released", "error.fixed", "change.delivered"})
NO_FIX = frozenset({"vendor_case.fix_taken_back", "error.reopened", "change.taken_back"})
# Dropped because another mail of the same deed speaks for it.
WITH_ANOTHER = Q(state=State.DROPPED, fault=Reason.TOGETHER)


def of_one_deed(event: Event) -> list[Event]:
    """The event with those that happened in the same deed and are told with it, the first first."""
    verbs = next((verbs for verbs in (FIX, NO_FIX) if event.verb in verbs), None)
    if verbs is None:
        return [event]
    return list(Event.objects.filter(verb__in=verbs, at=event.at, by=event.by).order_by("pk"))


def reached(about: str) -> DeliveryQuerySet:
    """Mails about this that have left or are leaving, by themselves or with another."""
    mails = Delivery.objects.filter(about=about)
    return mails.filter(Q(state__in=[State.SENT, State.SENDING]) | WITH_ANOTHER)


def has_got(person: int | None, about: Collection[str]) -> bool:
    """A mail about one of these has been sent to the person, or one that spoke for it."""
    mine = Delivery.objects.filter(recipient=person)
    mails = mine.filter(about__in=about)
    spoken_for = Q(deed__in=mails.filter(WITH_ANOTHER).values("deed"))
    return mine.filter(Q(pk__in=mails.values("pk")) | spoken_for, state=State.SENT).exists()
