"""What somebody does after a search is noted by pages that cost them nothing."""

from __future__ import annotations

import pytest
from django.test import Client

from sufflor.knowledge.models import Article
from sufflor.organization.models import User
from sufflor.search import log
from sufflor.search.models import Searched

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def nothing_waits() -> None:
    log._waiting.clear()


def rows() -> list[tuple[str, int, int]]:
    log.write()
    return list(Searched.objects.values_list("text", "times", "chosen"))


@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
def test_a_hit_is_chosen_by_going_there_from_the_search(
    client: Client, article: Article, kari: User, prefix: str
) -> None:
    path = article.get_absolute_url()
    client.force_login(kari)
    client.get(f"{prefix}/sok/?q=registrere+ferie")

    came_from = f"http://testserver{prefix}/sok/?q=registrere+ferie"
    page = client.get(prefix + path, headers={"referer": came_from})

    assert page.status_code == 200
    assert rows() == [("registrere ferie", 1, 1)]


@pytest.mark.parametrize(
    "came_from",
    [
        "",
        "http://testserver/",
        "http://elsewhere.example/sok/?q=ferie",
        "http://testserver/andre/sok/?q=ferie",
        "http://testserver/sok/?q=" + "&" * 50,
        "http://[testserver/sok/?q=ferie",
    ],
)
def test_other_ways_there_choose_nothing(client: Client, article: Article, came_from: str) -> None:
    client.get("/sok/?q=ferie")

    page = client.get(article.get_absolute_url(), headers={"referer": came_from})

    assert page.status_code == 200
    assert rows() == [("ferie", 1, 0)]


def test_the_next_page_and_a_filter_are_no_new_search(client: Client, article: Article) -> None:
    client.get("/sok/?q=ferie")
    client.get("/sok/?q=ferie&page=2")
    client.get("/sok/?q=ferie&type=answer")

    assert rows() == [("ferie", 1, 0)]


def test_what_helpers_search_for_is_not_noted(
    client: Client, article: Article, hilde_host: User
) -> None:
    client.force_login(hilde_host)

    client.get("/sok/?q=ferie")

    assert rows() == []


def test_a_search_writes_nothing_while_somebody_waits(
    client: Client, article: Article, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(14) as queries:
        client.get("/sok/?q=ferie")

    assert not [one for one in queries.captured_queries if "INSERT" in one["sql"]]
