"""The description of the API, as OpenAPI 3.1 lays it out: what there is, what it takes and says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe

from sufflor.api.models import Scope
from sufflor.api.problems import CONTENT_TYPE
from sufflor.api.schemas import NUMBER, SCHEMAS, TEXT, named
from sufflor.organization.http import Request
from sufflor.webhooks.models import Kind


@dataclass(frozen=True)
class Operation:
    """What one address does by one method. `says` and `takes` are names of schemas."""

    name: str
    place: str
    method: str
    summary: str
    says: str = ""
    takes: str = ""
    takes_as: str = "application/json"
    scope: Scope | None = None
    status: str = "200"
    refuses: tuple[int, ...] = ()
    needs_once: bool = False
    query: tuple[str, ...] = ("language",)


OPERATIONS: tuple[Operation, ...] = (
    Operation("api_doors", "/doors/", "get", "Which ways in are open now, and why.", says="Doors"),
    Operation(
        "api_send_request",
        "/ways-in/{slug}/requests/",
        "post",
        "Never takes a request: says why the door is closed, or where requests are received.",
        status="409",
        refuses=(404, 409),
    ),
    Operation(
        "api_forms",
        "/forms/",
        "get",
        "The forms that people can fill in.",
        says="Forms",
        scope=Scope.FORMS,
    ),
    Operation(
        "api_form",
        "/forms/{slug}/",
        "get",
        "One form: its definition, and its fields before anything is answered.",
        says="Form",
        scope=Scope.FORMS,
        refuses=(404,),
    ),
    Operation(
        "api_form_evaluation",
        "/forms/{slug}/evaluation/",
        "post",
        "What the form shows, requires and refuses for some answers. Nothing is kept.",
        says="Evaluation",
        takes="Answers",
        scope=Scope.FORMS,
        refuses=(400, 404),
    ),
    Operation(
        "api_form_send",
        "/forms/{slug}/requests/",
        "post",
        "Send a request. 201 the first time; 200 and the same request with the same key.",
        says="Request",
        takes="NewRequest",
        scope=Scope.SEND,
        status="201",
        refuses=(400, 403, 404, 409, 422),
        needs_once=True,
    ),
    Operation(
        "api_files",
        "/files/",
        "post",
        "Hand in one file. Its key is an answer to a field that takes files.",
        says="File",
        takes="NewFile",
        takes_as="multipart/form-data",
        scope=Scope.SEND,
        status="201",
        refuses=(400, 409, 413, 415, 422, 507),
    ),
    Operation(
        "api_requests",
        "/requests/",
        "get",
        "The requests that were sent with this key, the newest first, fifty at a time.",
        says="Requests",
        scope=Scope.READ,
        query=("language", "before"),
    ),
    Operation(
        "api_request",
        "/requests/{pk}/",
        "get",
        "How one request stands, in the words that a user reads.",
        says="Request",
        scope=Scope.READ,
        refuses=(404,),
    ),
    Operation(
        "api_crossings",
        "/crossings/",
        "get",
        "Requests that were sent on to the system, the newest first, at most two hundred.",
        says="Crossings",
        scope=Scope.CROSS,
    ),
    Operation(
        "api_crossing",
        "/crossings/{pk}/",
        "post",
        "Say what a request is called in the system, and how it stands. Twice is once.",
        says="Crossing",
        takes="Standing",
        scope=Scope.CROSS,
        refuses=(400, 404),
    ),
    Operation(
        "api_articles",
        "/articles/",
        "get",
        "What is published for everyone, the newest first, fifty at a time.",
        says="Articles",
        query=("language", "area", "before"),
    ),
    Operation(
        "api_article",
        "/articles/{slug}/",
        "get",
        "One article, with its text as HTML to show in a page of one's own.",
        says="Article",
        refuses=(404,),
    ),
    Operation(
        "api_vendor_cases",
        "/vendor-cases/",
        "get",
        "What the vendor was sent on its cases, word for word, the newest first.",
        says="VendorLetters",
        scope=Scope.CASES,
    ),
    Operation(
        "api_vendor_case",
        "/vendor-cases/{pk}/",
        "post",
        "Answer on a case. The same words twice are heard once.",
        says="Heard",
        takes="VendorAnswer",
        scope=Scope.CASES,
        refuses=(400, 404, 422),
    ),
    Operation(
        "api_health",
        "/health/",
        "get",
        "Whether pages can be made, and whether the worker has been seen. 503 where they cannot.",
        says="Health",
        query=(),
    ),
    Operation(
        "api_operation",
        "/operation/",
        "get",
        "How mail and planned work stand, in numbers.",
        says="Operation",
        scope=Scope.OPERATION,
        query=(),
    ),
    Operation(
        "api_description",
        "/openapi.json",
        "get",
        "This description.",
        query=(),
    ),
)

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
