"""Pages for those who help together: the team at a unit, and the network of an area."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.http import require_safe

from sufflor.backstage.guidance import USUAL
from sufflor.lib.clock import local_date
from sufflor.organization import queries, rules
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import CaseArea, Unit


@login_required
@require_safe
def team(request: SignedInRequest, code: str) -> HttpResponse:
    unit = get_object_or_404(Unit.objects.select_related("parent"), code=code)
    _units, areas = queries.teams_of(request.user, request.at)
    context = {
        "unit": unit,
        "team": queries.team(unit, request.at),
        "presses": [(area, uuid4()) for area in areas],
        "may_tally": rules.may_tally(request.user, request.at),
        "usual": USUAL,
    }
    return render(request, "backstage/team.html", context)


@login_required
@require_safe
def network(request: SignedInRequest, place: str) -> HttpResponse:
    area = get_object_or_404(CaseArea.objects.select_related("owner"), slug=place)
    context = {
        "area": area,
        "network": queries.network(area, request.at),
        "nodes": queries.in_charge(area, local_date(request.at)),
        "unit": request.user.unit,
        "may_see_register": rules.may_see_register(request.user, request.at),
        "may_tally": rules.may_tally(request.user, request.at),
        "usual": USUAL,
        # A new number each time the page is shown, so that two presses are one.
        "submission": uuid4(),
    }
    return render(request, "backstage/network.html", context)


urls = [
    path("lag/<code:code>/", team, name="team"),
    path("nettverk/<slug:place>/", network, name="network"),
]
