"""Every address keeps its promise: who comes in, by which method, and with which token.

Made from the list of addresses: one that is not in tests/routes.py makes this red.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from urllib.parse import unquote

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.routes import ROUTES, Who
from tests.world import World, everything, taken_back

EDITORS_ROOM = "admin/cms/"
WRITTEN = "Dette har jeg brukt lang tid på å skrive."
WRITES = [name for name, route in ROUTES.items() if route.writes]
GUARDED = [name for name in WRITES if ROUTES[name].needs_token]
FOR_SOME = [name for name, route in ROUTES.items() if route.who in {Who.SIGNED_IN, Who.ROLE}]
FOR_KEYS = [name for name, route in ROUTES.items() if route.who is Who.KEY]
FOR_ROLES = [name for name, route in ROUTES.items() if route.who is Who.ROLE]
# To directories it is told in SCIM's own form.
PROBLEMS = {"application/problem+json", "application/scim+json"}
SIGN_IN = "/logg-inn/"


def addresses(
    patterns: list[URLPattern | URLResolver], before: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        here = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, here)
        else:
            yield here, pattern


def signed_in(who: object, **options: bool) -> Client:
    client = Client(**options)
    client.force_login(who)
    return client


def send(client: Client, world: World, name: str, method: str = "POST", **more) -> HttpResponse:
    typed = world.form(name) if method == "POST" else {}
    if ROUTES[name].who is Who.KEY:
        return call(client, world, name, method, key=world.key, **typed, **more)
    return getattr(client, method.lower())(world.address(name), {**typed, **more})


def call(client: Client, world: World, name: str, method: str, *, key: str, **body) -> HttpResponse:
    """As another system does: JSON, and a key in a header."""
    headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": "en gang"} if key else {}
    if method == "POST":
        more = {"data": body, "content_type": "application/json"}
    else:
        more = {"data": body}
    return getattr(client, method.lower())(world.address(name), headers=headers, **more)


def complain(broken: list[str], why: str) -> None:
    assert not broken, "\n".join([why, *broken])


def test_every_address_says_for_whom_it_is() -> None:
    known = {
        pattern.name
        for place, pattern in addresses(get_resolver().url_patterns)
        if not place.startswith(EDITORS_ROOM)
    }

    assert known == set(ROUTES), "Say in tests/routes.py for whom each address is."


def test_only_doors_that_write_nothing_go_without_a_token() -> None:
    without = {
        pattern.name
        for place, pattern in addresses(get_resolver().url_patterns)
        if getattr(pattern.callback, "csrf_exempt", False) and not place.startswith(EDITORS_ROOM)
    }

    changing = {name for name, route in ROUTES.items() if route.methods - {"GET"}}
    assert without == {name for name in changing if not ROUTES[name].needs_token}


def test_the_forms_of_these_tests_are_taken_from_those_who_may(world, undrawn) -> None:
    """Otherwise a refusal below would say nothing."""
    client = signed_in(world.all_round)
    brought = deepcopy(client.cookies)

    broken = []
    for name in WRITES:
        client.cookies = deepcopy(brought)
        with taken_back():
            answer = send(client, world, name)
        if ROUTES[name].needs_token and answer.status_code not in {302, 303}:
            broken.append(f"  {name}: {answer.status_code}")

    complain(broken, "These forms are not filled in rightly (tests/world.py):")


def test_every_page_opens_for_those_who_may(world) -> None:
    client = signed_in(world.all_round)

    broken = [
        f"  {name}: {answer.status_code}"
        for name, route in ROUTES.items()
        if "GET" in route.methods
        for answer in [send(client, world, name, "GET")]
        if answer.status_code not in {200, 301, 302} and name != "way_in"
    ]

    complain(broken, "These pages do not open:")


@pytest.mark.once
@pytest.mark.parametrize(("turn", "how"), [(0, "without a token"), (1, "from another site")])
def test_a_form_that_is_not_ours_does_nothing_and_the_text_is_shown(world, turn, how) -> None:
    """One way or the other: both are met before any view."""
    client = signed_in(world.all_round, enforce_csrf_checks=True)
    client.get("/hjelp/")
    more = {"comment": WRITTEN}
    headers = {}
    if how == "from another site":
        more["csrfmiddlewaretoken"] = client.cookies["csrftoken"].value
        headers["Origin"] = "https://evil.example"
    before = everything()

    broken = []
    for name in GUARDED[turn::2]:
        typed = world.form(name) | more
        answer = client.post(world.address(name), typed, headers=headers)
        page = answer.content.decode()
        if answer.status_code != 403 or "<main" not in page or WRITTEN not in page:
            broken.append(f"  {name}: {answer.status_code}")

    complain(broken, "These take a form that is not ours, or lose what was typed:")
    assert everything() == before


@pytest.mark.once
def test_an_address_takes_only_its_own_methods(world, undrawn) -> None:
    client = signed_in(world.all_round)
    before = everything()

    broken = [
        f"  {method} {name}: {answer.status_code}"
        for name, route in ROUTES.items()
        for method in ("GET", "POST", "DELETE", "PATCH", "TRACE")
        if method not in route.methods
        for answer in [getattr(client, method.lower())(world.address(name))]
        if answer.status_code != 405
    ]

    complain(broken, "These take a method that they do not say:")
    assert everything() == before


def test_a_page_that_only_takes_forms_says_so_to_people(client, world) -> None:
    for prefix in ("", "/nn", "/en"):
        answer = client.get(f"{prefix}/logg-ut/")

        assert answer.status_code == 405
        assert answer["Allow"]
        assert "<h1" in answer.content.decode()


@pytest.mark.once
def test_those_who_are_not_signed_in_are_led_to_sign_in_and_nothing_happens(world) -> None:
    before = everything()

    broken = []
    for name in FOR_SOME:
        for method in ROUTES[name].methods:
            answer = send(Client(), world, name, method)
            leads = answer.get("Location", "").startswith(SIGN_IN)
            says = answer.status_code == 403 and SIGN_IN in answer.content.decode()
            if not leads and not says:
                broken.append(f"  {method} {name}: {answer.status_code}")

    complain(broken, "These let in people who are not signed in:")
    assert everything() == before


@pytest.mark.once
def test_a_sign_in_that_runs_out_costs_nobody_their_text(world) -> None:
    broken = []
    for name in FOR_ROLES:
        if ROUTES[name].writes:
            headers = {"Referer": "http://testserver/styring/?side=2"}
            answer = Client().post(world.address(name), {"text": WRITTEN}, headers=headers)
            page = answer.content.decode()
            if WRITTEN not in page or f"{SIGN_IN}?next=/styring/%3Fside%3D2" not in page:
                broken.append(f"  {name}: {answer.status_code}")

    complain(broken, "Here the text is lost when the sign-in runs out:")


@pytest.mark.parametrize("key", ["", "sfl_00000000_x", "sfl__", "x" * 5_000, "sfl_ø_x", "a b c"])
def test_a_system_without_a_key_of_ours_is_told_so_and_nothing_happens(world, key) -> None:
    client = signed_in(world.all_round)
    before = everything()

    broken = []
    for name in FOR_KEYS:
        for method in ROUTES[name].methods:
            answer = call(client, world, name, method, key=key)
            is_problem = answer["Content-Type"] in PROBLEMS
            if answer.status_code != 401 or not is_problem or not answer["WWW-Authenticate"]:
                broken.append(f"  {method} {name}: {answer.status_code}")

    complain(broken, "These let in systems without a key:")
    assert everything() == before


def test_after_signing_in_nobody_is_led_to_an_address_that_takes_only_forms(world) -> None:
    answer = send(Client(), world, "notice_pin", headers={"Referer": "https://evil.example/x"})

    assert answer["Location"] == f"{SIGN_IN}?next=/"


@pytest.mark.once
def test_a_stranger_comes_nowhere_and_changes_nothing(world, stranger, undrawn) -> None:
    client = signed_in(stranger)
    before = everything()

    broken = []
    for name in FOR_ROLES:
        for method in ROUTES[name].methods:
            answer = send(client, world, name, method)
            if answer.status_code not in {403, 404}:
                broken.append(f"  {method} {name}: {answer.status_code}")

    complain(broken, "These let a stranger in:")
    assert everything() == before


@pytest.mark.once
def test_the_editors_room_is_closed_to_strangers(world, stranger) -> None:
    client = signed_in(stranger)
    open_to_all = {f"{EDITORS_ROOM}jsi18n/", f"{EDITORS_ROOM}sprite/", f"{EDITORS_ROOM}login/"}

    broken = [
        f"  {place}: {answer.status_code}"
        for place, _pattern in addresses(get_resolver().url_patterns)
        if place.startswith(EDITORS_ROOM) and "<" not in place and "(" not in place
        if place not in open_to_all
        for answer in [client.get(f"/{place}"), Client().get(f"/{place}")]
        if answer.status_code == 200
    ]

    complain(broken, "These pages of the editor open for strangers:")


@pytest.mark.parametrize(
    "address", ["/%09/evil.example", "/\t/evil.example", "///evil.example", "/\\evil.example"]
)
@pytest.mark.parametrize("door", [SIGN_IN, "/logg-ut/"])
def test_coming_in_and_going_out_lead_only_to_our_own_host(client, kari, door, address) -> None:
    typed = {"username": "kari", "password": "demo", "next": address}

    leads = client.post(door, typed)["Location"]

    assert leads in {"/", "/%09/evil.example"}


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/",
        "/en//evil.example/",
        "/nn/\\evil.example/",
        "/%5Cevil.example/",
        "/%09/evil.example/",
        "/en/%09/evil.example/",
        "/%2Fevil.example/",
    ],
)
@pytest.mark.django_db
def test_no_link_of_ours_leads_to_another_host(client, path) -> None:
    page = client.get("/x/", PATH_INFO=unquote(path)).content.decode()

    assert "evil.example" in page
    for start in ('="//', '="/\\', '="/\t', '="http://evil', '="///'):
        assert start not in page
