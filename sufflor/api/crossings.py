"""Requests that were sent on to a system: what it was told, and how it says that they stand."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from sufflor.api.gate import NotUnderstood, sent, with_key
from sufflor.api.models import ApiToken, Scope
from sufflor.desk import actions, queries
from sufflor.desk.models import Crossing
from sufflor.organization.http import Request

MOST = 200


@require_safe
@with_key(Scope.CROSS)
def crossings(request: Request, token: ApiToken) -> HttpResponse:
    found = queries.crossings_of(token.person)[:MOST]
    return JsonResponse({"crossings": [_json(each) for each in found]})


@csrf_exempt
@require_POST
@with_key(Scope.CROSS)
def crossing(request: Request, token: ApiToken, pk: int) -> HttpResponse:
    """The same number and status once more change nothing."""
    found = queries.crossings_of(token.person).filter(pk=pk).first()
    if found is None:
        raise Http404
    body = sent(request)
    number, status = body.get("number", ""), body.get("status", "")
    if not isinstance(number, str) or not isinstance(status, str):
        raise NotUnderstood
    said = actions.say_outside(
        crossing=found, number=number, status=status, by=token.person, at=timezone.now()
    )
    return JsonResponse(_json(said))


def _json(each: Crossing) -> dict[str, object]:
    """The words that a helper chose for it; of the request itself only its number."""
    return {
        "id": each.pk,
        "request": each.request.number,
        "text": each.text,
        "number": each.number,
        "status": each.status,
        "at": each.at.isoformat(),
    }


urls = [
    path("crossings/", crossings, name="api_crossings"),
    path("crossings/<number:pk>/", crossing, name="api_crossing"),
]
