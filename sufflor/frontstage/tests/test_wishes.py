"""Wishes as everyone reads them: the list, one wish, wishing for something or for the same."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from sufflor.change_requests import actions
from sufflor.change_requests.actions import Facts
from sufflor.change_requests.models import Backing, ChangeRequest, State
from sufflor.organization.models import User
from tests.cast import MORNING

pytestmark = pytest.mark.usefixtures("nine_in_the_morning")

BEFORE = MORNING - timedelta(hours=2)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def proposed(personnel, lars) -> ChangeRequest:
    return wished("Se frister i restanselisten", personnel, lars)


@pytest.fixture
def change(proposed, per_second_line) -> ChangeRequest:
    return taken_up(proposed, per_second_line)


def wished(title: str, area, by: User) -> ChangeRequest:
    facts = Facts(title, "Jeg må se hva som haster om morgenen.", area=area)
    return actions.propose(facts=facts, submission=uuid4(), by=by, at=BEFORE)


def taken_up(change: ChangeRequest, by: User) -> ChangeRequest:
    actions.take_up(change=change, text="Vi ser på det.", seen=change.stamp, by=by, at=BEFORE)
    return ChangeRequest.objects.get(pk=change.pk)


def decided(change: ChangeRequest, verdict: State, by: User) -> ChangeRequest:
    seen = change.stamp
    actions.decide(change=change, verdict=verdict, reason="Fordi.", seen=seen, by=by, at=BEFORE)
    return ChangeRequest.objects.get(pk=change.pk)


def read(client: Client, name: str, *args: object, query: str = "") -> str:
    response = client.get(reverse(name, args=args) + query)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def typed(**more: object) -> dict[str, object]:
    said = {"title": "Frister i restanselisten", "need": "Jeg må se hva som haster."}
    said |= {"submission": str(uuid4()), **more}
    return {f"felt-{name}": value for name, value in said.items()}


def test_everyone_reads_what_was_taken_up_and_only_its_own_what_was_not(
    client, change, personnel, lars
):
    hidden = wished("Noe privat", personnel, lars)

    assert "Se frister i restanselisten" in read(client, "wishes")
    assert "Noe privat" not in read(client, "wishes")
    assert client.get(reverse("wish", args=[hidden.pk])).status_code == 404

    client.force_login(lars)
    assert "Noe privat" in read(client, "wishes")
    assert "Vi leser det først" in read(client, "wish", hidden.pk)


def test_few_are_told_as_few_and_nobody_by_name(client, change, lars):
    page = read(client, "wish", change.pk)

    assert "Færre enn 5 personer" in page
    assert lars.last_name not in page


def test_they_are_chosen_by_state_and_area(client, change, personnel, archive, anne_admin, kari):
    other = decided(taken_up(wished("Mørk", None, kari), anne_admin), State.DECLINED, anne_admin)

    assert other.title in read(client, "wishes", query="?status=not_now")
    assert change.title not in read(client, "wishes", query="?status=not_now")
    assert change.title in read(client, "wishes", query=f"?omrade={personnel.slug}")
    assert change.title not in read(client, "wishes", query=f"?omrade={archive.slug}")
    assert change.title in read(client, "wishes", query="?status=tull&rekkefolge=flest&page=x")


def test_the_reason_of_a_no_stands_first(client, change, anne_admin):
    decided(change, State.DECLINED, anne_admin)

    page = read(client, "wish", change.pk)

    assert "Hvorfor det ikke blir gjort" in page
    assert "Fordi." in page


def test_one_press_wishes_the_same_and_one_leaves(client, change, kari):
    client.force_login(kari)

    pressed = [client.post(reverse("back_wish", args=[change.pk])) for _press in range(2)]
    assert {each.status_code for each in pressed} == {303}
    assert Backing.objects.filter(person=kari).count() == 1
    assert "Du står bak det" in read(client, "wish", change.pk)

    client.post(reverse("leave_wish", args=[change.pk]))
    assert Backing.objects.get(person=kari).left_at


def test_a_number_that_tells_who_somebody_is_is_shown_again_beside_why(client, change, kari):
    client.force_login(kari)

    said = "Gjelder 158376 00186"
    response = client.post(reverse("back_wish", args=[change.pk]), {"sentence": said})

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Backing.objects.filter(person=kari).exists()


def test_what_is_alike_is_shown_before_anything_is_sent(client, change, kari):
    client.force_login(kari)

    first = client.post(reverse("wish_new"), typed())
    assert first.status_code == 200
    assert reverse("back_wish", args=[change.pk]) in first.content.decode()
    assert "Frister i restanselisten" in first.content.decode()
    assert ChangeRequest.objects.count() == 1

    second = client.post(reverse("wish_new"), typed(looked="on"))
    assert second.status_code == 303
    assert ChangeRequest.objects.count() == 2


def test_sent_twice_is_one_wish(client, kari):
    client.force_login(kari)
    sent = typed()

    for _press in range(2):
        assert client.post(reverse("wish_new"), sent).status_code == 303

    assert ChangeRequest.objects.count() == 1


def test_what_is_missing_or_holds_a_number_is_said_and_kept(client, kari):
    client.force_login(kari)

    empty = client.post(reverse("wish_new"), typed(title=""))
    holding = client.post(reverse("wish_new"), typed(need="Gjelder 158376 00186"))

    assert (empty.status_code, holding.status_code) == (422, 422)
    assert "Gjelder 158376 00186" in holding.content.decode()
    assert not ChangeRequest.objects.exists()


def test_whoever_has_the_address_of_what_was_taken_in_is_led_on(
    client, change, personnel, kari, per_second_line
):
    other = taken_up(wished("Frister", personnel, kari), per_second_line)
    actions.merge(change=other, into=change, by=per_second_line, at=MORNING)

    response = client.get(reverse("wish", args=[other.pk]))

    assert response.headers["Location"] == reverse("wish", args=[change.pk])


def test_what_came_of_it_stands_beside_what_was_said(client, change, lars, anne_admin):
    decided(change, State.ACCEPTED, anne_admin)
    actions.deliver(change=change, text="Trykk på «Frist».", by=anne_admin, at=BEFORE)

    page = read(client, "wishes_learnt")
    assert change.need in page
    assert "Trykk på «Frist»." in page

    client.force_login(lars)
    assert "Er det det du trengte?" in read(client, "wish", change.pk)
    client.post(reverse("wish_works", args=[change.pk]))
    assert Backing.objects.get(person=lars).works_at


def test_the_feed_has_an_entry_for_each_with_its_state(client, change):
    feed = ElementTree.fromstring(client.get(reverse("wish_feed")).content)

    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == f"{change.title} (Vi vurderer det)"
    assert "Vi ser på det." in (entry.findtext(f"{ATOM}summary") or "")


def test_search_and_forms_find_it(client, change):
    assert change.title in read(client, "search", query="?q=frister+restanselisten")
    assert change.title in read(client, "similar_help", query="?felt-what=frister i restanselisten")


def test_the_list_has_a_ceiling(client, personnel, kari, anne_admin, django_assert_max_num_queries):
    for number in range(12):
        taken_up(wished(f"Ønske {number}", personnel, kari), anne_admin)
    client.force_login(kari)

    with django_assert_max_num_queries(24):
        read(client, "wishes")
