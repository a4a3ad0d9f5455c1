"""A rollout begins: whoever waits for an answer is told that it waits, and keeps its place."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sufflor.desk import queries as desk
from sufflor.messaging.actions.expanding import deliver
from sufflor.messaging.told import Told
from sufflor.rollout import queries as rollout
from sufflor.rollout.door import Mode


@transaction.atomic
def tell_who_waits(*, number: int, at: datetime) -> int:
    """Once for each rollout. Where it is put off by hand, nothing waits and nobody is told."""
    doors = rollout.doors(at)
    if doors.mode != Mode.ROLLOUT_DAY or doors.rollout is None or doors.rollout.pk != number:
        return 0
    people = desk.reporters_waiting(at)
    about = f"rollout.rollout:{number}"
    told = [Told(one, "paused", about, f"paused:{number}:{one}", at) for one in people]
    deliver(told=told, at=at)
    return len(people)
