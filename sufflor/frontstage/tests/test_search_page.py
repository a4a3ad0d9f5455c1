"""The search page: what is found, by whom, and what happens when nothing is."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest

from sufflor.knowledge.models import Article
from sufflor.questions import actions as questions
from sufflor.search import actions as search
from sufflor.search.models import Audience
from tests.articles import published
from tests.cast import MORNING


@pytest.fixture
def article(personnel, hilde_host) -> Article:
    return published(
        personnel, hilde_host, body="Ferie føres i skjemaet <b>tidlig</b>.", role="leder"
    )


def entry(name: str, audience: Audience) -> None:
    search.index(
        search.Entry(
            ref=f"test:{name}",
            kind="notice",
            url=f"/{name}/",
            title=f"Ferie for {name}",
            language="nb",
            audience=audience,
        ),
        at=MORNING,
    )


def page(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_hit_shows_why_it_was_found(client, article):
    html = page(client, "/sok/?q=ferien")

    assert 'href="/tema/personal/registrere-ferie/"' in html
    assert "<mark>" in html
    assert "&lt;b&gt;tidlig&lt;/b&gt;" in html
    assert "Personal" in html


def test_hits_lead_on_in_the_language_of_the_page(client, article):
    assert 'href="/nn/tema/personal/registrere-ferie/"' in page(client, "/nn/sok/?q=ferie")


def test_an_answer_that_became_an_article_is_found_once_as_the_article(
    client, question, hilde_host
):
    answer = questions.answer(
        question=question, text="Den ligger under fanen.", by=hilde_host, at=MORNING
    )
    address = f"/sok/?q={quote(question.text)}"
    assert answer.path in page(client, address)
    questions.draft_article(answer=answer, title=question.text, by=hilde_host, at=MORNING)
    answer.refresh_from_db()

    article = questions.publish(answer=answer, by=hilde_host, at=MORNING)

    html = page(client, address)
    assert article.get_absolute_url() in html
    assert answer.path not in html
    assert re.search(r"\b1 treff\b", html)
    assert answer.path in page(client, f"{address}&type=answer")
    assert answer.path in page(client, article.get_absolute_url())


def test_what_was_searched_for_is_kept_in_another_language_and_through_signing_in(client, article):
    for words in ("fe%22rie+%26+mer", "noe+annet"):
        html = page(client, f"/sok/?q={words}")

        assert f'href="/nn/sok/?q={words}"' in html
        assert f"?next=/sok/%3Fq%3D{words.replace('%', '%25').replace('+', '%2B')}" in html
        assert "\ue000" not in html


def test_the_same_hit_shows_why_it_was_found_by_other_words(client, article):
    assert "<mark>Ferie</mark> føres" in page(client, "/sok/?q=ferie")
    assert "Ferie føres i <mark>skjemaet</mark>" in page(client, "/sok/?q=skjemaet")


def test_each_sees_their_own_words_in_what_is_drawn_once(client, article):
    for words, shown in (("ferie+%22%3Cb%3E", "ferie &quot;&lt;b&gt;"), ("ferien", "ferien")):
        html = page(client, f"/sok/?q={words}")

        assert f'name="q" type="search" value="{shown}"' in html
        assert f'href="/sporretimer/neste/?tekst={words}"' in html
        assert "1 treff" in html


def test_the_filters_are_links_that_keep_the_words(client, article):
    html = page(client, "/sok/?q=ferie&omrade=personal")

    assert 'href="?q=ferie&amp;type=article&amp;omrade=personal"' in html
    assert 'href="?q=ferie" aria-current' not in html


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("omrade=personal", True),
        ("omrade=arkiv", False),
        ("type=notice", False),
        ("rolle=leder", True),
        ("rolle=arkivar", False),
        ("rolle=finnes-ikke&omrade=%00&type=<b>", True),
        ("page=5", False),
        ("page=-1", True),
        ("page=²", True),
    ],
)
def test_a_filter_keeps_what_fits(client, article, archive, query, is_found):
    html = page(client, f"/sok/?q=ferie&{query}")

    assert ("/tema/personal/registrere-ferie/" in html) is is_found


def test_each_finds_what_is_written_for_them(client, kari, liv_first_line):
    for audience in Audience:
        entry(audience.name.lower(), audience)

    def found() -> list[str]:
        html = page(client, "/sok/?q=ferie")
        return [one.name for one in Audience if f'href="/{one.name.lower()}/"' in html]

    assert found() == ["PUBLIC"]
    client.force_login(kari)
    assert found() == ["PUBLIC", "SIGNED_IN"]
    client.force_login(liv_first_line)
    assert found() == ["PUBLIC", "SIGNED_IN", "BACKSTAGE"]


def test_no_hits_lead_to_people_with_the_words_in_hand(client, article):
    html = page(client, "/sok/?q=xqzw+kvv")

    assert 'href="/sporretimer/neste/?tekst=xqzw+kvv"' in html
    assert 'href="/hjelp/"' in html


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "%00%01",
        "a" * 10_000,
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        '"*^(',
        "æ" * 400,
    ],
)
def test_nothing_that_is_typed_is_an_error(client, article, text):
    response = client.get("/sok/", {"q": text})

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_the_page_costs_little(client, kari, article, django_assert_max_num_queries):
    client.force_login(kari)
    client.get("/sok/?q=ferie")

    with django_assert_max_num_queries(7):
        client.get("/sok/?q=ferie")


def test_where_nothing_is_found_the_next_hour_and_the_nearest_colleague_help(
    client, morning, kari, ola_adviser, monkeypatch
):
    monkeypatch.setattr("django.utils.timezone.now", lambda: MORNING)
    client.force_login(kari)

    html = page(client, "/sok/?q=xyzzyx")

    assert "Spør i spørretimen" in html
    assert morning.path in html
    assert ola_adviser.full_name in html
    assert "tekst=xyzzyx" in html


def test_where_nothing_is_found_and_no_hour_is_planned_there_is_still_help(client, article):
    html = page(client, "/sok/?q=xyzzyx&omrade=personal")

    assert "Spør i spørretimen" not in html
    assert "Alle som kan hjelpe" in html
