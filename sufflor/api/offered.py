"""Every address of the API: what it does, takes, says and refuses."""

from __future__ import annotations

from dataclasses import dataclass

from sufflor.api.models import Scope


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
        "api_state",
        "/state/",
        "get",
        "How it stands today: house, ways in, forms, and question hours of the next two weeks.",
        says="State",
    ),
    Operation(
        "api_signed_state",
        "/state.jwt",
        "get",
        "The same in a JSON Web Token (claim `state`), signed with Ed25519 for fifteen minutes.",
    ),
    Operation(
        "api_signing_keys",
        "/jwks.json",
        "get",
        "The public key that checks it, as a JWK set.",
        query=(),
    ),
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
