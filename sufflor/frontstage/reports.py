"""Reports after rollouts, for everyone: the figures as they were, with words around them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.http import require_safe

from sufflor.insight import queries
from sufflor.organization.http import Request


@require_safe
def reports(request: Request) -> HttpResponse:
    return render(request, "frontstage/reports.html", {"reports": queries.published()})


@require_safe
def report(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.published(), pk=pk)
    page = queries.report_page(queries.Figures.kept_in(found))
    return render(request, "frontstage/report.html", {"report": found, "page": page})


urls = [
    path("rapporter/", reports, name="reports"),
    path("rapporter/<number:pk>/", report, name="report"),
]
