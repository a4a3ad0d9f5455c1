"""People, as a directory sees them."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from sufflor.api.gate import with_key
from sufflor.api.models import ApiToken, Scope
from sufflor.api.scim import asking, patching, wire
from sufflor.api.scim.wire import BadValue, Json, NotThere
from sufflor.organization import actions
from sufflor.organization.actions import PersonFacts
from sufflor.organization.http import Request
from sufflor.organization.models import Provisioned, User
from sufflor.organization.queries import in_directory

ATTRIBUTES = {
    "id": "pk",
    "username": "username__iexact",
    "externalid": "provisioned__external_id",
    "emails.value": "email__iexact",
}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@with_key(Scope.PEOPLE, refuse=wire.error)
def users(request: Request, token: ApiToken) -> HttpResponse:
    if request.method in {"GET", "HEAD"}:
        found = asking.filtered(request, in_directory(), ATTRIBUTES)
        rows, total, start = asking.page(request, found)
        return wire.listed([said(each) for each in rows], total, start)
    facts = _facts(wire.body_of(request))
    made = actions.provision_person(facts=facts, by=token.person, at=timezone.now())
    return wire.resource(request, said(_found(made.pk)), status=201)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "PUT", "PATCH", "DELETE"])
@with_key(Scope.PEOPLE, refuse=wire.error)
def user(request: Request, token: ApiToken, pk: int) -> HttpResponse:
    """PUT says the whole of it, PATCH a part; DELETE closes the account, and what was written
    stays."""
    person = _found(pk)
    if request.method in {"GET", "HEAD"}:
        return wire.resource(request, said(person))
    wire.require_same(request, said(person))
    at = timezone.now()
    if request.method == "DELETE":
        actions.let_go(person=person, by=token.person, at=at)
        return HttpResponse(status=204)
    body = wire.body_of(request)
    facts = _facts(body) if request.method == "PUT" else _patched(facts_of(person), body)
    actions.change_provisioned(person=person, facts=facts, by=token.person, at=at)
    return wire.resource(request, said(_found(pk)))


def said(person: User) -> Json:
    known = _known(person)
    kept: Json = {
        "schemas": [wire.USER],
        "id": str(person.pk),
        "userName": person.username,
        "name": {
            "givenName": person.first_name,
            "familyName": person.last_name,
            "formatted": person.full_name,
        },
        "displayName": person.full_name,
        "active": person.is_active,
        "meta": {
            "resourceType": "User",
            "created": person.date_joined.isoformat(),
            "location": _location(person.pk),
        },
    }
    if person.email:
        kept["emails"] = [{"value": person.email, "type": "work", "primary": True}]
    if known and known.external_id:
        kept["externalId"] = known.external_id
    return kept


def facts_of(person: User) -> PersonFacts:
    known = _known(person)
    return PersonFacts(
        person.username,
        person.first_name,
        person.last_name,
        person.email,
        known.external_id if known else "",
        person.is_active,
    )


def _known(person: User) -> Provisioned | None:
    return getattr(person, "provisioned", None)


def _found(pk: int) -> User:
    person = in_directory().filter(pk=pk).first()
    if person is None:
        raise NotThere
    return person


def _facts(body: Json) -> PersonFacts:
    """What is not said is empty; attributes that we do not keep are left alone."""
    given = {name.lower(): value for name, value in body.items()}
    name = given.get("name") or {}
    if not isinstance(name, dict):
        raise BadValue
    names = {part.lower(): value for part, value in name.items()}
    return PersonFacts(
        username=patching.text(given.get("username")),
        first_name=patching.text(names.get("givenname")),
        last_name=patching.text(names.get("familyname")),
        email=_email(given.get("emails")),
        external_id=patching.text(given.get("externalid")),
        is_active=patching.truth(given.get("active", True)),
    )


def _email(emails: object) -> str:
    """The one for work, else the first of them, else the first in the list."""
    if not emails:
        return ""
    if not isinstance(emails, list):
        return patching.text(emails)
    rows = [each if isinstance(each, dict) else {"value": each} for each in emails]
    rows.sort(key=lambda each: (each.get("type") != "work", not each.get("primary")))
    return patching.text(rows[0].get("value"))


def _patched(facts: PersonFacts, body: Json) -> PersonFacts:
    for step in patching.steps(body):
        gone = step.deed == "remove"
        match step.name, step.sub:
            case "active", "":
                facts = replace(facts, is_active=not gone and patching.truth(step.value))
            case "username", "":
                facts = replace(facts, username="" if gone else patching.text(step.value))
            case "externalid", "":
                facts = replace(facts, external_id="" if gone else patching.text(step.value))
            case "name", "givenname":
                facts = replace(facts, first_name="" if gone else patching.text(step.value))
            case "name", "familyname":
                facts = replace(facts, last_name="" if gone else patching.text(step.value))
            case "emails", _ if step.chosen in {None, "work", "true", "True"}:
                facts = replace(facts, email="" if gone else _email(step.value))
    return facts


def _location(pk: int) -> str:
    return f"{settings.PUBLIC_URL.rstrip('/')}{reverse('scim_user', args=[pk])}"


urls = [
    path("Users", users, name="scim_users"),
    path("Users/<number:pk>", user, name="scim_user"),
]
