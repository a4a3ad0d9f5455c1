"""Question hours: the list of them, the page of one, and what has changed on it since last."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from sufflor.events.http import CHROME, revisions
from sufflor.frontstage.hour_choices import choice, in_address, number
from sufflor.frontstage.hour_page import areas, find, new_form, page, shared
from sufflor.frontstage.question_rows import rows_html
from sufflor.lib import tickets
from sufflor.lib.clock import local_date
from sufflor.organization.http import Request
from sufflor.questions import queries
from sufflor.questions.queries import Choice, Found
from sufflor.questions.reading import HourCard


@require_safe
def hours(request: Request) -> HttpResponse:
    """Today first, then what comes, then what has been, newest first."""
    cards = queries.hours(request.at, revisions(request)[CHROME])
    today = local_date(request.at)
    context = {
        "today": [card for card in cards if card.date == today],
        "coming": _by_day(card for card in cards if card.date > today),
        "past": _by_day(card for card in reversed(cards) if card.date < today),
    }
    return render(request, "frontstage/hours.html", context)


@require_safe
def hour(request: Request, slug: str) -> HttpResponse:
    found = find(request, slug)
    return page(request, found, new_form(request, found))


@require_safe
def changes(request: Request, slug: str) -> HttpResponse:
    """What an open page lacks. The same for everyone, so that one answer can serve a full hall."""
    found = find(request, slug)
    wanted = choice(request, lambda: areas(request))
    etag = _etag(found, wanted, request.at)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(_changed(request, found, wanted))
        response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    # An open page returns to the stream with this one; a ticket names nobody.
    response["Live-Ticket"] = tickets.issue(found.hour.topic, request.at)
    return response


def _etag(found: Found, wanted: Choice, at: datetime) -> str:
    """What the answer is made from: also the clock, which ends an hour and moves on its plan."""
    hour = found.hour
    facts = (
        found.revision,
        get_language(),
        int(hour.collects(at)),
        int(hour.closes_at.timestamp()),
        queries.current_section(hour, at),
        *in_address(wanted).values(),
    )
    return '"{}"'.format("-".join(str(fact) for fact in facts))


def _changed(request: Request, found: Found, wanted: Choice) -> str:
    """Without the request: what stands around a page is asked for by nobody here."""
    since = number(request.GET.get("siden"))
    changed = queries.changes(found, since, request.at, choice=wanted, shared=shared(request))
    language = get_language() or settings.LANGUAGE_CODE
    context = {
        "changes": changed,
        "rows": rows_html(changed.rows, language),
        "topic": found.hour.topic,
        "hour": found.hour,
        "is_over": found.hour.is_over(request.at) or found.hour.is_cancelled,
        "section": queries.current_section(found.hour, request.at),
    }
    return render_to_string("frontstage/hour_changes.html", context)


def _by_day(cards: Iterable[HourCard]) -> list[tuple[date, list[HourCard]]]:
    return [(day, list(group)) for day, group in groupby(cards, key=lambda card: card.date)]


urls = [
    path("sporretimer/", hours, name="hours"),
    path("sporretimer/<slug:slug>/", hour, name="hour"),
    path("sporretimer/<slug:slug>/endringer/", changes, name="hour_changes"),
]
