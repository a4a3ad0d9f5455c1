"""Lasting addresses: of the hour to ask in now, and of a question wherever it stands today."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from sufflor.frontstage.hour_page import find, shared
from sufflor.lib.addresses import in_language
from sufflor.organization.http import Request
from sufflor.questions import queries
from sufflor.questions.models import Question


@require_safe
def next_hour(request: Request) -> HttpResponse:
    """For posters and closed doors: on to the hour to ask in now."""
    return HttpResponseRedirect(_next(request))


@require_safe
def ask_here(request: Request) -> HttpResponse:
    """The same, short enough to be said aloud and typed on a phone: to the form itself."""
    return HttpResponseRedirect(f"{_next(request)}#ask-card")


@require_safe
def question(request: Request, pk: int) -> HttpResponse:
    """To its answer, to the question that it was taken into, or to its place in its hour.

    What everyone can no longer read is told of among the asker's own questions.
    """
    standing = queries.standing(pk)
    if standing is not None:
        return HttpResponseRedirect(in_language(_place(request, standing)))
    if queries.is_own(pk, request.user):
        return HttpResponseRedirect(f"{reverse('my_questions')}#question-{pk}")
    raise Http404


def _place(request: Request, standing: Question) -> str:
    if standing.is_answered:
        return standing.answer.path
    found = find(request, standing.hour.slug)
    side = queries.page_number(found, standing.pk, request.at, shared(request))
    query = f"?side={side}" if side > 1 else ""
    return f"{standing.hour.path}{query}#question-{standing.pk}"


def _next(request: Request) -> str:
    slug = queries.next_slug(request.at)
    if slug is None:
        return reverse("hours")
    query = request.META.get("QUERY_STRING", "")
    return reverse("hour", args=[slug]) + (f"?{query}" if query else "")


urls = [
    path("spor/", ask_here, name="ask_here"),
    path("spør/", ask_here, name="ask_here_spelt_out"),
    path("sporretimer/neste/", next_hour, name="next_hour"),
    path("sporsmal/<number:pk>/", question, name="question"),
]
