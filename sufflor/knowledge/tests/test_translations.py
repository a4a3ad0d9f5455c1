"""The same text in several languages: siblings, and which of them is behind."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import translation

from sufflor.events.queries import revisions
from sufflor.knowledge import actions, queries
from sufflor.knowledge.models import Article, ThemeList, ThemePage
from tests.articles import drafted
from tests.cast import MORNING

TOPICS = ("knowledge", "organization")


@pytest.fixture
def write(personnel, eva_editor):
    def written(title: str, language: str, original: Article | None = None) -> Article:
        draft = drafted(personnel, eva_editor, title=title, body=f"{title}.", language=language)
        draft.original = original
        draft.save_revision(user=eva_editor)
        return actions.publish_article(article=draft, by=eva_editor, at=MORNING)

    return written


@pytest.fixture
def three(write) -> tuple[Article, Article, Article]:
    first = write("Ferie", "nb")
    return first, write("Ferie på nynorsk", "nn", first), write("Holidays", "en", first)


def read(article: Article) -> queries.ArticlePage:
    return queries.article_page(article.address, revisions(TOPICS))


def titles_of_area() -> list[str]:
    page = queries.area_page("personal", revisions(TOPICS))
    return [card.title for _label, cards in page.groups for card in cards]


def test_each_leads_to_the_others(three):
    first, nynorsk, english = three

    assert [one.title for one in read(first).siblings] == ["Ferie på nynorsk", "Holidays"]
    assert [one.title for one in read(nynorsk).siblings] == ["Ferie", "Holidays"]
    assert [one.is_original for one in read(english).siblings] == [True, False]


def test_a_sibling_that_is_withdrawn_is_not_led_to(three, eva_editor):
    first, nynorsk, _english = three

    actions.withdraw_article(article=nynorsk, by=eva_editor, at=MORNING)

    assert [one.title for one in read(first).siblings] == ["Holidays"]


@pytest.mark.parametrize(
    ("language", "title"), [("nb", "Ferie"), ("nn", "Ferie på nynorsk"), ("en", "Holidays")]
)
def test_lists_hold_the_one_in_the_readers_language(three, eva_editor, language, title):
    page = ThemePage(title="Alt om ferie")
    owner = eva_editor.unit
    page = actions.open_theme(page=page, owner=owner, above=None, by=eva_editor, at=MORNING)
    shelves = [(ThemeList(title="Først"), [three[0]])]
    actions.curate(page=page, shelves=shelves, by=eva_editor, at=MORNING)

    with translation.override(language):
        theme = queries.theme_page("alt-om-ferie", revisions(TOPICS))

        assert titles_of_area() == [title]
        assert [card.title for shelf in theme.shelves for card in shelf.cards] == [title]


def test_what_is_not_translated_is_listed_as_it_was_written(write):
    write("Reise", "nb")

    with translation.override("en"):
        assert titles_of_area() == ["Reise"]


def test_a_translation_without_its_original_is_listed(three, eva_editor):
    actions.withdraw_article(article=three[0], by=eva_editor, at=MORNING)

    assert sorted(titles_of_area()) == ["Ferie på nynorsk", "Holidays"]


def test_a_translation_is_behind_until_it_is_published_anew(three, eva_editor):
    first, nynorsk, _english = three
    assert not read(nynorsk).is_behind

    for hours, article in ((1, first), (2, nynorsk)):
        article = Article.objects.get(pk=article.pk)
        article.body = "<p>Nytt</p>"
        article.save_revision(user=eva_editor)
        later = MORNING + timedelta(hours=hours)
        actions.publish_article(article=article, by=eva_editor, at=later)
        assert read(nynorsk).is_behind == (hours == 1)
        assert not read(first).is_behind

    found = queries.upkeep(eva_editor.unit, date(2026, 10, 29))
    assert [one.title for one in found.stale] == ["Holidays"]


def test_no_chain_of_translations_ends_where_it_began(three, write):
    first, nynorsk, _english = three
    other = write("Annet", "nb")

    assert not other.why_no_translation(write("Second", "en"), "nb")
    assert first.why_no_translation(first, "nb")
    assert first.why_no_translation(nynorsk, "nb")
    assert first.why_no_translation(other, "en")
    assert other.why_no_translation(nynorsk, "en")
    assert other.why_no_translation(first, "nn")
    assert other.why_no_translation(first, "nb")
