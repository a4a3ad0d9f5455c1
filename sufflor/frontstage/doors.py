"""The ways in to help: what is open during a rollout, and the gate in front of every form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from sufflor.events.http import CHROME, revisions
from sufflor.forms import queries as forms
from sufflor.forms.page import begun_on
from sufflor.frontstage import sending
from sufflor.frontstage.home_hour import how_soon, next_hour, when
from sufflor.knowledge import prose
from sufflor.lib.clock import local_date
from sufflor.lib.deeds import looked_at_or_sent
from sufflor.organization.http import Request
from sufflor.rollout import queries
from sufflor.rollout.door import NEXT_HOUR, Door, Doors, Mode, require_open
from sufflor.rollout.models import WayKind


@require_safe
def rollout_page(request: Request) -> HttpResponse:
    doors = _doors(request, request.at)
    asks = _where_to_ask(request, doors)
    context = {
        "doors": doors,
        "asks": asks,
        "days": _days(doors, local_date(request.at)),
        "open_ways": [door for door in _usual(doors, asks) if door.is_open],
        "closed_ways": [door for door in doors.ways if not door.is_open],
        "exceptions": [door for door in doors.ways if door.is_open and door.is_exception],
        "known": prose.cleaned(prose.paragraphs(str(doors.rollout.known))) if doors.rollout else "",
        "awaiting": (
            prose.cleaned(prose.paragraphs(str(doors.rollout.awaiting))) if doors.rollout else ""
        ),
    }
    return render(request, "frontstage/rollout.html", context)


# The gate itself writes nothing, so there is nothing that a forged request could do; and a form
# saved from before the rollout, which has no token of ours, shall be told where to go instead. The
# form behind it asks for its token.
@csrf_exempt
@looked_at_or_sent
def way_in(request: Request, slug: str) -> HttpResponse:
    """The gate: on to the form when it is open, else why not and where to ask."""
    if request.method == "POST":
        return _post(request, slug, timezone.now())
    door = _door(request, slug, request.at)
    if door and not door.is_open:
        return _closed(request, door)
    if version := forms.published(slug, request.at):
        return sending.begin(request, version, door)
    if door is None:
        raise Http404
    return render(request, "frontstage/way_in.html", {"door": door})


def _post(request: Request, slug: str, at: datetime) -> HttpResponse:
    door = _door(request, slug, at)
    if door:
        require_open(door)
    if version := forms.being_filled_in(slug, begun_on(request.POST), at):
        return sending.send(request, version)
    if door is None:
        raise Http404
    response = render(request, "frontstage/way_in.html", {"door": door}, status=405)
    response["Allow"] = "GET, HEAD"
    return response


def _closed(request: Request, door: Door) -> HttpResponse:
    doors = _doors(request, request.at)
    exceptions = [other for other in doors.ways if other.is_exception and other.is_open]
    context = {"door": door, "exceptions": exceptions, "next_hour": NEXT_HOUR}
    return render(request, "frontstage/way_in_closed.html", context, status=409)


def _doors(request: Request, at: datetime) -> Doors:
    return queries.doors(at, queries.current_plan(revisions(request)[CHROME]))


def _door(request: Request, slug: str, at: datetime) -> Door | None:
    """A form that no rollout has a say in has no door of its own: it is open."""
    try:
        return _doors(request, at).way(slug)
    except KeyError:
        return None


def _usual(doors: Doors, asks: dict[str, object] | None) -> Iterator[Door]:
    """Those that are not for what cannot wait. The hour that has a card of its own is left out."""
    for door in doors.ways:
        if not door.is_exception and not (asks and door.kind == WayKind.QUESTION_HOUR):
            yield door


def _where_to_ask(request: Request, doors: Doors) -> dict[str, object] | None:
    """While the doors are closed, the hour that takes their place; None on other days."""
    if doors.mode != Mode.ROLLOUT_DAY:
        return None
    hour = next_hour(request.at, revisions(request)[CHROME])
    if hour is None:
        return None
    return {"hour": hour, "when": when(hour, request.at), "soon": how_soon(hour, request.at)}


def _days(doors: Doors, today: date) -> list[dict[str, object]]:
    """The days of the rollout as steps: done, now and to come."""
    days = doors.rollout.days if doors.rollout else ()
    return [
        {"date": day, "is_over": day < today, "is_today": day == today, "number": number}
        for number, day in enumerate(days, start=1)
    ]


urls = [
    path("innforing/", rollout_page, name="rollout_page"),
    path("hjelp/ny/<slug:slug>/", way_in, name="way_in"),
]
