"""What looks like the question that somebody is writing, beside the field while they write."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path
from django.views.decorators.http import require_safe

from sufflor.organization.http import Request
from sufflor.questions import queries
from sufflor.questions.models import TEXT_LENGTH, QuestionHour


@require_safe
def similar_questions(request: Request, slug: str) -> HttpResponse:
    """Only the lists, the same for everyone: asked for at every pause in the typing."""
    hour = get_object_or_404(QuestionHour.objects.real(), slug=slug)
    found = queries.similar(request.GET.get("text", "")[:TEXT_LENGTH], hour, request.at)
    return HttpResponse(render_to_string("frontstage/hour_similar.html", {"similar": found}))


urls = [
    path("sporretimer/<slug:slug>/lignende/", similar_questions, name="similar_questions"),
]
