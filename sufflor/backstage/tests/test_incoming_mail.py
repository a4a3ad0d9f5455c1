"""The first line looks at mail that nobody could let in by itself."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from sufflor.desk.models import Request
from sufflor.messaging import actions, intake
from sufflor.messaging.models import Fate, Received
from tests.mailbox import mail


@pytest.fixture
def held(kari, liv_first_line, client) -> Received:
    client.force_login(liv_first_line)
    raw = bytes(mail("Skriv <b>feil</b> 17.", From="Ukjent <ukjent@verden.example>"))
    received = actions.take_in(raw=raw, is_whole=True, at=timezone.now())
    intake.sort(timezone.now())
    received.refresh_from_db()
    return received


def page(held: Received, name: str = "check_mail") -> str:
    return reverse(name, args=[held.pk])


def test_it_stands_on_the_list_with_the_reason_and_its_words_are_only_text(client, held) -> None:
    listed = client.get(reverse("incoming_mail")).content.decode()
    shown = client.get(page(held)).content.decode()

    assert page(held) in listed
    assert "Ingen her har adressen" in listed
    assert "Skriv &lt;b&gt;feil&lt;/b&gt; 17." in shown


def test_the_work_list_says_that_there_is_some_until_it_is_looked_at(client, held, kari) -> None:
    waiting = client.get(reverse("requests")).content.decode()
    client.post(page(held), {"person": kari.username})
    done = client.get(reverse("requests")).content.decode()

    assert reverse("incoming_mail") in waiting
    assert f'href="{reverse("incoming_mail")}"' not in done


def test_let_in_it_is_a_request_of_whom_it_is_from(client, held, kari) -> None:
    answer = client.post(page(held), {"person": kari.username})

    assert answer.status_code == 303
    assert Request.objects.get().reporter == kari
    assert page(held) not in client.get(reverse("incoming_mail")).content.decode()


@pytest.mark.parametrize("person", ["", "finnes.ikke"])
def test_nobody_is_told_at_the_field(client, held, person) -> None:
    answer = client.post(page(held), {"person": person})

    assert answer.status_code == 422
    assert not Request.objects.exists()


def test_the_second_of_two_is_told_that_it_is_done(client, held, kari) -> None:
    client.post(page(held), {"person": kari.username})

    answer = client.post(page(held), {"person": kari.username})

    assert answer.status_code == 422
    assert "tatt seg av" in answer.content.decode()
    assert Request.objects.count() == 1


def test_discarded_it_becomes_nothing_and_a_reason_is_asked_for(client, held) -> None:
    assert client.post(page(held, "discard_mail"), {"reason": ""}).status_code == 422

    answer = client.post(page(held, "discard_mail"), {"reason": "Reklame"})

    held.refresh_from_db()
    assert (answer.status_code, held.fate, held.said) == (303, Fate.DISCARDED, "Reklame")


def test_a_list_of_many_is_drawn_in_few_queries(
    client, held, django_assert_max_num_queries
) -> None:
    for number in range(40):
        raw = bytes(mail(From=f"ukjent{number}@verden.example"))
        actions.take_in(raw=raw, is_whole=True, at=timezone.now())
    intake.sort(timezone.now())
    client.get(reverse("incoming_mail"))

    with django_assert_max_num_queries(9):
        client.get(reverse("incoming_mail"))


def test_administrators_see_that_the_mailbox_cannot_be_read(client, anne_admin) -> None:
    actions.visited(trouble="AUTHENTICATE failed", at=timezone.now())
    client.force_login(anne_admin)

    assert "AUTHENTICATE failed" in client.get(reverse("mail")).content.decode()


@pytest.mark.usefixtures("held")
def test_the_way_back_is_one_that_the_reader_may_go(client, anne_admin) -> None:
    first_line = client.get(reverse("incoming_mail")).content.decode()
    client.force_login(anne_admin)
    admin = client.get(reverse("incoming_mail")).content.decode()

    assert f'class="more" href="{reverse("requests")}"' in first_line
    assert f'class="more" href="{reverse("backstage")}"' in admin
    assert f'class="more" href="{reverse("requests")}"' not in admin
