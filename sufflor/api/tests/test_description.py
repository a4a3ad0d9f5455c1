"""The description of the API tells of every address, and of nothing that is not so."""

from __future__ import annotations

import re

import pytest
from jsonschema import Draft202012Validator

from sufflor.api.description import described
from sufflor.api.models import Scope
from sufflor.api.offered import OPERATIONS
from sufflor.api.urls import urlpatterns
from sufflor.webhooks.models import Kind
from tests.routes import ROUTES, Who

pytestmark = pytest.mark.once

ANSWERS = {"answers": {"what": "Hei", "fails": False}}


def schema_of(name: str) -> Draft202012Validator:
    said = described()
    return Draft202012Validator({"$ref": f"#/components/schemas/{name}", **said})


def test_every_address_is_described_and_no_other() -> None:
    there = {
        (pattern.name, "/" + re.sub(r"<\w+:(\w+)>", r"{\1}", str(pattern.pattern)))
        for pattern in urlpatterns
    }

    assert {(each.name, each.place) for each in OPERATIONS} == there


@pytest.mark.parametrize("each", OPERATIONS, ids=lambda each: each.name)
def test_an_address_takes_what_is_described(each) -> None:
    route = ROUTES[each.name]

    assert route.methods == {each.method.upper()}
    assert (route.who is Who.KEY) == (each.scope is not None)


def test_every_scope_is_told_of() -> None:
    # What the directory does is described as SCIM has it, at its own addresses.
    told = {each.scope for each in OPERATIONS if each.scope}
    assert told | {Scope.PEOPLE} == set(Scope)


def test_every_schema_is_one() -> None:
    said = described()

    for schema in said["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


@pytest.mark.usefixtures("form", "liv_first_line")
def test_what_is_answered_has_the_shape_that_is_described(client, system) -> None:
    made = system.post("forms/hjelp/requests/", ANSWERS)
    answers = {
        "Doors": client.get("/api/v1/doors/"),
        "State": client.get("/api/v1/state/"),
        "Forms": system.get("forms/"),
        "Form": system.get("forms/hjelp/"),
        "Evaluation": system.post("forms/hjelp/evaluation/", ANSWERS),
        "Request": made,
        "Requests": system.get("requests/"),
        "Problem": system.get("forms/finnes-ikke/"),
    }

    wrong = {name: list(schema_of(name).iter_errors(one.json())) for name, one in answers.items()}
    assert not any(wrong.values()), wrong


def test_what_webhooks_are_told_is_described() -> None:
    said = described()

    assert set(said["webhooks"]) == set(Kind.values)
    told = {"type": "notice.published", "timestamp": "2026-10-29T07:35:00+00:00"}
    data = {"id": 1, "state": "published", "page": "https://hjelp.example/meldinger/1/"}
    assert schema_of("Told").is_valid({**told, "data": data})
    assert not schema_of("Told").is_valid(told)


def test_it_is_served_to_everyone(client) -> None:
    said = client.get("/api/v1/openapi.json").json()

    assert said["openapi"] == "3.1.0"
    assert set(said["paths"]) == {each.place for each in OPERATIONS}
