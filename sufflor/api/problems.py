"""Saying no to machines, as RFC 9457 lays problems out: with the sentence that a page shows."""

from __future__ import annotations

from django.http import JsonResponse

from sufflor.lib.refusals import Refusal, Sentence

CONTENT_TYPE = "application/problem+json"


def problem(refusal: Refusal, **members: object) -> JsonResponse:
    """`members` are what only this kind of problem tells."""
    body = {
        "type": f"urn:sufflor:{type(refusal).__name__}",
        "status": refusal.status,
        "title": str(refusal.reason),
        "detail": str(refusal.way_out),
        "instance": refusal.way_out_url,
        **members,
    }
    return _response(body, refusal.status, dict(refusal.headers))


def plain_problem(status: int, title: Sentence, detail: Sentence = "") -> JsonResponse:
    """What is wrong before anybody could refuse it: no such address, no database."""
    body = {"type": "about:blank", "status": status, "title": str(title), "detail": str(detail)}
    return _response(body, status, {})


def _response(body: object, status: int, headers: dict[str, str]) -> JsonResponse:
    response = JsonResponse(
        body, status=status, safe=False, json_dumps_params={"ensure_ascii": False}
    )
    response["Content-Type"] = CONTENT_TYPE
    for name, value in headers.items():
        response[name] = value
    return response
