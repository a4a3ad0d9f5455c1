"""Reading what has been written down, kept until a fact of it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.db.models import Case, Count, Prefetch, Q, QuerySet, Value, When
from django.utils.translation import get_language

from sufflor.events.http import KNOWLEDGE, ORGANIZATION
from sufflor.knowledge.models import (
    Article,
    ArticleText,
    Card,
    Language,
    Sibling,
    ThemePage,
    ThemeText,
)
from sufflor.lib.kept import Kept
from sufflor.organization.models import CaseArea, CaseProcess, WorkRole

RELATED = 6
# An article and the same text in the other languages.
SIBLINGS = len(Language)
SELF, SIBLING, NEIGHBOUR = range(3)
# Where in the tree a theme page stands that is not part of another: root, section, theme page.
OWN_DEPTH = 3


@dataclass(frozen=True, slots=True)
class ArticlePage:
    article: ArticleText
    related: tuple[Card, ...]
    siblings: tuple[Sibling, ...]
    # The text that this one is translated from has changed since.
    is_behind: bool


@dataclass(frozen=True, slots=True)
class ProcessLine:
    code: str
    name: str
    parts: tuple[ProcessLine, ...]


@dataclass(frozen=True, slots=True)
class AreaText:
    """A case area as a page: whose it is, its articles by role, its processes."""

    pk: int
    name: str
    slug: str
    summary: str
    owner_name: str
    groups: tuple[tuple[str, tuple[Card, ...]], ...]
    processes: tuple[ProcessLine, ...]
    count: int


@dataclass(frozen=True, slots=True)
class AreaTile:
    pk: int
    name: str
    slug: str
    summary: str
    icon: str
    count: int


@dataclass(frozen=True, slots=True)
class Overview:
    themes: tuple[Card, ...]
    areas: tuple[AreaTile, ...]


_articles: Kept[ArticlePage] = Kept(size=1024)
_areas: Kept[AreaText] = Kept(size=128)
_themes: Kept[ThemeText] = Kept(size=128)
_overviews: Kept[Overview] = Kept(size=8)


def article_page(address: str, revisions: Mapping[str, int]) -> ArticlePage:
    """A published article and others in its area. Raises `Article.DoesNotExist`."""
    key = (address, get_language())
    return _articles.get(key, _revision(revisions), lambda: _article_page(address))


def area_page(slug: str, revisions: Mapping[str, int]) -> AreaText:
    """Raises `CaseArea.DoesNotExist`."""
    key = (slug, get_language())
    return _areas.get(key, _revision(revisions), lambda: _area_page(slug))


def theme_page(address: str, revisions: Mapping[str, int]) -> ThemeText:
    """Raises `ThemePage.DoesNotExist`."""
    key = (address, get_language())
    return _themes.get(key, _revision(revisions), lambda: _theme_page(address))


def overview(revisions: Mapping[str, int]) -> Overview:
    """Every theme page that stands alone, and every area with how much there is in it."""
    return _overviews.get(get_language(), _revision(revisions), _overview)


def _revision(revisions: Mapping[str, int]) -> int:
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
    pages: QuerySet[Article] = _published().annotate(text=text)
    return pages.select_related("area", "owner_unit")


def _one_of_each(article: Article, siblings: list[Article]) -> list[Article]:
    """In the order of the languages."""
    found = {one.language: one for one in siblings if one.language != article.language}
    return [found[one] for one in Language if one in found]


def _is_newer(other: Article, article: Article) -> bool:
    if other.pk != article.original_id or not other.published_at or not article.published_at:
        return False
    return other.published_at > article.published_at


def _in_own_language(articles: list[Article]) -> list[Article]:
    """Of a text and its translations only the one in the reader's language, else the original."""
    wanted = get_language()
    there = {one.pk for one in articles}
    translated = {one.original_id for one in articles if one.original_id and one.language == wanted}
    return [
        one
        for one in articles
        if (one.pk not in translated) and (one.original_id not in there or one.language == wanted)
    ]


def _area_page(slug: str) -> AreaText:
    area = CaseArea.objects.select_related("owner").get(slug=slug)
    articles = _in_own_language(list(_published().filter(area=area).order_by("title")))
    for article in articles:
        article.area = area
    groups = (
        (str(role.label), tuple(one.as_card() for one in articles if one.role == role.value))
        for role in WorkRole
    )
    return AreaText(
        pk=area.pk,
        name=area.local_name,
        slug=area.slug,
        summary=area.local_summary,
        owner_name=area.owner.local_name,
        groups=tuple((label, cards) for label, cards in groups if cards),
        processes=_tree(list(area.processes.all())),
        count=len(articles),
    )


def _tree(processes: list[CaseProcess], parent: int | None = None) -> tuple[ProcessLine, ...]:
    return tuple(
        ProcessLine(one.code, one.local_name, _tree(processes, one.pk))
        for one in processes
        if one.parent_id == parent
    )


def _theme_page(address: str) -> ThemeText:
    in_language = _published().filter(language=get_language() or Language.BOKMAL)
    page = ThemePage.objects.filter(live=True).prefetch_related(
        "lists__items__article__area",
        Prefetch("lists__items__article__translations", in_language.select_related("area")),
        "lists__items__link__owner",
    )
    text: ThemeText = page.get(address=address).as_read()
    return text


def _overview() -> Overview:
    themes = ThemePage.objects.filter(live=True, depth=OWN_DEPTH).order_by("title")
    counted = CaseArea.objects.annotate(count=Count("articles", filter=Q(articles__live=True)))
    return Overview(
        themes=tuple(page.as_card() for page in themes),
        areas=tuple(
            AreaTile(area.pk, area.local_name, area.slug, area.local_summary, area.icon, area.count)
            for area in counted
        ),
    )


def _published() -> QuerySet[Article]:
    pages: QuerySet[Article] = Article.objects.filter(live=True).defer("html", "body")
    return pages
