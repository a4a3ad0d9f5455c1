"""How those who help and those who decide work with wishes, and put requests into the register."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from sufflor.change_requests import actions
from sufflor.change_requests.actions import Facts
from sufflor.change_requests.models import ChangeRequest, State
from sufflor.desk.models import ChangeTie, Request
from sufflor.organization.models import Charge, ChargeKind, User
from tests.cast import DAY, MORNING
from tests.requests import submitted

pytestmark = pytest.mark.usefixtures("nine_in_the_morning")

BEFORE = MORNING - timedelta(hours=1)


@pytest.fixture
def proposed(personnel, kari) -> ChangeRequest:
    return wished("Se frister i restanselisten", personnel, kari)


@pytest.fixture
def owner(lars, personnel) -> User:
    """Lars helps nowhere, and owns the processes of the area."""
    Charge.objects.create(person=lars, area=personnel, kind=ChargeKind.OWNER, from_date=DAY)
    return lars


@pytest.fixture
def change(proposed, per_second_line) -> ChangeRequest:
    return taken_up(proposed, per_second_line)


@pytest.fixture
def request_(kari, personnel, liv_first_line) -> Request:
    return submitted(kari, "Kan restanselisten vise frister?", area=personnel, at=BEFORE)


def wished(title: str, area, by: User) -> ChangeRequest:
    facts = Facts(title, "Jeg må se hva som haster.", area=area)
    return actions.propose(facts=facts, submission=uuid4(), by=by, at=BEFORE)


def taken_up(change: ChangeRequest, by: User) -> ChangeRequest:
    actions.take_up(change=change, text="Vi ser på det.", seen=change.stamp, by=by, at=BEFORE)
    return ChangeRequest.objects.get(pk=change.pk)


def send(client: Client, name: str, *args: object, **typed: object):
    return client.post(reverse(name, args=args), typed)


def step(client: Client, change: ChangeRequest, name: str, **typed: object) -> int:
    seen = ChangeRequest.objects.get(pk=change.pk).stamp
    return send(client, "change_step", change.pk, name, seen=seen, **typed).status_code


def test_from_a_wish_to_what_people_have_on_pages(client, proposed, owner, per_second_line):
    keeper, decider = client, Client()
    keeper.force_login(per_second_line)
    decider.force_login(owner)

    assert step(keeper, proposed, "opp", text="Vi ser på det.") == 303
    assert step(decider, proposed, "avgjorelse", verdict="accepted", reason="Ja.") == 303
    sent = send(keeper, "changes_send", changes=[proposed.pk], text="Sendt.")
    assert sent.status_code == 303
    assert step(keeper, proposed, "nytt", state="planned", version="7.5", text="I vår.") == 303
    assert step(keeper, proposed, "levert", text="Her er det.") == 303
    assert step(keeper, proposed, "virker", text="Prøvd.", tested="Av to.") == 303

    assert ChangeRequest.objects.get(pk=proposed.pk).state == State.VERIFIED


def test_the_owner_sees_first_what_waits_for_their_word(client, change, owner):
    client.force_login(owner)

    page = client.get(reverse("changes_plan")).content.decode()

    assert "Disse avgjør du" in page
    assert change.title in page


def test_nobody_else_decides_and_the_button_is_not_there(client, change, owner, per_second_line):
    client.force_login(per_second_line)
    address = reverse("change_step", args=[change.pk, "avgjorelse"])

    assert address not in client.get(reverse("change_plan", args=[change.pk])).content.decode()
    assert client.get(address).status_code == 403
    assert step(client, change, "avgjorelse", verdict="accepted", reason="Ja.") == 403


def test_the_second_of_two_deciders_is_told_and_keeps_what_they_wrote(client, change, owner):
    client.force_login(owner)
    seen, reason = change.stamp, "Nei, det er for dyrt."
    step(client, change, "avgjorelse", verdict="accepted", reason="Ja.")

    typed = {"verdict": "declined", "reason": reason, "seen": seen}
    response = send(client, "change_step", change.pk, "avgjorelse", **typed)

    assert response.status_code == 422
    assert reason in response.content.decode()
    assert ChangeRequest.objects.get(pk=change.pk).state == State.ACCEPTED


def test_a_stranger_comes_nowhere(client, change, stranger):
    client.force_login(stranger)

    assert client.get(reverse("changes_plan")).status_code == 403
    assert client.get(reverse("change_plan", args=[change.pk])).status_code == 403


def test_what_was_sent_twice_is_sent_once(client, change, owner, per_second_line):
    client.force_login(owner)
    step(client, change, "avgjorelse", verdict="accepted", reason="Ja.")
    client.force_login(per_second_line)

    for _press in range(2):
        sent = send(client, "changes_send", changes=[change.pk], text="Sendt.")
        assert sent.status_code == 303

    assert change.steps.filter(state=State.SENT).count() == 1


def test_the_bundle_says_what_is_missing(client, change, owner, per_second_line):
    client.force_login(owner)
    step(client, change, "avgjorelse", verdict="accepted", reason="Ja.")
    client.force_login(per_second_line)

    response = send(client, "changes_send", text="Sendt.")

    assert response.status_code == 422
    assert "Velg minst ett ønske." in response.content.decode()


def test_it_is_said_in_other_words_and_taken_into_another_and_out_again(
    client, change, personnel, kari, per_second_line
):
    other = wished("Frister", personnel, kari)
    client.force_login(per_second_line)
    typed = {"title": "Frister i listen", "need": "Hva haster?", "language": "nb"}

    send(client, "change_describe", other.pk, seen=other.stamp, **typed)
    send(client, "change_merge", other.pk, into=change.pk)
    other = ChangeRequest.objects.get(pk=other.pk)
    assert (other.title, other.merged_into) == ("Frister i listen", change)

    send(client, "change_merge_undo", other.pk)
    assert ChangeRequest.objects.get(pk=other.pk).merged_into is None


def test_one_press_puts_a_request_into_the_register(client, request_, liv_first_line):
    client.force_login(liv_first_line)

    pressed = [send(client, "wish_request", request_.pk) for _press in range(2)]

    assert {each.status_code for each in pressed} == {303}
    assert ChangeRequest.objects.get().origin == f"desk.request:{request_.pk}"


def test_one_press_joins_the_wish_that_looks_like_it_and_it_can_be_undone(
    client, request_, change, liv_first_line
):
    client.force_login(liv_first_line)
    page = client.get(reverse("wish_request", args=[request_.pk])).content.decode()
    assert change.title in page

    send(client, "wish_request", request_.pk, wish=change.pk, asks_more="on")
    tie = ChangeTie.objects.get()
    assert tie.change == change
    assert Request.objects.get(pk=request_.pk).is_unresolved

    send(client, "unwish_request", request_.pk, tie.pk)
    assert not ChangeTie.objects.exists()


def test_the_list_has_a_ceiling(
    client, personnel, kari, owner, per_second_line, django_assert_max_num_queries
):
    for number in range(12):
        taken_up(wished(f"Ønske {number}", personnel, kari), per_second_line)
    client.force_login(owner)

    with django_assert_max_num_queries(26):
        client.get(reverse("changes_plan"))
