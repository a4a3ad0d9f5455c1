"""Whether this is up, for whoever routes visitors; and how it goes, for whoever keeps watch."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sufflor.api.gate import with_key
from sufflor.api.models import ApiToken, Scope
from sufflor.messaging import operating
from sufflor.organization.http import Request


@never_cache
@require_safe
def health(request: Request) -> HttpResponse:
    """200 while pages can be made. That the worker is away is told and is no reason to send
    visitors elsewhere; a store that is away is answered with 503 like on every page."""
    seen = operating.is_worker_seen(timezone.now())
    return JsonResponse({"store": "ok", "worker": "ok" if seen else "silent"})


@require_safe
@with_key(Scope.OPERATION)
def operation(request: Request, token: ApiToken) -> HttpResponse:
    return JsonResponse(asdict(operating.operation(timezone.now())))


urls = [
    path("health/", health, name="api_health"),
    path("operation/", operation, name="api_operation"),
]
