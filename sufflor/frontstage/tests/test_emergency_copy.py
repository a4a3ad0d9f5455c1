"""The emergency copy: whole, without a script, in both languages, and never half in place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sufflor.knowledge import actions
from sufflor.knowledge.models import Article, LearningPath, ThemeList, ThemePage
from sufflor.organization.actions import give_charge
from sufflor.organization.models import CaseArea, ChargeKind, User
from sufflor.rollout import actions as rollout
from sufflor.rollout.models import WayIn, WayKind
from tests.articles import published
from tests.cast import MORNING

pytestmark = pytest.mark.once


@pytest.fixture
def article(personnel: CaseArea, hilde_host: User) -> Article:
    phone = WayIn(slug="telefon", kind=WayKind.PHONE, name="Telefon", contact="73 00 00 10")
    rollout.offer_way_in(way_in=phone, by=None, at=MORNING)
    return published(personnel, hilde_host, title="Skjerme et navn", body="Velg Skjerm.")


def copied(folder: Path) -> dict[str, str]:
    call_command("emergency_copy", folder)
    found = folder.resolve()
    return {str(path.relative_to(found)): path.read_text() for path in found.rglob("*.html")}


def test_theme_pages_articles_errors_and_how_we_are_reached_are_there_in_two_languages(
    article: Article, tmp_path: Path
) -> None:
    pages = copied(tmp_path / "kopi")

    assert {
        "index.html",
        "nn/index.html",
        "kjente-feil/index.html",
        "tema/personal/index.html",
        "tema/personal/skjerme-et-navn/index.html",
        "nn/tema/personal/skjerme-et-navn/index.html",
    } <= set(pages)
    assert "73 00 00 10" in pages["index.html"]
    assert "Velg Skjerm." in pages["tema/personal/skjerme-et-navn/index.html"]
    assert "Dette er ein kopi" in pages["nn/index.html"]


def test_a_learning_path_is_there_and_led_to_from_its_area_and_from_the_first_page(
    article: Article, anne_admin: User, tmp_path: Path
) -> None:
    way = LearningPath(title="Den første uka", intro="Ti minutter hver dag.", area=article.area)
    actions.open_path(page=way, things=[article], by=anne_admin, at=MORNING)

    pages = copied(tmp_path / "kopi")

    address = "laeringsstier/den-forste-uka/index.html"
    assert "Skjerme et navn" in pages[address]
    assert "Ti minutter hver dag." in pages[f"nn/{address}"]
    assert f'"{address}"' in pages["index.html"]
    assert f'"../../{address}"' in pages["tema/personal/index.html"]


def test_a_theme_says_who_keeps_it_and_who_is_in_charge_of_what_it_lists(
    article: Article, anne_admin: User, kari: User, tmp_path: Path
) -> None:
    give_charge(
        person=kari,
        area=article.area,
        process=None,
        kind=ChargeKind.OWNER,
        from_date=MORNING.date(),
        to_date=None,
        by=anne_admin,
        at=MORNING,
    )
    owner = article.area.owner
    page = actions.open_theme(
        page=ThemePage(title="Navn"), owner=owner, above=None, by=anne_admin, at=MORNING
    )
    shelves = [(ThemeList(title="Først"), [article])]
    actions.curate(page=page, shelves=shelves, by=anne_admin, at=MORNING)

    html = copied(tmp_path / "kopi")["tema/navn/index.html"]

    assert owner.name in html
    assert kari.full_name in html


def test_every_link_leads_to_a_file_or_to_where_we_usually_are(
    article: Article, tmp_path: Path
) -> None:
    folder = tmp_path / "kopi"
    pages = copied(folder)

    for name, html in pages.items():
        assert "<script" not in html
        for where in re.findall(r'(?:href|src)="([^"#]+)', html):
            is_away = where.startswith(("http://127.0.0.1:8000", "https://"))
            assert is_away or ((folder / name).parent / where).resolve().is_file(), (name, where)


def test_a_new_copy_takes_the_place_of_the_last_and_two_are_kept(
    article: Article, tmp_path: Path
) -> None:
    folder = tmp_path / "kopi"
    copied(folder)
    before = folder.resolve()
    copied(folder)
    copied(folder)

    assert folder.is_symlink()
    assert folder.resolve() != before
    assert len(list(tmp_path.iterdir())) == 3


def test_when_it_cannot_be_made_the_last_one_stays(
    article: Article, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "kopi"
    copied(folder)
    before = folder.resolve()
    monkeypatch.setattr("sufflor.frontstage.emergency.posixpath.relpath", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        call_command("emergency_copy", folder)

    assert folder.resolve() == before
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_of_somebody_elses_is_left_alone(article: Article, tmp_path: Path) -> None:
    (tmp_path / "annet").mkdir()
    (tmp_path / "annet" / "index.html").touch()

    with pytest.raises(CommandError, match="none of our copies"):
        call_command("emergency_copy", tmp_path / "annet")


def test_a_copy_costs_about_one_query_for_each_article(
    article: Article, tmp_path: Path, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(42):
        call_command("emergency_copy", tmp_path / "kopi")


def test_an_empty_folder_that_was_made_beforehand_is_taken(
    article: Article, tmp_path: Path
) -> None:
    (tmp_path / "kopi").mkdir()

    assert "index.html" in copied(tmp_path / "kopi")
