"""Learning paths as they are read and checked off, and what stands beside curated lists."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from sufflor.knowledge import actions, readings
from sufflor.knowledge.models import Article, LearningPath, Reading, ThemeList, ThemePage
from sufflor.knowledge.queries import beside
from tests.cast import MORNING

WHERE = "/laeringsstier/ny-i-personalsaker/"
A_WEEK_AGO = MORNING - timedelta(days=7)


@pytest.fixture
def article(personnel, eva_editor) -> Article:
    article = Article(title="Registrere ferie", area=personnel, minutes=10)
    return actions.import_article(
        article=article, body="Ferie.", next_review=None, by=eva_editor, at=A_WEEK_AGO
    )


@pytest.fixture
def path(article, personnel, eva_editor) -> LearningPath:
    page = LearningPath(title="Ny i personalsaker", area=personnel, entrance="system")
    return actions.open_path(page=page, things=[article], by=eva_editor, at=MORNING)


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_guests_see_the_path_and_nothing_to_check_off(path):
    page = body(Client().get(WHERE))

    assert "Registrere ferie" in page
    assert "/kryss/" not in page
    assert "/logg-inn/?next=/laeringsstier/" in page


def test_one_checks_off_and_takes_it_back_without_a_script(
    client, path, article, kari, django_assert_max_num_queries
):
    client.force_login(kari)
    sent = {"ting": f"article-{article.pk}", "gjort": "1"}

    answer = client.post(f"{WHERE}kryss/", sent)

    assert answer.status_code == 303
    assert answer["Location"] == f"{WHERE}#article-{article.pk}"
    client.get(WHERE)
    with django_assert_max_num_queries(4):
        assert "Du har gjort 1 av 1 ting." in body(client.get(WHERE))
    client.post(f"{WHERE}kryss/", {"ting": sent["ting"]})
    assert "Du har gjort 0 av 1 ting." in body(client.get(WHERE))


@pytest.mark.parametrize("what", ["article-999999", "link-1", "", "x", "article-1' OR 1=1"])
def test_what_is_not_in_the_path_cannot_be_checked_off(client, path, kari, what):
    client.force_login(kari)

    assert client.post(f"{WHERE}kryss/", {"ting": what, "gjort": "1"}).status_code == 404


def test_the_area_and_the_entrances_show_the_way(client, path):
    assert f'href="{WHERE}"' in body(client.get("/tema/personal/"))
    page = body(client.get("/tema/"))
    assert "Bruk av systemet" in page
    assert f'href="{WHERE}"' in page


def test_a_theme_page_lists_a_path_among_the_rest(client, path, hr_department, anne_admin):
    page = actions.open_theme(
        page=ThemePage(title="Saksbehandling"),
        owner=hr_department,
        above=None,
        by=anne_admin,
        at=MORNING,
    )
    shelf = ThemeList(title="Kom i gang")
    actions.curate(page=page, shelves=[(shelf, [path])], by=anne_admin, at=MORNING)

    said = body(client.get("/tema/saksbehandling/"))

    assert f'href="{WHERE}"' in said
    assert "HR-avdelingen" in said


def test_readings_are_numbers_by_day_in_whichever_language(client, article):
    for place in ("/tema/personal/registrere-ferie/", "/nn/tema/personal/registrere-ferie/"):
        body(client.get(place))
    client.get("/tema/personal/")
    client.get("/tema/personal/finnes-ikke/")

    readings.write()

    (row,) = Reading.objects.all()
    assert (row.article_id, row.times) == (article.pk, 2)


def test_what_few_have_read_is_told_of_to_nobody(
    client, article, personnel, eva_editor, monkeypatch
):
    monkeypatch.setattr(beside, "MANY", 0)
    other = actions.import_article(
        article=Article(title="Søke permisjon", area=personnel),
        body="Permisjon.",
        next_review=None,
        by=eva_editor,
        at=A_WEEK_AGO,
    )
    yesterday = MORNING - timedelta(days=1)
    for one, times in ((article, 4), (other, 5)):
        actions.count_readings(counts={one.address: times}, at=yesterday)

    page = body(client.get("/tema/personal/"))

    used = page.partition('aria-labelledby="most-used"')[2].partition("</section>")[0]
    assert "Søke permisjon" in used
    assert "Registrere ferie" not in used
