"""Giving duties by name, seeing the holes, and swapping duties between colleagues."""

from datetime import timedelta

import html5lib
import pytest
from django.test import Client

from sufflor.organization.models import User
from sufflor.questions import actions
from sufflor.questions.models import Duty, DutyKind, HourKind, Swap
from tests.cast import DAY, MORNING
from tests.hours import the_hour
from tests.test_gates import signed_in

NEXT = DAY + timedelta(days=1)
GIVE = f"/styring/innforing/time/{NEXT}-avslutning/vakt/"


@pytest.fixture
def planner(world, client) -> Client:
    client.force_login(world.all_round)
    return client


@pytest.fixture
def ida(world) -> User:
    return User.objects.get(username="ida")


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def links(html: str, address: str) -> list[str]:
    """What the links to an address say, also to those who hear them."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return [
        " ".join("".join(link.itertext()).split())
        for link in tree.iter("a")
        if address in link.get("href", "")
    ]


def roster(world, client: Client) -> str:
    return page(client, world.address("roster"))


def test_holes_are_shown_and_lead_to_where_they_are_filled(world, planner) -> None:
    html = roster(world, planner)

    assert "3 timer mangler noen" in html
    assert links(html, f"{GIVE}?vakt=host") == ["Programleder: Ingen"]
    assert links(html, f"{GIVE}?vakt=answerer&omrade=personal") == ["Personal: Ingen"]
    assert "Programleder: Jo Allround" in links(html, "vakt=host")


def test_a_host_is_found_by_name_and_has_the_duty(world, planner, ida) -> None:
    html = page(planner, f"{GIVE}?vakt=host&q=progr")
    assert "Ida Programleder, HR-avdelingen" in html
    assert "Jo Allround, HR-avdelingen" not in html

    given = planner.post(GIVE, {"vakt": "host", "q": "progr", "person": ida.pk}, follow=True)

    assert given.redirect_chain[0][1] == 303
    assert "Ida Programleder har vakten." in given.content.decode()
    assert links(given.content.decode(), GIVE)[0] == "Programleder: Ida Programleder"


def test_one_may_be_given_the_duty_in_every_hour_that_follows(world, planner, ida) -> None:
    address = f"/styring/innforing/time/{DAY}-oppstart/vakt/"
    typed = {"vakt": "answerer", "omrade": "personal", "person": ida.pk, "for_all": "on"}

    planner.post(address, typed)

    hours = Duty.objects.filter(person=ida).values_list("hour__slug", flat=True)
    assert list(hours) == [f"{DAY}-oppstart", f"{NEXT}-oppstart"]


def test_nobody_is_chosen_from_a_list_of_everyone(world, planner, kari) -> None:
    html = page(planner, f"{GIVE}?vakt=host")

    assert "<select" not in html.partition("<main")[2]
    assert "Kari Moen" not in html


def test_a_name_that_nobody_has_is_said(planner) -> None:
    html = page(planner, f"{GIVE}?vakt=host&q=finnesikke")

    assert "Ingen med det navnet kan ha denne vakten." in html


def test_somebody_who_cannot_is_refused_and_nothing_is_lost(planner, kari) -> None:
    answer = planner.post(GIVE, {"vakt": "host", "q": "kari", "person": kari.pk})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Kari Moen" in html
    assert 'value="kari"' in html
    assert not Duty.objects.filter(person=kari).exists()


def test_a_duty_is_taken_away(world, planner) -> None:
    duty = Duty.objects.get(pk=world.things["duty"]["pk"])

    gone = planner.post(f"/styring/innforing/vakt/{duty.pk}/fjerning/", follow=True)

    assert "Jo Allround har ikke vakten lenger." in gone.content.decode()
    assert not Duty.objects.filter(pk=duty.pk).exists()


def test_a_swap_that_waits_is_seen_by_planners(world, planner) -> None:
    assert "Jo Allround har spurt Ida Programleder" in roster(world, planner)


def test_the_one_who_is_asked_says_yes_and_has_the_duty(world, ida) -> None:
    client = signed_in(ida)
    html = page(client, "/mine/vakter/")
    assert "Jo Allround har denne vakten" in html
    swap = world.things["swap"]["pk"]

    said = client.post(f"/mine/vakter/bytte/{swap}/svar/", {"svar": "ja"}, follow=True)

    assert "Vakten er din nå." in said.content.decode()
    assert Duty.objects.get(swaps=swap).person == ida


def test_a_no_leaves_the_duty_where_it_was(world, ida) -> None:
    swap = world.things["swap"]["pk"]

    said = signed_in(ida).post(f"/mine/vakter/bytte/{swap}/svar/", {"svar": "nei"}, follow=True)

    assert "Vakten blir der den var." in said.content.decode()
    assert Duty.objects.get(swaps=swap).person == world.all_round


def test_the_one_who_asked_takes_the_request_back(world, planner) -> None:
    assert "Ida Programleder er spurt" in page(planner, "/mine/vakter/")
    swap = world.things["swap"]["pk"]

    said = planner.post(f"/mine/vakter/bytte/{swap}/svar/", {"svar": "nei"}, follow=True)

    assert "Spørsmålet er trukket tilbake." in said.content.decode()
    assert Swap.objects.get(pk=swap).is_accepted is False


def test_a_colleague_is_asked_from_ones_own_page(world, planner, ida) -> None:
    duty = world.things["duty"]["pk"]
    html = page(planner, f"/mine/vakter/{duty}/bytte/?q=ida")
    assert "Ida Programleder" in html
    assert "Jo Allround, HR-avdelingen" not in html

    asked = planner.post(f"/mine/vakter/{duty}/bytte/", {"person": ida.pk}, follow=True)

    assert "Vakten er din til det blir svart ja." in asked.content.decode()
    assert Swap.objects.filter(duty=duty, to_person=ida, answered_at=None).exists()


def test_other_peoples_duties_and_swaps_are_not_found(world, kari) -> None:
    client = signed_in(kari)
    swap, duty = world.things["swap"]["pk"], world.things["duty"]["pk"]

    assert client.get(f"/mine/vakter/{duty}/bytte/").status_code == 404
    assert client.post(f"/mine/vakter/bytte/{swap}/svar/", {"svar": "ja"}).status_code == 404
    assert "Jo Allround" not in page(client, "/mine/vakter/")


def test_a_duty_that_is_asked_away_twice_is_refused_in_words(world, planner, ida, hilde_host):
    duty = world.things["duty"]["pk"]
    planner.post(f"/mine/vakter/{duty}/bytte/", {"person": ida.pk})

    answer = planner.post(f"/mine/vakter/{duty}/bytte/", {"person": hilde_host.pk})

    assert answer.status_code == 422
    assert "errors-title" in answer.content.decode()


def test_ones_own_duties_have_a_query_ceiling(
    world, planner, django_assert_max_num_queries
) -> None:
    page(planner, "/mine/vakter/")

    with django_assert_max_num_queries(11):
        page(planner, "/mine/vakter/")


def test_a_full_roster_has_the_same_ceiling(
    world, planner, ida, personnel, django_assert_max_num_queries
) -> None:
    actions.give_duty(
        hour=the_hour(DAY, HourKind.OPENING),
        person=ida,
        kind=DutyKind.ANSWERER,
        area=personnel,
        by=world.all_round,
        at=MORNING,
        for_all=True,
    )
    roster(world, planner)

    with django_assert_max_num_queries(12):
        roster(world, planner)
