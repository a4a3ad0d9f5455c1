"""The directory says who works here: as Entra does it, and as RFC 7644 has it."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from sufflor.api.models import Scope
from sufflor.desk import actions as desk
from sufflor.desk.actions import Wish
from sufflor.desk.queries import with_nobody
from sufflor.events.models import Event
from sufflor.organization import actions as organization
from sufflor.organization.models import ProvisionedGroup, Role, RoleGrant, User

PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
NEW = {
    "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", ENTERPRISE],
    "externalId": "0a21f0f2",
    "userName": "ny.person@nidelva.example",
    "active": True,
    "emails": [{"primary": True, "type": "work", "value": "ny.person@nidelva.example"}],
    "name": {"formatted": "Ny Person", "familyName": "Person", "givenName": "Ny"},
    ENTERPRISE: {"department": "Avdeling"},
    "title": "Rådgiver",
}


class Directory:
    def __init__(self, secret: str) -> None:
        self._client = Client(enforce_csrf_checks=True)
        self._headers = {"Authorization": f"Bearer {secret}"}

    def get(self, place: str, **query):
        return self._client.get(f"/api/scim/v2/{place}", query, headers=self._headers)

    def send(self, method: str, place: str, body: object = None, **headers):
        return self._client.generic(
            method,
            f"/api/scim/v2/{place}",
            json.dumps(body),
            content_type="application/scim+json",
            headers={**self._headers, **headers},
        )

    def patch(self, place: str, *operations: dict[str, object], **headers):
        body = {"schemas": [PATCH], "Operations": [*operations]}
        return self.send("PATCH", place, body, **headers)


@pytest.fixture
def directory(made_key):
    return Directory(made_key(Scope.PEOPLE).secret)


@pytest.fixture
def new(directory):
    return directory.send("POST", "Users", NEW).json()["id"]


@pytest.fixture
def group(directory):
    """Of the directory, with nobody in it; it gives nothing."""
    made = directory.send("POST", "Groups", {"displayName": "Sufflør redaktører"})
    return ProvisionedGroup.objects.get(pk=made.json()["id"])


def test_somebody_new_gets_an_account_and_nothing_more(directory) -> None:
    answer = directory.send("POST", "Users", NEW)

    said = answer.json()
    person = User.objects.get(pk=said["id"])
    assert (answer.status_code, answer["Content-Type"]) == (201, "application/scim+json")
    assert answer["Location"] == said["meta"]["location"]
    assert answer["ETag"] == said["meta"]["version"]
    assert said["externalId"] == "0a21f0f2"
    assert (person.username, person.full_name, person.email) == (
        "ny.person@nidelva.example",
        "Ny Person",
        "ny.person@nidelva.example",
    )
    assert (person.unit, person.has_usable_password(), person.grants.exists()) == (None, False, 0)
    assert directory.get(f"Users/{person.pk}").json() == said


def test_a_name_that_is_taken_is_a_conflict(directory, new, kari) -> None:
    for body in (NEW, {"userName": "KARI"}, {"userName": "x", "externalId": NEW["externalId"]}):
        answer = directory.send("POST", "Users", body)
        assert (answer.status_code, answer.json()["scimType"]) == (409, "uniqueness")
        assert answer.json()["status"] == "409"


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ('userName eq "NY.person@nidelva.example"', 1),
        ('externalId eq "0a21f0f2"', 1),
        ('externalId eq "0A21F0F2"', 0),
        ('userName eq "finnes.ikke"', 0),
        ('urn:ietf:params:scim:schemas:core:2.0:User:userName eq "ny.person@nidelva.example"', 1),
    ],
)
def test_one_is_found_by_what_the_directory_knows(directory, new, asked, count) -> None:
    said = directory.get("Users", filter=asked).json()

    assert said["totalResults"] == count == len(said["Resources"])
    assert [each["id"] for each in said["Resources"]] == [new] * count


@pytest.mark.parametrize("asked", ['userName co "n"', 'password eq "x"', "(((", "a" * 500])
def test_other_filters_are_refused(directory, asked) -> None:
    answer = directory.get("Users", filter=asked)

    assert (answer.status_code, answer.json()["scimType"]) == (400, "invalidFilter")


def test_a_list_is_read_page_by_page_without_accounts_of_systems(directory, kari, lars) -> None:
    whole = directory.get("Users").json()
    first = directory.get("Users", startIndex="1", count="1").json()
    second = directory.get("Users", startIndex="2", count="1").json()

    names = [each["userName"] for each in whole["Resources"]]
    assert {"kari", "lars"} < set(names)
    assert not any(name.startswith("system-") for name in names)
    assert [each["Resources"][0]["userName"] for each in (first, second)] == names[:2]
    assert (second["startIndex"], second["itemsPerPage"]) == (2, 1)
    assert directory.get("Users", count="0").json()["Resources"] == []


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "Replace", "path": "active", "value": "False"},
        {"op": "replace", "path": "active", "value": False},
        {"op": "replace", "value": {"active": False}},
        {"op": "Add", "path": "active", "value": ["False"]},
    ],
)
def test_an_account_is_closed_in_each_of_the_ways_that_directories_have(
    directory, kari, client, operation
) -> None:
    client.force_login(kari)

    answer = directory.patch(f"Users/{kari.pk}", operation)

    assert answer.status_code == 200
    assert answer.json()["active"] is False
    assert client.get("/mine/henvendelser/").status_code == 302
    assert Event.objects.filter(verb="person.closed").count() == 1


def test_what_somebody_had_under_way_is_given_on_when_the_account_is_closed(
    directory, kari, liv_first_line
) -> None:
    at = timezone.now()
    request = desk.submit(wish=Wish(title="", text="Hjelp"), submission=uuid4(), by=kari, at=at)
    desk.take(request=request, by=liv_first_line, at=at)
    assert not with_nobody().exists()

    directory.patch(
        f"Users/{liv_first_line.pk}", {"op": "replace", "path": "active", "value": False}
    )

    assert [each.pk for each in with_nobody()] == [request.pk]
    desk.place_the_homeless(at=at + timedelta(minutes=5))
    request.refresh_from_db()
    assert request.assignee != liv_first_line


def test_a_person_is_changed_as_entra_does_it(directory, new) -> None:
    answer = directory.patch(
        f"Users/{new}",
        {"op": "Replace", "path": "name.familyName", "value": "Nyere"},
        {"op": "Add", "path": 'emails[type eq "work"].value', "value": "n@nidelva.example"},
        {"op": "Replace", "path": f"{ENTERPRISE}:department", "value": "Annen"},
        {"op": "Replace", "value": {"name.givenName": "Nye", f"{ENTERPRISE}:manager": "7"}},
        {"op": "Replace", "path": "externalId", "value": "1b"},
    )

    person = User.objects.get(pk=new)
    assert answer.status_code == 200, answer.content
    assert (person.full_name, person.email) == ("Nye Nyere", "n@nidelva.example")
    assert answer.json()["externalId"] == "1b"


def test_put_says_the_whole_of_it(directory, new) -> None:
    answer = directory.send("PUT", f"Users/{new}", {"userName": "ny", "active": True})

    assert (answer.status_code, answer.json()["userName"]) == (200, "ny")
    assert "emails" not in answer.json()


def test_who_has_read_an_older_version_changes_nothing(directory, new) -> None:
    old = directory.get(f"Users/{new}")["ETag"]
    change = {"op": "replace", "path": "name.givenName", "value": "Nye"}
    assert directory.patch(f"Users/{new}", change, **{"If-Match": old}).status_code == 200

    assert directory.patch(f"Users/{new}", change, **{"If-Match": old}).status_code == 412
    assert directory.send("DELETE", f"Users/{new}", **{"If-Match": old}).status_code == 412


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"Operations": []},
        {"Operations": [{"op": "move", "path": "active"}]},
        {"Operations": [{"op": "replace", "path": "((", "value": 1}]},
        {"Operations": [{"op": "replace", "path": "active", "value": "kanskje"}]},
        {"Operations": [{"op": "replace", "path": "userName", "value": {"a": [1]}}]},
        {"Operations": [{"op": "remove", "path": "userName"}]},
        {"Operations": [{"op": "replace", "value": 3}]},
    ],
)
def test_what_is_not_understood_changes_nothing(directory, new, body) -> None:
    before = directory.get(f"Users/{new}").json()

    answer = directory.send("PATCH", f"Users/{new}", body)

    assert answer.status_code == 400
    assert answer.json()["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"]
    assert directory.get(f"Users/{new}").json() == before


def test_who_is_deleted_is_closed_and_comes_back_as_the_same(directory, new) -> None:
    assert directory.send("DELETE", f"Users/{new}").status_code == 204
    assert directory.get(f"Users/{new}").status_code == 404
    assert not User.objects.get(pk=new).is_active

    other = directory.send("POST", "Users", {**NEW, "externalId": "en annen"})
    back = directory.send("POST", "Users", NEW)

    assert other.status_code == 409
    assert (back.status_code, back.json()["id"], back.json()["active"]) == (201, new, True)


def test_a_group_gives_nothing_until_an_administrator_says_what(
    directory, group, new, anne_admin
) -> None:
    add = {"op": "Add", "path": "members", "value": [{"value": new}]}
    assert directory.patch(f"Groups/{group.pk}", add).status_code == 200
    assert not RoleGrant.objects.filter(person=new).exists()

    organization.map_group(
        group=group, role=Role.EDITOR, unit=None, by=anne_admin, at=timezone.now()
    )
    assert RoleGrant.objects.get(person=new).role == Role.EDITOR

    gone = {"op": "Remove", "path": f'members[value eq "{new}"]'}
    assert directory.patch(f"Groups/{group.pk}", gone).status_code == 200
    assert not RoleGrant.objects.filter(person=new).exists()


def test_a_group_called_administrators_makes_none(directory, new) -> None:
    body = {"displayName": "administrator", "members": [{"value": new}]}

    assert directory.send("POST", "Groups", body).status_code == 201
    assert not RoleGrant.objects.filter(person=new).exists()


def test_a_role_by_hand_stays_when_the_group_goes(directory, group, kari, anne_admin) -> None:
    done = {"by": anne_admin, "at": timezone.now()}
    organization.grant_role(person=kari, role=Role.EDITOR, **done)
    organization.map_group(group=group, role=Role.EDITOR, unit=None, **done)
    member = {"op": "add", "path": "members", "value": [{"value": str(kari.pk)}]}
    directory.patch(f"Groups/{group.pk}", member)

    assert directory.send("DELETE", f"Groups/{group.pk}").status_code == 204

    assert RoleGrant.objects.get(person=kari).role == Role.EDITOR


def test_the_last_administrator_is_never_closed(directory, anne_admin) -> None:
    closed = {"op": "replace", "path": "active", "value": False}
    renamed = {"op": "replace", "path": "userName", "value": "en.annen"}

    assert directory.patch(f"Users/{anne_admin.pk}", closed).status_code == 409
    assert directory.patch(f"Users/{anne_admin.pk}", renamed).status_code == 403
    assert User.objects.get(pk=anne_admin.pk).is_active


def test_a_unit_comes_with_a_group(directory, group, new, anne_admin, institute) -> None:
    organization.map_group(group=group, role=None, unit=institute, by=anne_admin, at=timezone.now())

    body = {"displayName": "Sufflør redaktører", "members": [{"value": new}]}
    assert directory.send("PUT", f"Groups/{group.pk}", body).status_code == 200

    assert User.objects.get(pk=new).unit == institute


def test_groups_are_found_and_shown_without_their_members(directory, group, new) -> None:
    add = {"op": "add", "path": "members", "value": [{"value": new}]}
    directory.patch(f"Groups/{group.pk}", add)
    asked = {"filter": 'displayName eq "sufflør redaktører"', "excludedAttributes": "members"}

    (found,) = directory.get("Groups", **asked).json()["Resources"]

    assert found["id"] == str(group.pk)
    assert "members" not in found
    assert directory.get(f"Groups/{group.pk}").json()["members"] == [{"value": new, "type": "User"}]
    assert directory.send("POST", "Groups", {"displayName": group.name}).status_code == 409


def test_what_the_service_does_is_told(directory) -> None:
    service = directory.get("ServiceProviderConfig").json()

    supported = [service[name]["supported"] for name in ("patch", "etag", "filter", "bulk")]
    assert supported == [True, True, True, False]
    names = [each["name"] for each in directory.get("ResourceTypes").json()["Resources"]]
    assert names == ["User", "Group"]
    for each in directory.get("Schemas").json()["Resources"]:
        assert directory.get(f"Schemas/{each['id']}").json() == each


def test_only_a_key_for_it_opens_it(made_key, client) -> None:
    other = Directory(made_key(Scope.READ).secret)

    assert other.get("Users").status_code == 403
    answer = client.get("/api/scim/v2/Users")
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/scim+json")
