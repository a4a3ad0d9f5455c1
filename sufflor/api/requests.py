"""How requests stand, for the system that sent them: in the front stage's words alone."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpResponse, JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from sufflor.api.gate import with_key
from sufflor.api.models import ApiToken, Scope
from sufflor.desk import actions, queries, wording
from sufflor.desk.models import Request as DeskRequest
from sufflor.events.http import revisions
from sufflor.organization.http import Request

ON_A_PAGE = 50


@require_safe
@with_key(Scope.READ)
def requests(request: Request, token: ApiToken) -> HttpResponse:
    """The newest first; `before` is the number of the last one of the page before."""
    at = timezone.now()
    found = queries.own_requests(token.person, at).order_by("-pk")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 12:
        found = found.filter(pk__lt=int(before))
    page = list(found[: ON_A_PAGE + 1])
    shown = page[:ON_A_PAGE]
    own = queries.own_sentences(revisions(request, queries.STATUS)[queries.STATUS])
    told_at = queries.told_at(shown, at)
    return JsonResponse(
        {
            "requests": [_brief(each, at, own, told_at[each.pk]) for each in shown],
            "next": f"{reverse('api_requests')}?before={shown[-1].pk}"
            if len(page) > ON_A_PAGE
            else None,
        }
    )


@require_safe
@with_key(Scope.READ)
def one_request(request: Request, token: ApiToken, pk: int) -> HttpResponse:
    at = timezone.now()
    found = queries.own_requests(token.person, at).filter(pk=pk).first()
    if found is None:
        raise Http404
    actions.read(request=found, by=token.person, at=at)
    return JsonResponse(request_json(request, found, at))


def request_json(request: Request, found: DeskRequest, at: datetime) -> dict[str, object]:
    """What the user's own page says, and nothing from inside."""
    said = [
        {
            "text": message.text,
            "is_from_helper": message.is_from_helper,
            "at": message.sent_at.isoformat(),
        }
        for message in queries.messages(found, at).order_by("at", "pk")
    ]
    own = queries.own_sentences(revisions(request, queries.STATUS)[queries.STATUS])
    told_at = queries.told_at([found], at)[found.pk]
    return {**_brief(found, at, own, told_at), "text": found.text, "messages": said}


def _brief(
    found: DeskRequest, at: datetime, own: wording.Own, told_at: datetime
) -> dict[str, object]:
    said = wording.said(found, at, own)
    return {
        "id": found.pk,
        "number": found.number,
        "title": found.title,
        "status": said.tag,
        "happening": said.happening,
        "your_part": said.your_part,
        "when": said.when,
        "is_open": found.is_unresolved,
        "opened_at": found.opened_at.isoformat(),
        "changed_at": told_at.isoformat(),
        "page": found.path,
    }


urls = [
    path("requests/", requests, name="api_requests"),
    path("requests/<number:pk>/", one_request, name="api_request"),
]
