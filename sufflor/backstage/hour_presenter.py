"""The screen for the hall: one question in large letters, what comes next, and never a name."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from datetime import timedelta
from math import ceil
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from sufflor.backstage.hour_desk import find, number_in
from sufflor.backstage.hour_side import agenda
from sufflor.backstage.hour_slides import Show, show
from sufflor.design.qr import qr_code
from sufflor.lib import tickets
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.lib.tickets import Audience
from sufflor.organization.http import SignedInRequest
from sufflor.questions import actions, queries, rules
from sufflor.questions.models import QuestionHour
from sufflor.questions.queries import BOTH_KINDS, Turns

NEXT = 3


@login_required
@require_safe
def screen(request: SignedInRequest, slug: str) -> HttpResponse:
    """`?bare` is for the projector: nothing to press, and it follows the host's own window."""
    require(rules.may_see_desk(request.user, request.at))
    found = find(slug)
    hour = found.hour
    turns = queries.turns(hour)
    shown = show(
        agenda(request, found),
        turns,
        request.GET.get("del", ""),
        is_open=hour.is_open(request.at),
        is_over=hour.is_over(request.at),
    )
    is_bare = "bare" in request.GET
    ticket = tickets.issue(hour.topic, request.at, audience=Audience.HOSTS)
    context = {
        "hour": hour,
        "revision": found.revision,
        "ticket": ticket,
        "live_url": settings.LIVE_URL,
        "at": request.at,
        "is_open": hour.is_open(request.at),
        "is_bare": is_bare,
        "may_lead": rules.may_host(request.user) and not is_bare,
        "minutes_left": ceil((hour.closes_at - request.at) / timedelta(minutes=1)),
        **_stage(shown, turns),
        **_way_in(hour),
    }
    response = render(request, "backstage/screen.html", context)
    response["Live-Ticket"] = ticket
    return response


@login_required
@require_POST
def go_on(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take up the next question; what was on the screen is laid aside if it still waits."""
    hour = find(slug).hour
    actions.go_on(
        hour=hour,
        seen=number_in(request.POST.get("seen", "")),
        kinds=_kinds(request),
        by=request.user,
        at=timezone.now(),
    )
    return _back(request, hour)


@login_required
@require_POST
def answered_aloud(request: SignedInRequest, slug: str) -> HttpResponse:
    """With one key: whoever is there for the area writes it down. The desk can say otherwise."""
    hour = find(slug).hour
    require(rules.may_host(request.user))
    number = number_in(request.POST.get("seen", ""))
    question = get_object_or_404(hour.questions.select_related("hour", "area"), pk=number)
    writers = queries.writers(hour, request.at)
    # Somebody may have answered it at this very moment: the screen then shows that.
    with suppress(actions.NotInTheQueue):
        actions.answered_aloud(
            question=question,
            writer=writers.likely(question.area_id) or request.user,
            due_at=None,
            kinds=_kinds(request),
            by=request.user,
            at=timezone.now(),
        )
    return _back(request, hour)


def _kinds(request: SignedInRequest) -> Collection[str]:
    kind = request.POST.get("takes_up", "")
    return (kind,) if kind in BOTH_KINDS else BOTH_KINDS


def _back(request: SignedInRequest, hour: QuestionHour) -> HttpResponse:
    """To the same slide, which now has another question on it."""
    query = urlencode({"del": request.POST.get("del", "")[:40]})
    return SeeOther(f"{reverse('hour_screen', args=[hour.slug])}?{query}")


def _stage(shown: Show, turns: Turns) -> dict[str, object]:
    slide = shown.slide
    following = turns.following((slide.takes_up,) if slide.takes_up else BOTH_KINDS)
    now = turns.now if slide.takes_up else None
    return {
        "show": shown,
        "slide": slide,
        "now": now,
        "merged": queries.merged_into(now) if now else 0,
        "following": following[:NEXT],
        "answered": turns.answered,
        "waiting": len(turns.waiting),
    }


def _way_in(hour: QuestionHour) -> dict[str, object]:
    """Where the hall goes to ask: the short address that always leads to the hour of the moment."""
    url = settings.PUBLIC_URL + (hour.path if hour.is_rehearsal else reverse("ask_here"))
    return {"qr": qr_code(url), "ask_address": url.partition("://")[2].rstrip("/")}


urls = [
    path("sporretimer/<slug:slug>/skjerm/", screen, name="hour_screen"),
    path("sporretimer/<slug:slug>/skjerm/neste/", go_on, name="hour_go_on"),
    path("sporretimer/<slug:slug>/skjerm/besvart/", answered_aloud, name="hour_answered_aloud"),
]
