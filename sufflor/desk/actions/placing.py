"""Giving a request to those who should have it: the nearest who can help, and why just them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count
from django.utils.translation import override

from sufflor.desk.actions.reaching import open_to
from sufflor.desk.models import Direction, Movement, Request
from sufflor.desk.models.requests import UNRESOLVED
from sufflor.organization import queries as organization
from sufflor.organization.queries import Route

BECAUSE_LENGTH = 300


def place(request: Request, *, at: datetime) -> None:
    """The first time, by the routes of the organisation."""
    found = route(request, at)
    request.line, request.group, request.assignee = found.line, found.group, found.person
    request.because = found.because[:BECAUSE_LENGTH]
    Movement.objects.create(
        request=request,
        direction=Direction.IN,
        to_line=found.line,
        to_group=found.group,
        to_person=found.person,
        because=request.because,
        at=at,
    )
    set_clocks(request, at)
    open_to(request, at=at)
    request.save()


def route(request: Request, at: datetime) -> Route:
    """Who gets it, in the language of the one who sent it."""
    with override(request.language):
        return organization.route(
            unit=request.unit,
            area=request.area,
            process=request.process,
            help_kind=request.help_kind,
            at=at,
            load=load(),
        )


def load() -> dict[int, int]:
    """How many unresolved requests each helper has. One query."""
    rows = Request.objects.filter(state__in=UNRESOLVED, assignee__isnull=False).order_by()
    counted = rows.values_list("assignee").annotate(Count("pk"))
    return dict(counted)


def set_clocks(request: Request, at: datetime) -> None:
    """When the user should hear from us, and when it should be resolved, where that is promised."""
    promised = organization.promise(line=request.line, group=request.group, at=at)
    request.due_at = None if request.answered_at else promised.first_answer_at
    request.resolve_due_at = request.resolve_due_at or promised.resolved_at
