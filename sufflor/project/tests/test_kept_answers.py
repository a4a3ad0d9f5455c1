"""Pages that are kept whole for guests: never out of date, and nobody else's."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from sufflor.announcements import actions as announcements
from sufflor.knowledge import actions
from sufflor.knowledge.models import Article
from sufflor.organization.models import CaseArea, User
from tests.cast import MORNING

pytestmark = pytest.mark.once

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w{64})"')


@pytest.fixture
def address(article: Article) -> str:
    """Read once by a guest, so that it is kept."""
    where = article.get_absolute_url()
    assert Client().get(where).status_code == 200
    return where


def without_tokens(page: str) -> str:
    return TOKEN.sub("", page)


def test_the_next_guest_costs_one_query_and_reads_the_same(
    address: str, django_assert_num_queries
) -> None:
    first = Client().get(f"{address}?anew").content.decode()

    with django_assert_num_queries(1):
        second = Client().get(address).content.decode()

    assert without_tokens(second) == re.sub(r"(\?|%3F)anew", "", without_tokens(first))


def test_each_guest_has_a_token_of_their_own_that_works(address: str) -> None:
    ola, kari = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    tokens = [set(TOKEN.findall(each.get(address).content.decode())) for each in (ola, kari)]
    said = {"helped": "yes", "csrfmiddlewaretoken": next(iter(tokens[1]))}

    answer, stranger = (each.post(f"{address}hjalp/", said) for each in (kari, ola))

    assert not tokens[0] & tokens[1]
    assert (answer.status_code, stranger.status_code) == (303, 403)


def test_what_is_published_is_read_at_once(address: str, article: Article, hilde_host) -> None:
    article.body = "<p>Ferie føres i timelisten.</p>"
    article.save_revision(user=hilde_host)
    actions.publish_article(article=article, by=hilde_host, at=MORNING)

    assert "timelisten" in Client().get(address).content.decode()


def test_what_is_withdrawn_is_gone_at_once(address: str, article: Article, hilde_host) -> None:
    actions.withdraw_article(article=article, by=hilde_host, at=MORNING)

    assert Client().get(address).status_code == 404


def test_whoever_has_signed_in_reads_a_page_of_their_own(address: str, kari: User) -> None:
    client = Client()
    client.force_login(kari, backend="sufflor.project.accounts.Accounts")

    assert kari.full_name in client.get(address).content.decode()
    assert kari.full_name not in Client().get(address).content.decode()


def test_what_a_guest_is_told_after_a_deed_is_told_to_nobody_else(address: str) -> None:
    client = Client()
    client.post(f"{address}hjalp/", {"helped": "yes"})

    assert "Takk" in client.get(address).content.decode()
    assert "Takk" not in Client().get(address).content.decode()


def test_each_language_and_each_choice_of_colors_has_its_own(address: str) -> None:
    dark = Client()
    dark.cookies["color_scheme"] = "dark"

    assert 'data-color-scheme="dark"' in dark.get(address).content.decode()
    assert 'data-color-scheme="auto"' in Client().get(address).content.decode()
    assert '<html lang="nn"' in Client().get(f"/nn{address}").content.decode()


def test_what_ends_by_the_clock_ends_on_the_minute(
    address: str, hr_department, anne_admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_at(moment) -> str:
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        return Client().get(address).content.decode()

    ends = MORNING + timedelta(minutes=30)
    announcements.post(
        wording=announcements.Wording("Portalen er nede", "Vent."),
        unit=hr_department,
        contact="HR",
        critical_until=ends,
        by=anne_admin,
        at=MORNING,
    )

    before, after = read_at(ends - timedelta(seconds=1)), read_at(ends)

    assert "Portalen er nede" in before
    assert "Portalen er nede" not in after


def test_a_page_that_is_not_found_is_not_kept(article: Article, personnel: CaseArea) -> None:
    address = "/tema/personal/noe-annet/"
    assert Client().get(address).status_code == 404

    Article.objects.filter(pk=article.pk).update(address="noe-annet")

    assert Client().get(address).status_code == 200
