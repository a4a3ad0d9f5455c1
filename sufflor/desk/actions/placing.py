"""Giving a request to those who should have it: the nearest who can help, and why just them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import override

from sufflor.desk import clearance, queries, rules
from sufflor.desk.actions.clocks import set_clocks
from sufflor.desk.actions.reaching import let_go, open_to
from sufflor.desk.actions.states import changed, locked
from sufflor.desk.models import Direction, Movement, Request, Source
from sufflor.events import actions as events
from sufflor.lib.rows import insert
from sufflor.organization import queries as organization
from sufflor.organization.models import HelpKind, User
from sufflor.organization.queries import Route

BECAUSE_LENGTH = 300
MOST_AT_ONCE = 100


def place(request: Request, *, at: datetime) -> None:
    """The first time, by the routes of the organisation. Where nobody is set up to help it stays
    with no one, and is placed as soon as there is somebody (`place_the_homeless`)."""
    choose(request, at)
    request.save()
    bring_in(request, at)


def choose(request: Request, at: datetime) -> None:
    """Who gets it and when they answer, said on the request; it need not be stored yet."""
    found = route(request, at)
    request.line, request.group, request.assignee = found.line, found.group, found.person
    request.because = found.because[:BECAUSE_LENGTH]
    set_clocks(request, at)
    request.look_at = request.due_at or request.resolve_due_at or at


def bring_in(request: Request, at: datetime) -> None:
    """To those who were chosen, when it is stored."""
    if request.group is None and request.assignee is None:
        return
    came = Movement(
        request=request,
        direction=Direction.IN,
        to_line=request.line,
        to_group=request.group,
        to_person=request.assignee,
        because=request.because,
        at=at,
    )
    insert(came)
    open_to(request, at=at)
    if request.assignee_id is not None:
        events.record("request.given", about=request, by=None, at=at, movement=came.pk)


def place_the_homeless(*, at: datetime) -> int:
    """Requests that nobody has, since nobody was there to take them, or whoever had them has left:
    asked for anew. What a group has besides lies there again."""
    placed = 0
    for request in queries.with_nobody()[:MOST_AT_ONCE]:
        with transaction.atomic():
            request = locked(request)
            if request.assignee is not None and not _let_go_of(request, request.assignee, at):
                continue
            if request.group is None:
                place(request, at=at)
            placed += bool(request.group or request.assignee)
    return placed


def _let_go_of(request: Request, person: User, at: datetime) -> bool:
    """From one who is here no longer; not from one who came back while we looked."""
    if person.is_active:
        return False
    let_go(request, Source.ASSIGNEE, at)
    request.assignee = None
    if request.group is None:
        Movement.objects.filter(request=request, left_at=None).update(left_at=at)
    changed(request, at)
    events.record("request.released", about=request, by=None, at=at)
    return True


def route(request: Request, at: datetime) -> Route:
    """Who gets it, in the language of the one who sent it."""
    with override(request.language):
        return organization.route(
            unit=request.unit,
            area=request.area,
            process=request.process,
            help_kind=HelpKind(request.help_kind),
            at=at,
            # Only advisers can have too much, and they are asked about an area.
            load=queries.load() if request.area_id else None,
            # Nobody is asked to help themselves.
            passing=rules.own(request),
            readers=clearance.readers_of(request),
        )
