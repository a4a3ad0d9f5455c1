"""One mail to each who has something that is due soon, whatever they have of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from sufflor.desk import actions as desk
from sufflor.desk.models import Request
from sufflor.messaging.actions.expanding import deliver
from sufflor.messaging.told import Told
from sufflor.organization.queries import people_there


@transaction.atomic
def warn_of_due(*, planned_at: datetime, at: datetime) -> int:
    """How many requests it is of. That they are told of is marked with it, so it is once."""
    near = desk.warn_of_due(at=at)
    people = {person for request in near for person in _who_have(request, at)}
    minute = f"{planned_at:%Y%m%d%H%M}"
    told = [
        Told(person, "due", f"organization.user:{person}", f"due:{minute}:{person}", at)
        for person in sorted(people)
    ]
    deliver(told=told, at=at)
    return len(near)


def _who_have(request: Request, at: datetime) -> Iterator[int]:
    """The one who has taken it, else those of the group who are there."""
    if request.assignee_id:
        yield request.assignee_id
    elif request.group:
        yield from people_there(request.group, at)
