"""Who asked is told to those whom the hour says, and is hidden in every page from all others."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from sufflor.lib.kept import forget_everything
from sufflor.organization.models import User
from sufflor.questions import actions
from sufflor.questions.models import Names, QuestionHour, QuestionKind
from tests.cast import MORNING, person
from tests.routes import ROUTES, Who

SIGNS = ("Kanarisen", "kanari.user", "kanari@nidelva.example", "Kanaridottir")


@pytest.fixture
def asker(institute) -> User:
    kanari = person("kanari.user", "Kim", "Kanarisen", institute)
    User.objects.filter(pk=kanari.pk).update(email="kanari@nidelva.example")
    return kanari


@pytest.fixture
def hour(world, asker, institute, personnel, lars) -> QuestionHour:
    """One question that waits, one that is answered, one merged, and an error for a colleague."""
    hour, host = QuestionHour.objects.get(**world.things["hour"]), world.all_round
    colleague = person("kollega", "Kaja", "Kanaridottir", institute)

    def ask(text: str, **more):
        return actions.ask(
            hour=hour,
            area=personnel,
            role="alle",
            text=text,
            submission=uuid4(),
            by=asker,
            at=MORNING,
            **more,
        )

    answered, merged = ask("Når kommer fuglen?"), ask("Hvem mater fuglen?")
    ask("Fuglen synger ikke", kind=QuestionKind.ERROR, on_behalf_of=colleague)
    actions.answer(question=answered, text="I morgen.", by=host, at=MORNING)
    actions.vote(question=merged, by=lars, at=MORNING)
    actions.merge(question=merged, into=answered, by=host, at=MORNING)
    return hour


def addresses(world) -> Iterator[str]:
    for name, route in ROUTES.items():
        if "GET" in route.methods and route.who not in {Who.ROLE, Who.KEY}:
            yield world.address(name)
    hour = world.address("hour")
    yield from (f"{hour}?sorter={order}" for order in ("stemmer", "nyeste", "besvart", "mine"))
    yield f"{world.address('hour_changes')}?siden=0"
    for words in ("fuglen", *SIGNS):
        yield f"{reverse('search')}?q={words}"


def told_to(world, who) -> list[str]:
    client = Client()
    if who:
        client.force_login(who)
    found = []
    for address in addresses(world):
        page = client.get(address).content.decode("utf-8", "replace")
        found += [f"{address}: {sign}" for sign in SIGNS if sign in page and sign not in address]
    return found


def name_is_for(hour: QuestionHour, names: Names) -> None:
    QuestionHour.objects.filter(pk=hour.pk).update(names=names)
    forget_everything()


@pytest.mark.once
def test_names_that_are_for_hosts_only_are_on_no_page_for_others(world, hour, lars, stranger):
    name_is_for(hour, Names.HOSTS_ONLY)

    assert [told_to(world, who) for who in (None, lars, stranger)] == [[], [], []]


def test_a_script_that_votes_is_not_told_who_asked(world, hour, lars):
    name_is_for(hour, Names.HOSTS_ONLY)
    client = Client()
    client.force_login(lars)
    question = hour.questions.get(text="Når kommer fuglen?")

    said = client.post(reverse("vote", args=[question.pk]), headers={"Accept": "application/json"})

    assert set(said.json()) == {"item", "count", "voted"}


def test_where_everyone_sees_the_unit_they_see_no_more(world, hour, lars, institute):
    name_is_for(hour, Names.UNIT)

    assert [told_to(world, who) for who in (None, lars)] == [[], []]
    assert institute.name in Client().get(world.address("hour")).content.decode()


def test_where_everyone_sees_the_name_they_see_it(world, hour):
    name_is_for(hour, Names.EVERYONE)

    assert "Kanarisen" in Client().get(world.address("hour")).content.decode()


def test_the_host_sees_who_asked(world, hour):
    client = Client()
    client.force_login(world.all_round)
    question = hour.questions.get(text="Når kommer fuglen?")

    page = client.get(f"{world.address('hour_host')}?sporsmal={question.pk}").content.decode()

    assert "Kim Kanarisen" in page
