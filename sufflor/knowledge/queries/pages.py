"""Reading what has been written down, kept until a fact of it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.db.models import Case, Prefetch, Q, QuerySet, Value, When
from django.utils.translation import get_language

from sufflor.events.http import KNOWLEDGE, ORGANIZATION
from sufflor.knowledge.models import (
    Article,
    ArticleText,
    Card,
    Language,
    LearningPath,
    PathText,
    Sibling,
    ThemePage,
    ThemeText,
)
from sufflor.lib.kept import Kept

RELATED = 6
# An article and the same text in the other languages.
SIBLINGS = len(Language)
SELF, SIBLING, NEIGHBOUR = range(3)


@dataclass(frozen=True, slots=True)
class ArticlePage:
    article: ArticleText
    related: tuple[Card, ...]
    siblings: tuple[Sibling, ...]
    # The text that this one is translated from has changed since.
    is_behind: bool


_articles: Kept[ArticlePage] = Kept(size=1024)
_themes: Kept[ThemeText] = Kept(size=128)
_paths: Kept[PathText] = Kept(size=128)


def article_page(address: str, revisions: Mapping[str, int]) -> ArticlePage:
    """A published article and others in its area. Raises `Article.DoesNotExist`."""
    key = (address, get_language())
    return _articles.get(key, revision_of(revisions), lambda: _article_page(address))


def theme_page(address: str, revisions: Mapping[str, int]) -> ThemeText:
    """Raises `ThemePage.DoesNotExist`."""
    key = (address, get_language())
    return _themes.get(key, revision_of(revisions), lambda: _theme_page(address))


def path_page(address: str, revisions: Mapping[str, int]) -> PathText:
    """Raises `LearningPath.DoesNotExist`."""
    key = (address, get_language())
    return _paths.get(key, revision_of(revisions), lambda: _path_page(address))


def revision_of(revisions: Mapping[str, int]) -> int:
    """Both only ever grow, so their sum is the same only when both are."""
    return revisions[KNOWLEDGE] + revisions[ORGANIZATION]


def _article_page(address: str) -> ArticlePage:
    """One query: the article with its text, and its siblings and neighbours without theirs."""
    same = Q(address=address)
    this = Article.objects.filter(same, live=True)
    sibling = (
        Q(original__in=this.values("pk"))
        | Q(pk__in=this.values("original"))
        | Q(original__in=this.values("original"))
    )
    found = list(
        _published_with_text(same)
        .filter(Q(area__in=this.values("area")) | sibling)
        .annotate(
            nearness=Case(
                When(same, then=SELF),
                When(sibling, then=SIBLING),
                default=NEIGHBOUR,
                output_field=models.IntegerField(),
            )
        )
        .order_by("nearness", "-state", "title", "pk")[: SIBLINGS + RELATED]
    )
    if not found or found[0].address != address:
        raise Article.DoesNotExist(address)
    article, *others = found
    article.html = article.text
    siblings = _one_of_each(article, [one for one in others if one.nearness == SIBLING])
    related = [one for one in others if one.nearness == NEIGHBOUR]
    return ArticlePage(
        article=article.as_read(),
        related=tuple(one.as_card() for one in related[:RELATED]),
        siblings=tuple(one.as_sibling() for one in siblings),
        is_behind=any(_is_newer(one, article) for one in siblings),
    )


def _published_with_text(same: Q) -> QuerySet[Article]:
    """The text of one alone."""
    text = Case(When(same, then="html"), default=Value(""), output_field=models.TextField())
    pages: QuerySet[Article] = published_pages().annotate(text=text)
    return pages.select_related("area", "owner_unit", "process")


def _one_of_each(article: Article, siblings: list[Article]) -> list[Article]:
    """In the order of the languages."""
    found = {one.language: one for one in siblings if one.language != article.language}
    return [found[one] for one in Language if one in found]


def _is_newer(other: Article, article: Article) -> bool:
    if other.pk != article.original_id or not other.published_at or not article.published_at:
        return False
    return other.published_at > article.published_at


def _theme_page(address: str) -> ThemeText:
    page = ThemePage.objects.filter(live=True).prefetch_related(
        *_things("lists__items"), "lists__items__path__area"
    )
    text: ThemeText = page.get(address=address).as_read()
    return text


def _path_page(address: str) -> PathText:
    pages = LearningPath.objects.filter(live=True).select_related("area")
    text: PathText = pages.prefetch_related(*_things("items")).get(address=address).as_read()
    return text


def _things(items: str) -> tuple[str | Prefetch[str, QuerySet[Article], str], ...]:
    """What lists are made of, with the translations that may stand in for it."""
    same = published_pages().filter(language=get_language() or Language.BOKMAL)
    return (
        f"{items}__article__area",
        Prefetch(f"{items}__article__translations", same.select_related("area")),
        f"{items}__link__owner",
    )


def published_pages() -> QuerySet[Article]:
    """Without their texts."""
    pages: QuerySet[Article] = Article.objects.filter(live=True).defer("html", "body")
    return pages
