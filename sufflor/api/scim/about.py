"""What this service does and keeps, for directories that ask."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from sufflor.api.gate import with_key
from sufflor.api.models import ApiToken, Scope
from sufflor.api.scim import wire
from sufflor.api.scim.asking import MOST
from sufflor.api.scim.wire import GROUP, USER, Json, NotThere
from sufflor.organization.http import Request

CORE = "urn:ietf:params:scim:schemas:core:2.0"


def _attribute(name: str, kind: str = "string", **more: object) -> Json:
    return {
        "name": name,
        "type": kind,
        "multiValued": False,
        "required": False,
        "caseExact": False,
        "mutability": "readWrite",
        "returned": "default",
        "uniqueness": "none",
        **more,
    }


def _several(name: str, *inner: Json) -> Json:
    return _attribute(name, "complex", multiValued=True, subAttributes=list(inner))


SCHEMAS: dict[str, Json] = {
    USER: {
        "id": USER,
        "name": "User",
        "attributes": [
            _attribute("userName", required=True, uniqueness="server"),
            _attribute(
                "name",
                "complex",
                subAttributes=[_attribute("givenName"), _attribute("familyName")],
            ),
            _attribute("displayName", mutability="readOnly"),
            _attribute("active", "boolean"),
            _several("emails", _attribute("value"), _attribute("type"), _attribute("primary")),
        ],
    },
    GROUP: {
        "id": GROUP,
        "name": "Group",
        "attributes": [
            _attribute("displayName", required=True, uniqueness="server"),
            _several("members", _attribute("value", mutability="immutable")),
        ],
    },
}
KINDS: dict[str, Json] = {
    name: {
        "schemas": [f"{CORE}:ResourceType"],
        "id": name,
        "name": name,
        "endpoint": f"/{name}s",
        "schema": schema,
    }
    for name, schema in (("User", USER), ("Group", GROUP))
}


@require_safe
@with_key(Scope.PEOPLE, refuse=wire.error)
def service(request: Request, token: ApiToken) -> HttpResponse:
    no = {"supported": False}
    return wire.answer(
        {
            "schemas": [f"{CORE}:ServiceProviderConfig"],
            "patch": {"supported": True},
            "bulk": {**no, "maxOperations": 0, "maxPayloadSize": 0},
            "filter": {"supported": True, "maxResults": MOST},
            "changePassword": no,
            "sort": no,
            "etag": {"supported": True},
            "authenticationSchemes": [
                {
                    "type": "oauthbearertoken",
                    "name": "Bearer",
                    "description": "A key to the API that says who works here.",
                }
            ],
            "meta": {"resourceType": "ServiceProviderConfig", "location": _place("scim_service")},
        }
    )


@require_safe
@with_key(Scope.PEOPLE, refuse=wire.error)
def kinds(request: Request, token: ApiToken) -> HttpResponse:
    return _all([_kind(name) for name in KINDS])


@require_safe
@with_key(Scope.PEOPLE, refuse=wire.error)
def kind(request: Request, token: ApiToken, name: str) -> HttpResponse:
    if name not in KINDS:
        raise NotThere
    return wire.answer(_kind(name))


@require_safe
@with_key(Scope.PEOPLE, refuse=wire.error)
def schemas(request: Request, token: ApiToken) -> HttpResponse:
    return _all([_schema(name) for name in SCHEMAS])


@require_safe
@with_key(Scope.PEOPLE, refuse=wire.error)
def schema(request: Request, token: ApiToken, name: str) -> HttpResponse:
    if name not in SCHEMAS:
        raise NotThere
    return wire.answer(_schema(name))


def _kind(name: str) -> Json:
    where = _place("scim_kind", name)
    return {**KINDS[name], "meta": {"resourceType": "ResourceType", "location": where}}


def _schema(name: str) -> Json:
    meta = {"resourceType": "Schema", "location": _place("scim_schema", name)}
    return {"schemas": [f"{CORE}:Schema"], **SCHEMAS[name], "meta": meta}


def _all(found: list[Json]) -> HttpResponse:
    return wire.answer(
        {
            "schemas": [f"{wire.MESSAGES}:ListResponse"],
            "totalResults": len(found),
            "startIndex": 1,
            "itemsPerPage": len(found),
            "Resources": found,
        }
    )


def _place(name: str, *words: str) -> str:
    return f"{settings.PUBLIC_URL.rstrip('/')}{reverse(name, args=words)}"


urls = [
    path("ServiceProviderConfig", service, name="scim_service"),
    path("ResourceTypes", kinds, name="scim_kinds"),
    path("ResourceTypes/<str:name>", kind, name="scim_kind"),
    path("Schemas", schemas, name="scim_schemas"),
    path("Schemas/<str:name>", schema, name="scim_schema"),
]
