"""Giving a request to those who should have it: the nearest who can help, and why just them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import override

from sufflor.desk import clearance, queries, rules
from sufflor.desk.actions.clocks import set_clocks
from sufflor.desk.actions.reaching import open_to
from sufflor.desk.actions.states import locked
from sufflor.desk.models import Direction, Movement, Request
from sufflor.organization import queries as organization
from sufflor.organization.models import HelpKind
from sufflor.organization.queries import Route

BECAUSE_LENGTH = 300
MOST_AT_ONCE = 100


def place(request: Request, *, at: datetime) -> None:
    """The first time, by the routes of the organisation. Where nobody is set up to help it stays
    with no one, and is placed as soon as there is somebody (`place_the_homeless`)."""
    found = route(request, at)
    request.line, request.group, request.assignee = found.line, found.group, found.person
    request.because = found.because[:BECAUSE_LENGTH]
    set_clocks(request, at)
    request.look_at = request.due_at or request.resolve_due_at or at
    request.save()
    if found.group is None and found.person is None:
        return
    Movement.objects.create(
        request=request,
        direction=Direction.IN,
        to_line=found.line,
        to_group=found.group,
        to_person=found.person,
        because=request.because,
        at=at,
    )
    open_to(request, at=at)


def place_the_homeless(*, at: datetime) -> int:
    """Requests that nobody has, since nobody was there to take them: asked for anew."""
    homeless = Request.objects.unresolved().filter(group=None, assignee=None).order_by("pk")
    placed = 0
    for request in homeless[:MOST_AT_ONCE]:
        with transaction.atomic():
            request = locked(request)
            place(request, at=at)
            placed += bool(request.group or request.assignee)
    return placed


def route(request: Request, at: datetime) -> Route:
    """Who gets it, in the language of the one who sent it."""
    with override(request.language):
        return organization.route(
            unit=request.unit,
            area=request.area,
            process=request.process,
            help_kind=HelpKind(request.help_kind),
            at=at,
            load=queries.load(),
            # Nobody is asked to help themselves.
            passing=rules.own(request),
            readers=clearance.readers_of(request),
        )
