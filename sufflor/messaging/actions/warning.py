"""One mail to each who has something that is due soon, whatever they have of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sufflor.desk import actions as desk
from sufflor.desk.models import Request
from sufflor.lib.clock import local_date
from sufflor.messaging.actions.expanding import deliver
from sufflor.messaging.told import Told
from sufflor.organization.queries import away_on, people_there


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


def _who_have(request: Request, at: datetime) -> list[int]:
    """The one who has taken it; where that is nobody who is there, those of the group who are."""
    holder = [request.assignee_id] if request.assignee_id else []
    if request.group is None or (holder and not away_on(local_date(at), holder)):
        return holder
    return people_there(request.group, at) or holder
