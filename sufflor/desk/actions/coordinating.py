"""When a request goes to and fro: those who answer for it are let in, and told."""

from __future__ import annotations

from datetime import datetime

from sufflor.desk import clearance, rules
from sufflor.desk.actions.reaching import let_go, let_in
from sufflor.desk.models import Movement, Request, Source
from sufflor.events import actions as events
from sufflor.organization import queries as organization
from sufflor.organization.models import User


def call_for_coordinators(request: Request, moved: Movement, at: datetime) -> None:
    """Once for each time that it is flagged. They may do with it whatever those who have it may."""
    people = coordinators_of(request, at)
    for person in people:
        let_in(request, Source.COORDINATOR, person=person, at=at)
    keys: list[events.JsonValue] = [person.pk for person in people]
    events.record(
        "request.bounced", about=request, by=moved.by, at=at, movement=moved.pk, people=keys
    )


def no_coordinators(request: Request, at: datetime) -> None:
    """It had not bounced after all."""
    let_go(request, Source.COORDINATOR, at)


def coordinators_of(request: Request, at: datetime) -> list[User]:
    """Never those whose own it is. What is confidential is for those who may read it: where none of
    them is a coordinator, for all of them."""
    passing, readers = rules.own(request), clearance.readers_of(request)

    def is_asked(person: int) -> bool:
        return person not in passing and (readers is None or person in readers)

    found = organization.coordinators(
        group=request.group,
        area=request.area,
        process=request.process,
        at=at,
        is_asked=is_asked,
    )
    return found or (clearance.cleared_for(request) if request.is_confidential else [])
