"""Searching everything that has been written down, answered, asked or announced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from sufflor.events.http import revisions
from sufflor.frontstage.search_people import people_instead
from sufflor.frontstage.search_visits import note_asked
from sufflor.knowledge import queries as knowledge
from sufflor.known_errors.models import KnownError
from sufflor.known_errors.queries import alike, joined_by
from sufflor.lib.addresses import in_language
from sufflor.lib.text import one_line
from sufflor.organization.http import Request
from sufflor.organization.models import WorkRole
from sufflor.organization.rules import Someone, lines_of, roles_of
from sufflor.search.models import Audience
from sufflor.search.queries import Hit, Results
from sufflor.search.queries import search as find

LONGEST = 400
PER_PAGE = 20
MOST_HITS = 100
KINDS: dict[str, Promise] = {
    "article": _("Article"),
    "path": _("Learning path"),
    "link": _("Page elsewhere"),
    "answer": _("Answer"),
    "question": _("Question"),
    "notice": _("Notice"),
    "known_error": _("Known error"),
    "change_request": _("Wish"),
}


@dataclass(frozen=True)
class Choice:
    """One value of a filter, as a link that keeps what else is chosen."""

    label: str
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Found:
    title: str
    url: str
    snippet: SafeString
    kind: str
    kind_name: str
    area: str
    role: str
    language: str
    is_unvalidated: bool
    is_promoted: bool


@dataclass(frozen=True)
class Asked:
    """What the address asks for; values that do not exist are left out."""

    text: str
    kind: str
    area: str
    role: str

    @property
    def is_filtered(self) -> bool:
        return bool(self.kind or self.area or self.role)

    def url(self, **changed: str) -> str:
        values = {"q": self.text, "type": self.kind, "omrade": self.area, "rolle": self.role}
        return f"?{urlencode({name: one for name, one in (values | changed).items() if one})}"


@require_safe
def search(request: Request) -> HttpResponse:
    areas = {area.slug: area.name for area in knowledge.overview(revisions(request)).areas}
    asked = _asked(request, areas)
    number = _page_number(request.GET.get("page", ""))
    results = _results(asked, audience_of(request.user, request.at), limit=number * PER_PAGE)
    if asked.text and number == 1 and not asked.is_filtered:
        note_asked(request, asked.text, results.total)
    errors = _errors(asked, number)
    context = {
        "asked": asked,
        "hits": [_found(hit, areas) for hit in results.hits[(number - 1) * PER_PAGE :]],
        "page": Paginator(range(results.total), PER_PAGE).get_page(number),
        "total": results.total,
        "is_capped": results.total >= MOST_HITS,
        "suggestion": results.suggestion,
        "suggestion_url": asked.url(q=results.suggestion),
        "unfiltered_url": asked.url(type="", omrade="", rolle=""),
        "filters": _filters(asked, areas),
        "paging": f"{asked.url()[1:]}&",
        "ask_url": _ask_url(asked),
        "people": people_instead(request, asked.area) if asked.text and not results.hits else None,
        "errors": errors,
        "joined": joined_by(request.user) if errors else frozenset(),
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


def _errors(asked: Asked, number: int) -> list[KnownError]:
    """What is wrong just now and looks like what was searched for: above all other hits."""
    return alike(asked.text) if asked.text and number == 1 and not asked.kind else []


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


def _found(hit: Hit, areas: dict[str, str]) -> Found:
    return Found(
        title=hit.title,
        url=in_language(hit.url) if hit.url.startswith("/") else hit.url,
        snippet=hit.snippet,
        kind=hit.kind,
        kind_name=str(KINDS.get(hit.kind, "")),
        area=areas.get(hit.area, ""),
        role=str(WorkRole(hit.role).label) if hit.role in WorkRole.values else "",
        language=hit.language,
        is_unvalidated=hit.kind == "article" and not hit.validated,
        is_promoted=hit.is_promoted,
    )


def _filters(asked: Asked, areas: dict[str, str]) -> tuple[Filter, ...]:
    roles = {value: str(label) for value, label in WorkRole.choices if value != WorkRole.ANYONE}
    return (
        _filter(_("Kind"), "type", asked.kind, KINDS, asked),
        _filter(_("Case area"), "omrade", asked.area, areas, asked),
        _filter(_("Written for"), "rolle", asked.role, roles, asked),
    )


def _filter(
    label: Promise, name: str, chosen: str, values: Mapping[str, str | Promise], asked: Asked
) -> Filter:
    every = {"": _("All"), **values}
    return Filter(
        label=str(label),
        choices=tuple(
            Choice(str(words), asked.url(**{name: value}), value == chosen)
            for value, words in every.items()
        ),
    )


def _ask_url(asked: Asked) -> str:
    """To the question hours, with what was searched for as the beginning of the question."""
    return f"{reverse('next_hour')}?{urlencode({'tekst': asked.text})}"


urls = [path("sok/", search, name="search")]
