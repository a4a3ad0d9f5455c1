"""The description of the API, as OpenAPI 3.1 lays it out: what there is, what it takes and says."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe

from sufflor.api.offered import OPERATIONS, Operation
from sufflor.api.problems import CONTENT_TYPE
from sufflor.api.schemas import NUMBER, SCHEMAS, TEXT, named
from sufflor.organization.http import Request
from sufflor.webhooks.models import Kind

SUMMARIES: Mapping[Kind, str] = {
    Kind.REQUEST_CREATED: "A request came that the system has sent, or follows.",
    Kind.REQUEST_HANDED_OVER: "A request of the system went to others.",
    Kind.REQUEST_ANSWERED: "Helpers wrote to the system on a request.",
    Kind.REQUEST_RESOLVED: "A request of the system was solved.",
    Kind.QUESTION_ANSWERED: "A question of a question hour got its written answer.",
    Kind.ERROR_CHANGED: "A known error that everyone can read of stands otherwise.",
    Kind.DAY_OPENED: "A day of a rollout began.",
    Kind.DAY_CLOSED: "A day of a rollout was over.",
    Kind.WAYS_CHANGED: "Ways in were opened or closed by hand: read how they stand.",
    Kind.NOTICE_PUBLISHED: "A notice was published in the message channel.",
    Kind.TRIAL: "An administrator tries the address out. Nothing has happened.",
}


@require_safe
def description(request: Request) -> HttpResponse:
    response = JsonResponse(described(), json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response


def described() -> dict[str, object]:
    places: dict[str, dict[str, object]] = {}
    for each in OPERATIONS:
        places.setdefault(each.place, {})[each.method] = _operation(each)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Sufflør",
            "version": "1",
            "description": "The same deeds and the same words as on the pages, over JSON.",
        },
        "servers": [{"url": f"{settings.PUBLIC_URL.rstrip('/')}/api/v1"}],
        "paths": places,
        "webhooks": {kind.value: _told(kind) for kind in Kind},
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
    }


def _told(kind: Kind) -> dict[str, object]:
    """What an address gets. `webhook-signature` is of Standard Webhooks, version 1 of its spec."""
    content = {"application/json": {"schema": named("Told")}}
    said: dict[str, object] = {
        "operationId": kind.value.replace(".", "_"),
        "summary": SUMMARIES[kind],
        "parameters": [
            {"name": name, "in": "header", "required": True, "schema": TEXT}
            for name in ("webhook-id", "webhook-timestamp", "webhook-signature")
        ],
        "requestBody": {"required": True, "content": content},
        "responses": {
            "2XX": {"description": "Taken."},
            "410": {
                "description": "Gone for good: nothing more is sent until it is started again."
            },
            "default": {"description": "Not taken: it is sent again later, under the same id."},
        },
    }
    return {"post": said}


def _operation(each: Operation) -> dict[str, object]:
    said: dict[str, object] = {
        "operationId": each.name,
        "summary": each.summary,
        "parameters": _parameters(each),
        "responses": _responses(each),
    }
    if each.scope:
        said["security"] = [{"key": [each.scope.value]}]
    if each.takes:
        content = {each.takes_as: {"schema": named(each.takes)}}
        said["requestBody"] = {"required": True, "content": content}
    return said


def _parameters(each: Operation) -> list[dict[str, object]]:
    found: list[dict[str, object]] = [
        {"name": name, "in": "path", "required": True, "schema": kind}
        for name, kind in (("slug", TEXT), ("pk", NUMBER))
        if f"{{{name}}}" in each.place
    ]
    found += [{"name": name, "in": "query", "schema": TEXT} for name in each.query]
    if each.needs_once:
        found.append({"name": "Idempotency-Key", "in": "header", "required": True, "schema": TEXT})
    return found


def _responses(each: Operation) -> dict[str, object]:
    refuses = {*each.refuses, 405, 500, 503} | ({401, 403, 429} if each.scope else set())
    problem = {"description": "Not done.", "content": {CONTENT_TYPE: {"schema": named("Problem")}}}
    said: dict[str, object] = {str(status): problem for status in sorted(refuses)}
    if each.says:
        content = {"application/json": {"schema": named(each.says)}}
        for status in {"200", each.status}:
            said[status] = {"description": "Done.", "content": content}
    elif each.status == "200":
        said["200"] = {"description": "Done."}
    return said


urls = [path("openapi.json", description, name="api_description")]
