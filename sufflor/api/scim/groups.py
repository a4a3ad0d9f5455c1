"""Groups of the directory. What one gives here, an administrator says, and nobody else."""

from __future__ import annotations

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
from sufflor.organization.http import Request
from sufflor.organization.models import ProvisionedGroup

ATTRIBUTES = {
    "id": "pk",
    "displayname": "name__iexact",
    "externalid": "external_id",
    "members.value": "members__pk",
}
MOST_MEMBERS = 50_000


class Whole:
    """A group as it is to be, while changes are laid upon it."""

    def __init__(self, group: ProvisionedGroup) -> None:
        self.name, self.external_id = group.name, group.external_id
        self.members = set(group.members.values_list("pk", flat=True))

    def replaced(self, body: Json) -> None:
        given = {name.lower(): value for name, value in body.items()}
        self.name = patching.text(given.get("displayname"))
        self.external_id = patching.text(given.get("externalid"))
        self.members = _numbers(given.get("members", []))

    def patched(self, body: Json) -> None:
        for step in patching.steps(body):
            if step.name == "displayname":
                self.name = patching.text(step.value)
            elif step.name == "externalid":
                self.external_id = "" if step.deed == "remove" else patching.text(step.value)
            elif step.name == "members":
                self._members(step)

    def _members(self, step: patching.Step) -> None:
        named = _numbers([step.chosen] if step.chosen else step.value or [])
        match step.deed:
            case "add":
                self.members |= named
            case "replace":
                self.members = named
            case _:
                self.members = self.members - named if step.chosen or step.value else set()


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@with_key(Scope.PEOPLE, refuse=wire.error)
def groups(request: Request, token: ApiToken) -> HttpResponse:
    if request.method in {"GET", "HEAD"}:
        attributes = dict(ATTRIBUTES)
        found = asking.filtered(request, ProvisionedGroup.objects.all(), attributes)
        rows, total, start = asking.page(request, found)
        hides = _hides_members(request)
        return wire.listed([said(each, hides) for each in rows], total, start)
    by, at = token.person, timezone.now()
    body = wire.body_of(request)
    given = {name.lower(): value for name, value in body.items()}
    members = _numbers(given.get("members", []))
    name = patching.text(given.get("displayname"))
    external_id = patching.text(given.get("externalid"))
    made = actions.provision_group(name=name, external_id=external_id, by=by, at=at)
    if members:
        actions.change_group(
            group=made, name=name, external_id=external_id, members=members, by=by, at=at
        )
    return wire.resource(request, said(made), status=201)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "PUT", "PATCH", "DELETE"])
@with_key(Scope.PEOPLE, refuse=wire.error)
def group(request: Request, token: ApiToken, pk: int) -> HttpResponse:
    found = ProvisionedGroup.objects.filter(pk=pk).first()
    if found is None:
        raise NotThere
    if request.method in {"GET", "HEAD"}:
        return wire.resource(request, said(found, _hides_members(request)))
    wire.require_same(request, said(found))
    by, at = token.person, timezone.now()
    if request.method == "DELETE":
        actions.drop_group(group=found, by=by, at=at)
        return HttpResponse(status=204)
    whole = Whole(found)
    (whole.replaced if request.method == "PUT" else whole.patched)(wire.body_of(request))
    changed = actions.change_group(
        group=found,
        name=whole.name,
        external_id=whole.external_id,
        members=whole.members,
        by=by,
        at=at,
    )
    return wire.resource(request, said(changed))


def said(found: ProvisionedGroup, hides_members: bool = False) -> Json:
    kept: Json = {
        "schemas": [wire.GROUP],
        "id": str(found.pk),
        "displayName": found.name,
        "meta": {
            "resourceType": "Group",
            "created": found.made_at.isoformat(),
            "lastModified": found.changed_at.isoformat(),
            "location": _location(found.pk),
        },
    }
    if found.external_id:
        kept["externalId"] = found.external_id
    if not hides_members:
        numbers = found.members.order_by("pk").values_list("pk", flat=True)
        kept["members"] = [{"value": str(number), "type": "User"} for number in numbers]
    return kept


def _location(pk: int) -> str:
    return f"{settings.PUBLIC_URL.rstrip('/')}{reverse('scim_group', args=[pk])}"


def _hides_members(request: Request) -> bool:
    return "members" in request.GET.get("excludedAttributes", "").split(",")


def _numbers(members: object) -> set[int]:
    """Of those who are named; nobody is found by a name that is no number of ours."""
    rows = members if isinstance(members, list) else [members]
    if len(rows) > MOST_MEMBERS:
        raise BadValue
    named = [patching.text(each) for each in rows]
    return {int(each) for each in named if each.isascii() and each.isdigit() and len(each) <= 18}


urls = [
    path("Groups", groups, name="scim_groups"),
    path("Groups/<number:pk>", group, name="scim_group"),
]
