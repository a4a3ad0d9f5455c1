"""Learning paths: everyone sees the way, and who is signed in checks off how far they have come."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from sufflor.events.http import revisions
from sufflor.knowledge import actions, queries
from sufflor.knowledge.models import Card, LearningPath, PathText
from sufflor.lib.responses import SeeOther, alike_for_guests
from sufflor.organization.http import Request, SignedInRequest


@dataclass(frozen=True)
class Line:
    key: str
    card: Card
    is_done: bool


@require_safe
@alike_for_guests
def learning_path(request: Request, place: str) -> HttpResponse:
    found = _read(request, place)
    done = queries.checked_by(request.user)
    lines = [Line(line.key, line.card, line.key in done) for line in found.lines]
    context = {
        "learning_path": found,
        "lines": lines,
        "done": sum(line.is_done for line in lines),
        "may_check": request.user.is_authenticated,
    }
    return render(request, "frontstage/learning_path.html", context)


@login_required
@require_POST
def check(request: SignedInRequest, place: str) -> HttpResponse:
    """What stands in the path is checked off, or taken back."""
    found = _read(request, place)
    key = request.POST.get("ting", "")
    if all(line.key != key for line in found.lines):
        raise Http404
    done = actions.check_off if request.POST.get("gjort") else actions.take_back_check
    done(thing=queries.thing_of(key), by=request.user, at=timezone.now())
    return SeeOther(f"{found.url}#{key}")


def _read(request: Request, place: str) -> PathText:
    try:
        return queries.path_page(place, revisions(request))
    except LearningPath.DoesNotExist:
        raise Http404 from None


urls = [
    path("laeringsstier/<slug:place>/", learning_path, name="learning_path"),
    path("laeringsstier/<slug:place>/kryss/", check, name="learning_path_check"),
]
