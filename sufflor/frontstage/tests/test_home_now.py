"""What the front page says of now, asked for anew by pages that have stood open."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

NOW = "/forsiden/naa/"
SECOND = timedelta(seconds=1)


@pytest.fixture
def clock(monkeypatch):
    def set_to(at: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at)

    return set_to


def ask(etag: str = "", language: str = "") -> HttpResponse:
    return Client().get(f"{language}{NOW}", headers={"If-None-Match": etag} if etag else {})


def changes_at(page: str) -> datetime | None:
    _before, found, rest = page.partition('data-now-changes="')
    return datetime.fromisoformat(rest.partition('"')[0]) if found else None


def test_an_hour_that_is_over_is_taken_down_and_the_next_moment_is_said(morning, clock) -> None:
    clock(morning.closes_at - SECOND)
    open_page = Client().get("/").content.decode()
    during = ask()

    assert "Spørretime nå" in open_page
    assert f'data-now="{NOW}"' in open_page
    assert changes_at(open_page) == changes_at(during.content.decode()) == morning.closes_at
    clock(morning.closes_at)
    after = ask(during["ETag"])
    assert after.status_code == 200
    page = after.content.decode()
    assert "Spørretime nå" not in page
    assert "Ingen spørretime er planlagt" in page
    assert changes_at(page) is None


def test_each_moment_that_the_clock_makes_news_of_is_said_before_it(morning, clock) -> None:
    moments = [morning.collects_from, morning.opens_at, morning.closes_at]

    for moment in moments:
        clock(moment - SECOND)
        before = ask()
        assert changes_at(before.content.decode()) == moment
        clock(moment)
        assert ask(before["ETag"]).status_code == 200


def test_nothing_new_is_said_in_a_word_whatever_time_it_is(morning, clock) -> None:
    clock(morning.opens_at + SECOND)
    first = ask()
    clock(morning.opens_at + timedelta(minutes=20))

    again = ask(first["ETag"])

    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == first["Cache-Control"] == "private, no-cache"
    assert ask(first["ETag"], "/en").status_code == 200


def test_it_asks_the_store_for_little(morning, clock, django_assert_max_num_queries) -> None:
    clock(morning.opens_at)
    ask()

    with django_assert_max_num_queries(2):
        ask()


def test_a_house_in_which_nothing_is_yet_says_so(db) -> None:
    page = Client().get("/").content.decode()

    assert "Hvilke veier inn som finnes, er ikke skrevet her ennå." in page
    assert "For eksempel:" not in page


def test_what_is_there_is_an_example_of_what_to_search_for(article) -> None:
    page = Client().get("/").content.decode()

    assert 'href="/sok/?q=Registrere%20ferie">Registrere ferie</a>' in page
