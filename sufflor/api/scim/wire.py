"""What goes over the wire: answers, errors and versions, as SCIM lays them out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from sufflor.api.gate import NotUnderstood, sent
from sufflor.lib.refusals import Refusal
from sufflor.organization.http import Request

Json = dict[str, object]
CONTENT_TYPE = "application/scim+json"
MESSAGES = "urn:ietf:params:scim:api:messages:2.0"
USER = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
# What RFC 7644 (3.12) calls a refusal, by its class.
TYPES: Mapping[str, str] = {
    "PersonTaken": "uniqueness",
    "GroupTaken": "uniqueness",
    "NotAName": "invalidValue",
    "NotUnderstood": "invalidSyntax",
    "BadValue": "invalidValue",
    "BadFilter": "invalidFilter",
    "BadPath": "invalidPath",
    "LastAdministrator": "mutability",
}


class NotThere(Refusal):
    reason = _("There is nobody and nothing with this id.")
    status = 404


class Changed(Refusal):
    """If-Match names another version."""

    reason = _("It has changed since you read it.")
    status = 412


class BadValue(Refusal):
    reason = _("A value is of the wrong kind.")
    status = 400


class BadFilter(Refusal):
    reason = _('This filter is not understood. Use: attribute eq "value".')
    status = 400


class BadPath(Refusal):
    reason = _("This path is not understood.")
    status = 400


def error(refusal: Refusal) -> HttpResponse:
    body: Json = {
        "schemas": [f"{MESSAGES}:Error"],
        "status": str(refusal.status),
        "detail": str(refusal.reason),
    }
    if kind := TYPES.get(type(refusal).__name__):
        body["scimType"] = kind
    response = answer(body, status=refusal.status)
    for name, value in refusal.headers.items():
        response[name] = value
    return response


def answer(body: Json, *, status: int = 200) -> HttpResponse:
    text = json.dumps(body, ensure_ascii=False)
    return HttpResponse(text, status=status, content_type=CONTENT_TYPE)


def resource(request: HttpRequest, body: Json, *, status: int = 200) -> HttpResponse:
    """One thing with its version, or that it is what the asker has already."""
    tag = version_of(body)
    if request.method == "GET" and request.headers.get("If-None-Match") == tag:
        response = HttpResponse(status=304)
    else:
        response = answer(with_version(body), status=status)
    response["ETag"] = tag
    response["Location"] = _location(body)
    return response


def with_version(body: Json) -> Json:
    meta = body["meta"]
    return (
        {**body, "meta": {**meta, "version": version_of(body)}} if isinstance(meta, dict) else body
    )


def version_of(body: Json) -> str:
    """It follows from what is said, so that nothing can change without it."""
    said = json.dumps(body, sort_keys=True).encode()
    return f'W/"{hashlib.sha256(said).hexdigest()[:20]}"'


def require_same(request: HttpRequest, body: Json) -> None:
    given = request.headers.get("If-Match", "*")
    if given != "*" and version_of(body) not in {each.strip() for each in given.split(",")}:
        raise Changed


def listed(found: list[Json], total: int, start: int) -> HttpResponse:
    return answer(
        {
            "schemas": [f"{MESSAGES}:ListResponse"],
            "totalResults": total,
            "startIndex": start,
            "itemsPerPage": len(found),
            "Resources": [with_version(each) for each in found],
        }
    )


def body_of(request: Request) -> Json:
    body = sent(request)
    schemas = body.get("schemas", [])
    if not isinstance(schemas, list):
        raise NotUnderstood
    return body


def _location(body: Json) -> str:
    meta = body["meta"]
    return str(meta["location"]) if isinstance(meta, dict) else ""
