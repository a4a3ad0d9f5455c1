"""Articles for other sites: what everyone may read, with addresses that hold anywhere."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from sufflor.api.description import described
from sufflor.knowledge import actions
from sufflor.knowledge.models import Article
from sufflor.organization.models import CaseArea, User
from tests import articles
from tests.cast import MORNING

pytestmark = pytest.mark.once


def drafted(title: str, area: CaseArea, by: User) -> Article:
    return articles.drafted(area, by, title=title, body="Velg Skjerm.\n\n- Først\n- Så")


@pytest.fixture
def article(personnel: CaseArea, hilde_host: User) -> Article:
    draft = drafted("Skjerme et navn", personnel, hilde_host)
    draft.body += '<p><a href="/tema/personal/">Alt om personal</a></p>'
    draft.transcript = "Velg Skjerm, og deretter koden."
    draft.save_revision(user=hilde_host)
    return actions.publish_article(article=draft, by=hilde_host, at=MORNING)


def holds_to(name: str, said: object) -> bool:
    schema = {"$ref": f"#/components/schemas/{name}", **described()}
    return Draft202012Validator(schema).is_valid(said)


def test_what_is_published_is_listed_and_drafts_are_not(
    client, article: Article, personnel: CaseArea, hilde_host: User
) -> None:
    drafted("Bare et utkast", personnel, hilde_host)

    said = client.get("/api/v1/articles/", {"area": "personal"}).json()

    assert [one["title"] for one in said["articles"]] == ["Skjerme et navn"]
    assert said["next"] is None
    assert holds_to("Articles", said)


def test_one_article_is_given_with_addresses_that_hold_anywhere(client, article: Article) -> None:
    page = client.get(f"/api/v1/articles/{article.address}/", {"language": "nn"})

    said = page.json()
    assert holds_to("Article", said)
    assert 'href="http://127.0.0.1:8000/nn/tema/personal/"' in said["html"]
    assert said["url"] == "http://127.0.0.1:8000/nn/tema/personal/skjerme-et-navn/"
    assert said["transcript"] == "Velg Skjerm, og deretter koden."
    assert page["Access-Control-Allow-Origin"] == "*"


def test_a_draft_is_not_found(client, personnel: CaseArea, hilde_host: User) -> None:
    draft = drafted("Bare et utkast", personnel, hilde_host)

    assert client.get(f"/api/v1/articles/{draft.address}/").status_code == 404


def test_an_article_that_has_not_changed_is_not_sent_again(
    client, article: Article, hilde_host: User
) -> None:
    address = f"/api/v1/articles/{article.address}/"
    headers = {"If-None-Match": client.get(address)["ETag"]}
    assert client.get(address, headers=headers).status_code == 304

    article.title = "Skjerme et navn i en sak"
    article.save_revision(user=hilde_host)
    actions.publish_article(article=article, by=hilde_host, at=MORNING)

    assert client.get(address, headers=headers).status_code == 200


def test_a_list_goes_on_where_the_last_page_ended(
    client, article: Article, personnel: CaseArea, hilde_host: User, monkeypatch
) -> None:
    monkeypatch.setattr("sufflor.api.articles.ON_A_PAGE", 1)
    other = drafted("Slette en sak", personnel, hilde_host)
    actions.publish_article(article=other, by=hilde_host, at=MORNING)

    first = client.get("/api/v1/articles/", {"area": "personal"}).json()
    second = client.get(first["next"]).json()

    assert first["articles"][0]["title"] == "Slette en sak"
    assert second["articles"][0]["title"] == "Skjerme et navn"
    assert second["next"] is None


@pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "١"])
def test_a_page_that_is_none_is_the_first(client, article: Article, before: str) -> None:
    assert client.get("/api/v1/articles/", {"before": before}).json()["articles"]
