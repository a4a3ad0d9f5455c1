"""How requests stand, for the system that sent them: front words, and nobody else's requests."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sufflor.api import requests as pages
from sufflor.desk import actions as desk
from tests.requests import submitted

CANARY = "kanarifugl"


def sent(by, text="Den stopper."):
    return submitted(by, text, title="Ekspedering", at=timezone.now())


@pytest.fixture
def own(system, liv_first_line):
    return sent(system.token.person)


def test_it_reads_what_a_user_reads_and_nothing_from_inside(own, system, liv_first_line) -> None:
    at = timezone.now() - timedelta(minutes=5)
    desk.note(request=own, text=CANARY, by=liv_first_line, at=at)
    desk.reply(request=own, text="Del opp vedlegget.", by=liv_first_line, at=at)

    answer = system.get(f"requests/{own.pk}/")

    said = answer.json()
    assert (said["number"], said["is_open"]) == (own.number, True)
    assert said["status"] == "Hos Brukerstøtten"
    assert [message["text"] for message in said["messages"]] == ["Del opp vedlegget."]
    assert CANARY not in answer.content.decode()
    assert "Liv" not in answer.content.decode()


def test_what_helpers_do_among_themselves_moves_no_time(own, system, liv_first_line) -> None:
    def changed_at() -> str:
        (listed,) = system.get("requests/").json()["requests"]
        said = system.get(f"requests/{own.pk}/").json()["changed_at"]
        assert listed["changed_at"] == said
        return said

    before, at = changed_at(), timezone.now()
    desk.take(request=own, by=liv_first_line, at=at)
    desk.note(request=own, text=CANARY, by=liv_first_line, at=at)
    desk.reply(request=own, text="Kan holdes tilbake.", by=liv_first_line, at=at)
    assert changed_at() == before

    own.refresh_from_db()
    desk.resolve(request=own, text="Slik.", by=liv_first_line, at=at)
    assert changed_at() > before


def test_a_reply_that_can_still_be_held_back_is_not_told(own, system, liv_first_line) -> None:
    desk.reply(request=own, text="Del opp.", by=liv_first_line, at=timezone.now())

    assert system.get(f"requests/{own.pk}/").json()["messages"] == []


def test_the_requests_of_others_are_not_there(own, made_key, kari) -> None:
    theirs = sent(kari)
    other = made_key()

    for request in (own, theirs):
        assert other.get(f"requests/{request.pk}/").status_code == 404
    assert other.get("requests/").json() == {"requests": [], "next": None}


def test_they_are_listed_page_by_page(own, system, monkeypatch) -> None:
    monkeypatch.setattr(pages, "ON_A_PAGE", 2)
    later = [sent(system.token.person) for _number in range(2)]

    first = system.get("requests/").json()
    second = system.get("requests/", before=later[0].pk).json()

    assert [each["id"] for each in first["requests"]] == [later[1].pk, later[0].pk]
    assert first["next"] == f"/api/v1/requests/?before={later[0].pk}"
    assert [each["id"] for each in second["requests"]] == [own.pk]
    assert second["next"] is None


@pytest.mark.parametrize("before", ["x", "-1", "９", "1" * 40, "1; drop"])
def test_a_strange_page_is_the_first(own, system, before) -> None:
    assert len(system.get("requests/", before=before).json()["requests"]) == 1


def test_a_list_of_many_takes_few_queries(own, system, django_assert_max_num_queries) -> None:
    for _number in range(20):
        sent(system.token.person)

    with django_assert_max_num_queries(10):
        system.get("requests/")
