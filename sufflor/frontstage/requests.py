"""My private requests: what was taken out of a question hour, how it stands, and the reply."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from sufflor.desk import actions, queries
from sufflor.organization.http import SignedInRequest

ON_A_PAGE = 30


@login_required
@require_safe
def my_requests(request: SignedInRequest) -> HttpResponse:
    own = queries.own_requests(request.user, request.at)
    page = Paginator(own, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "frontstage/my_requests.html", {"page": page})


@login_required
@require_safe
def my_request(request: SignedInRequest, pk: int) -> HttpResponse:
    """Nobody else finds it here; those who help have their own page."""
    found = get_object_or_404(queries.own_requests(request.user, request.at), pk=pk)
    actions.read(request=found, by=request.user, at=timezone.now())
    context = {"found": found, "messages": queries.messages(found, request.at)}
    return render(request, "frontstage/my_request.html", context)


urls = [
    path("mine/henvendelser/", my_requests, name="my_requests"),
    path("mine/henvendelser/<number:pk>/", my_request, name="my_request"),
]
