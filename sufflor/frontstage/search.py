"""Searching everything that has been written down, answered, asked or announced."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from sufflor.events.http import ERRORS, ORGANIZATION, revisions
from sufflor.frontstage.search_listing import (
    KINDS,
    MOST_HITS,
    PER_PAGE,
    Asked,
    filters,
    listing,
)
from sufflor.frontstage.search_people import people_instead
from sufflor.frontstage.search_visits import note_asked
from sufflor.knowledge import queries as knowledge
from sufflor.known_errors.queries import ErrorLine, alike, joined_by
from sufflor.lib.text import one_line
from sufflor.organization.http import Request
from sufflor.organization.models import WorkRole
from sufflor.organization.rules import Someone, lines_of, roles_of
from sufflor.search.models import Audience
from sufflor.search.queries import Results
from sufflor.search.queries import search as find

LONGEST = 400


@require_safe
def search(request: Request) -> HttpResponse:
    areas = {area.slug: area.name for area in knowledge.overview(revisions(request)).areas}
    asked = _asked(request, areas)
    number = _page_number(request.GET.get("page", ""))
    results = _results(asked, audience_of(request.user, request.at), limit=number * PER_PAGE)
    if asked.text and number == 1 and not asked.is_filtered:
        note_asked(request, asked.text, results.total)
    errors = _errors(request, asked, number)
    listed = listing(asked, number, results, areas)
    is_capped = results.total >= MOST_HITS
    context = {
        "asked": asked,
        "listing": listed,
        "total": MOST_HITS if is_capped else listed.total,
        "is_capped": is_capped,
        "suggestion": results.suggestion,
        "suggestion_url": asked.url(q=results.suggestion),
        "unfiltered_url": asked.url(type="", omrade="", rolle=""),
        "filters": filters(asked, areas),
        "ask_url": _ask_url(asked),
        "people": people_instead(request, asked.area) if asked.text and not results.hits else None,
        "errors": errors,
        "joined": _joined(request, errors),
        "is_signed_in": request.user.is_authenticated,
    }
    return render(request, "frontstage/search.html", context)


def audience_of(person: Someone, at: datetime) -> Audience:
    """Helpers find what is written for helpers; who is not signed in finds what is public."""
    if not person.is_authenticated:
        return Audience.PUBLIC
    helps = roles_of(person) or lines_of(person, at)
    return Audience.BACKSTAGE if helps else Audience.SIGNED_IN


def _asked(request: Request, areas: dict[str, str]) -> Asked:
    def among(name: str, values: Iterable[str]) -> str:
        value = request.GET.get(name, "")
        return value if value in values else ""

    return Asked(
        text=one_line(request.GET.get("q", "")[: LONGEST * 4])[:LONGEST],
        kind=among("type", KINDS),
        area=among("omrade", areas),
        role=among("rolle", WorkRole.values),
    )


def _errors(request: Request, asked: Asked, number: int) -> tuple[ErrorLine, ...]:
    """What is wrong just now and looks like what was searched for: above all other hits."""
    if not asked.text or number > 1 or asked.kind:
        return ()
    revision = revisions(request)
    return alike(asked.text, revision[ERRORS] + revision[ORGANIZATION])


def _joined(request: Request, errors: tuple[ErrorLine, ...]) -> frozenset[int]:
    return joined_by(request.user) & {line.pk for line in errors} if errors else frozenset()


def _page_number(value: str) -> int:
    """What does not read as a number of a sensible size is the first page."""
    if not (value.isascii() and value.isdigit() and len(value) < 16):
        return 1
    return min(max(int(value), 1), MOST_HITS // PER_PAGE)


def _results(asked: Asked, audience: Audience, limit: int) -> Results:
    if not asked.text:
        return Results()
    return find(
        asked.text,
        audience=audience,
        language=get_language() or "nb",
        # What helpers have beside it, candidates for errors, is found where they work with it.
        kinds=[asked.kind] if asked.kind else list(KINDS),
        area=asked.area,
        role="" if asked.role == WorkRole.ANYONE else asked.role,
        limit=limit,
    )


def _ask_url(asked: Asked) -> str:
    """To the question hours, with what was searched for as the beginning of the question."""
    return f"{reverse('next_hour')}?{urlencode({'tekst': asked.text})}"


urls = [path("sok/", search, name="search")]
