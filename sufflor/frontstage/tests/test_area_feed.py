"""A case area as an Atom feed."""

from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree

from sufflor.knowledge import actions
from sufflor.organization.models import CaseArea, User
from tests.articles import drafted
from tests.cast import MORNING

ATOM = {"atom": "http://www.w3.org/2005/Atom"}


def test_the_article_that_was_changed_last_stands_first(
    client, personnel: CaseArea, archive: CaseArea, hilde_host: User, django_assert_max_num_queries
) -> None:
    for number, (title, area) in enumerate(
        [("Ferie", personnel), ("Lønn", personnel), ("Journal", archive)]
    ):
        draft = drafted(area, hilde_host, title=title, body="Skriv det i skjemaet.", language="nn")
        at = MORNING + timedelta(minutes=number)
        actions.publish_article(article=draft, by=hilde_host, at=at)

    with django_assert_max_num_queries(4):
        answer = client.get("/nn/tema/personal.atom")

    feed = ElementTree.fromstring(answer.content)
    titles = [entry.findtext("atom:title", "", ATOM) for entry in feed.findall("atom:entry", ATOM)]
    assert titles == ["Lønn", "Ferie"]
    assert feed.findtext("atom:title", "", ATOM) == "Hjelp i Personal"
    assert answer["Content-Type"].startswith("application/atom+xml")


def test_an_area_that_is_not_there_has_no_feed(client, db) -> None:
    assert client.get("/tema/finnes-ikke.atom").status_code == 404
