"""That a day of a rollout began or was over. Nothing opens or closes by it: others are told."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sufflor.events import actions as events
from sufflor.rollout.models import RolloutDay


@transaction.atomic
def tell_of_day(*, number: int, begins: bool, at: datetime) -> None:
    """Not of a day that was taken off, or of a rollout that was called off."""
    day = RolloutDay.objects.filter(pk=number, rollout__called_off_at=None).first()
    if day is not None:
        verb = "rollout_day.opened" if begins else "rollout_day.closed"
        events.record(verb, about=day, by=None, at=at)
