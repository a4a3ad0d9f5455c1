"""What looks like the question that somebody is writing, beside the field while they write."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import path
from django.views.decorators.http import require_safe

from sufflor.organization.http import Request
from sufflor.questions import queries
from sufflor.questions.models import TEXT_LENGTH


@require_safe
def similar_questions(request: Request, slug: str) -> HttpResponse:
    """Only the lists, the same for everyone: asked for at every pause in the typing."""
    hour = queries.find_hour(slug)
    if hour is None or hour.is_rehearsal:
        raise Http404
    found = queries.similar(request.GET.get("text", "")[:TEXT_LENGTH], hour, request.at)
    return HttpResponse(render_to_string("frontstage/hour_similar.html", {"similar": found}))


urls = [
    path("sporretimer/<slug:slug>/lignende/", similar_questions, name="similar_questions"),
]
