"""Whoever is nothing to a request reaches it by no address, and the front stage hears no secrets.

Made from the list of addresses and the policy in tests/reach.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from itertools import product

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver

from sufflor.api.actions import MARK, digest_of
from sufflor.api.models import ApiToken, Scope
from sufflor.desk.actions.reaching import LEVELS
from sufflor.desk.models import (
    Access,
    Consultation,
    Decision,
    Draft,
    Movement,
    Note,
    Request,
    Source,
)
from sufflor.desk.queries import Queue
from sufflor.events.models import Event, Outgoing, reference
from sufflor.lib.kept import forget_everything
from sufflor.messaging import actions as messaging
from sufflor.messaging.composing import compose
from sufflor.messaging.models import Delivery
from sufflor.organization.models import (
    Line,
    Membership,
    Role,
    RoleGrant,
    SupportGroup,
    Unit,
    User,
)
from tests.cast import MORNING, person
from tests.reach import ABOUT_ONE, API_LISTS, API_REACH, BACK, FRONT, LISTS, REACH, Relation
from tests.routes import ROUTES, Who
from tests.test_gates import addresses, call, complain, send, signed_in
from tests.world import World, taken_back

pytestmark = pytest.mark.once

CANARY = "kanarifugl"
CLEARED = (Role.CONFIDENTIAL,)
VARIANTS = [(False, ()), (True, ()), (True, CLEARED)]
MENDED = {403, 404, 409, 422}


@contextmanager
def everyone_about(
    request: Request, unit: Unit, *, secret: bool = False, roles: tuple[Role, ...] = ()
) -> Iterator[Mapping[Relation, User]]:
    """One of each relation to this request; afterwards it never was."""
    with taken_back():
        people = {
            relation: person(f"who{number}", "Siv", f"Person{number}", unit)
            for number, relation in enumerate(Relation)
        }
        having, other = (_group(code, unit) for code in ("har", "annen"))
        Membership.objects.create(group=having, person=people[Relation.GROUP])
        elsewhere = BACK - {Relation.GROUP} | {Relation.OTHER_GROUP}
        Membership.objects.bulk_create(
            Membership(group=other, person=people[each]) for each in elsewhere
        )
        grants = [(each, role) for each in people.values() for role in roles]
        grants += [(people[Relation.ADMINISTRATOR], Role.ADMINISTRATOR)]
        RoleGrant.objects.bulk_create(
            RoleGrant(person=each, role=role, granted_at=MORNING) for each, role in grants
        )
        Access.objects.filter(request=request).delete()
        for relation, each in people.items():
            if relation.source:
                whose = {"group": having} if relation is Relation.GROUP else {"person": each}
                Access.objects.create(
                    request=request,
                    source=relation.source,
                    level=LEVELS[relation.source],
                    given_at=MORNING,
                    **whose,
                )
        Consultation.objects.filter(request=request).update(specialist=people[Relation.CONSULTED])
        Request.objects.filter(pk=request.pk).update(
            reporter=people[Relation.REPORTER],
            concerns=people[Relation.CONCERNED],
            group=having,
            assignee=people[Relation.ASSIGNEE],
            is_confidential=secret,
        )
        yield people


def _group(code: str, unit: Unit) -> SupportGroup:
    return SupportGroup.objects.create(code=code, name=code, line=Line.FIRST, unit=unit)


def request_of(world: World, name: str) -> Request:
    """The request that an address of the world is about."""
    return Request.objects.get(pk=world.things[ROUTES[name].thing]["pk"])


def by_request(world: World, names: Iterable[str]) -> Iterable[tuple[Request, list[str]]]:
    """The addresses about the same request, so that everyone is called together once for it."""
    found: dict[Request, list[str]] = {}
    for name in names:
        found.setdefault(request_of(world, name), []).append(name)
    return found.items()


def deeds() -> int:
    """What has been done; that somebody has read is no deed to a request."""
    return Event.objects.exclude(verb="request.read").count()


def _places(wanted: Callable[[str], bool]) -> dict[str, str]:
    found = addresses(get_resolver().url_patterns)
    return {str(pattern.name): place for place, pattern in found if wanted(place)}


def test_every_address_about_a_request_has_its_row() -> None:
    there = _places(lambda place: "henvendelser/<" in place)

    assert set(there) == set(REACH), "Say in tests/reach.py who reaches these."
    complain(
        [f"  {place}" for place in there.values() if ABOUT_ONE not in place],
        f"The number of the request stands first in these ({ABOUT_ONE}...):",
    )


def test_every_reason_to_see_a_request_is_tried() -> None:
    assert {relation.source for relation in Relation} >= set(Source)


def test_every_list_of_requests_has_its_row() -> None:
    there = _places(
        lambda place: "<" not in place and ("henvendelser/" in place or place == "arbeid/")
    )
    pages = {name for name in there if "GET" in ROUTES[name].methods}

    assert pages == set(LISTS), "Say in tests/reach.py whose requests these list."


@pytest.mark.parametrize(("secret", "roles"), VARIANTS)
def test_nobody_comes_further_than_the_policy_says(world, hr_department, undrawn, secret, roles):
    broken = []
    for request, names in by_request(world, REACH):
        with everyone_about(request, hr_department, secret=secret, roles=roles) as people:
            clients = {relation: signed_in(person) for relation, person in people.items()}
            before = deeds()
            for name, relation in product(names, Relation):
                for method in ROUTES[name].methods:
                    with taken_back():
                        answer = send(clients[relation], world, name, method)
                        done = deeds() - before
                        wrong = _wrong(name, method, relation, roles, secret, answer, done)
                        unread = secret and _is_unread(request, method, answer, people[relation])
                    if wrong or unread:
                        said = f"{answer.status_code} {wrong or unread}"
                        broken.append(f"  {method} {name} for {relation}: {said}")

    complain(broken, "tests/reach.py says otherwise of these:")


def test_every_address_of_the_api_about_requests_has_its_row() -> None:
    there = _places(lambda place: place.startswith("api/v1/requests/"))

    assert set(there) == set(API_REACH | API_LISTS), "Say in tests/reach.py who reaches these."


@pytest.mark.parametrize(("secret", "roles"), VARIANTS)
def test_no_key_reaches_further_than_the_policy_says(world, hr_department, secret, roles):
    client, broken = Client(), []
    for request, names in by_request(world, API_REACH):
        with everyone_about(request, hr_department, secret=secret, roles=roles) as people:
            with_canaries(request, world.all_round)
            keys = {relation: key_of(person) for relation, person in people.items()}
            before = deeds()
            for name, relation in product(names, Relation):
                for method in ROUTES[name].methods:
                    with taken_back():
                        form = world.form(name)
                        answer = call(client, world, name, method, key=keys[relation], **form)
                        done = deeds() - before
                        wrong = _wrong(name, method, relation, roles, secret, answer, done)
                        unread = secret and _is_unread(request, method, answer, people[relation])
                    if wrong or unread or CANARY in answer.content.decode():
                        said = f"{answer.status_code} {wrong or unread}"
                        broken.append(f"  {method} {name} for {relation}: {said}")

    complain(broken, "tests/reach.py says otherwise of these:")


@pytest.mark.parametrize(("secret", "roles"), VARIANTS)
@pytest.mark.parametrize("name", API_LISTS)
def test_a_key_lists_what_its_holder_follows_in_front(world, hr_department, name, secret, roles):
    request = request_of(world, "api_request")

    with everyone_about(request, hr_department, secret=secret, roles=roles) as people:
        _entitled(request)
        seen = {
            relation
            for relation, someone in people.items()
            if CANARY in call(Client(), world, name, "GET", key=key_of(someone)).content.decode()
        }

    assert seen == API_LISTS[name]


def key_of(person: User) -> str:
    """To everything that a key can open, held by a person, which no key of ours is."""
    ApiToken.objects.create(
        person=person,
        name=person.username,
        prefix=f"{person.pk:08}",
        digest=digest_of(person.username),
        scopes=list(Scope),
        made_at=MORNING,
        made_by=person,
        expires_at=MORNING + timedelta(days=365),
    )
    return f"{MARK}_{person.pk:08}_{person.username}"


def _wrong(name, method, relation, roles, secret, answer: HttpResponse, done: int) -> str:
    row = (REACH | API_REACH)[name]
    if row.allows(method, relation, roles, secret=secret):
        return "is let in" if answer.status_code in {403, 404} else ""
    sees = row.allows("GET", relation, roles, secret=secret)
    allowed = MENDED if sees else {403, 404}
    if done or answer.status_code not in allowed:
        return "is kept out"
    return ""


def _is_unread(request: Request, method: str, answer: HttpResponse, who: User) -> str:
    """Every look at what is confidential leaves a line."""
    if method != "GET" or answer.status_code != 200:
        return ""
    lines = Event.objects.filter(verb="request.read", about=reference(request), by=reference(who))
    return "" if lines.exists() else "leaves a line of having read it"


@pytest.mark.parametrize(("secret", "roles"), VARIANTS)
def test_a_list_shows_a_request_to_those_alone_who_reach_it(world, hr_department, secret, roles):
    request = request_of(world, "my_request")
    broken = []

    with everyone_about(request, hr_department, secret=secret, roles=roles) as people:
        _entitled(request)
        for relation, someone in people.items():
            client = signed_in(someone)
            is_cleared = not secret or relation in FRONT or Role.CONFIDENTIAL in roles
            for name, whose in LISTS.items():
                page = client.get(world.address(name)).content.decode()
                may = relation in whose and is_cleared
                must = may and relation in FRONT | {Relation.GROUP, Relation.ASSIGNEE}
                if (must and CANARY not in page) or (CANARY in page and not may):
                    broken.append(f"  {name} for {relation}")

    complain(broken, "tests/reach.py says otherwise of whose stand on these:")


@pytest.mark.parametrize(("secret", "roles"), VARIANTS)
def test_whoever_may_work_with_a_request_finds_it_in_some_queue(
    world, hr_department, secret, roles
):
    request = request_of(world, "my_request")
    broken = []

    with everyone_about(request, hr_department, secret=secret, roles=roles) as people:
        _entitled(request)
        for relation, someone in people.items():
            client = signed_in(someone)
            found = any(
                CANARY in client.get(world.address("work"), {"ko": queue}).content.decode()
                for queue in Queue.values
            )
            if found != REACH["request"].allows("GET", relation, roles, secret=secret):
                broken.append(f"  {relation}")

    complain(broken, "These look for it in vain, or find what they should not:")


def _entitled(request: Request) -> None:
    """Under a title that stands nowhere else."""
    Request.objects.filter(pk=request.pk).update(title=CANARY)


def with_canaries(request: Request, by: User) -> None:
    """Something that must never be said in front, in every field that helpers alone read."""
    when = {"at": MORNING, "by": by}
    Note.objects.create(request=request, text=f"{CANARY} notat", **when)
    Draft.objects.create(request=request, text=f"{CANARY} utkast", **when)
    Movement.objects.filter(request=request).update(
        because=f"{CANARY} fordi",
        asked=f"{CANARY} spurt",
        tried=f"{CANARY} prøvd",
        remains=f"{CANARY} gjenstår",
        error_text=f"{CANARY} feiltekst",
    )
    Request.objects.filter(pk=request.pk).update(because=f"{CANARY} derfor")
    Consultation.objects.create(
        request=request,
        specialist=by,
        question=f"{CANARY} om råd",
        asked_at=MORNING,
        asked_by=by,
        advice=f"{CANARY} råd",
        given_at=MORNING,
    )
    Decision.objects.create(
        request=request,
        verdict="granted",
        grounds=f"{CANARY} grunner",
        proposed_at=MORNING,
        proposed_by=by,
    )


def test_what_helpers_say_among_themselves_is_on_no_page_of_the_front_stage(world, hr_department):
    request = request_of(world, "my_request")
    open_to_them = [
        name
        for name, route in ROUTES.items()
        if "GET" in route.methods
        and route.who is not Who.KEY
        and (route.who is not Who.ROLE or (name in REACH and REACH[name].sees & FRONT))
    ]
    broken = []

    with everyone_about(request, hr_department) as people:
        with_canaries(request, world.all_round)
        forget_everything()
        for relation in FRONT:
            client = signed_in(people[relation])
            for name in open_to_them:
                answer = client.get(world.address(name))
                if CANARY in _said(answer):
                    broken.append(f"  {name} to {relation}")

    complain(broken, "These tell the front stage what helpers alone may read:")


def test_what_helpers_say_among_themselves_is_in_no_mail(world, hr_department):
    request = request_of(world, "my_request")

    with everyone_about(request, hr_department) as people:
        with_canaries(request, world.all_round)
        User.objects.filter(pk__in=[each.pk for each in people.values()]).update(
            email="siv@nidelva.example"
        )
        for outgoing in Outgoing.objects.all():
            messaging.expand(outgoing=outgoing, at=MORNING)
        mails = [
            str(compose(each, messaging.preference_of(person=each.recipient)))
            for each in Delivery.objects.select_related("recipient")
            if each.recipient in people.values()
        ]

    assert not [mail for mail in mails if CANARY in mail]


def _said(answer: HttpResponse) -> str:
    content = b"".join(answer) if answer.streaming else answer.content
    return content.decode(errors="replace")
