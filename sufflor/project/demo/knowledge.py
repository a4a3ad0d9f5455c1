"""Ninety articles from the departments, theme pages that put them in order, and links elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from sufflor import knowledge
from sufflor.knowledge import actions
from sufflor.knowledge.models import Article, Entrance, Kind, Link, ThemeList, ThemePage
from sufflor.lib.clock import local_date
from sufflor.organization.models import CaseArea, Unit, User, WorkRole
from sufflor.project.demo.learning import FUNCTIONS, LEARNING
from sufflor.project.demo.themes import (
    ELEMENTS,
    LINKS,
    SHELVES_OF_ELEMENTS,
    SHELVES_OF_THEME,
    THEME,
    Shelf,
)

ARTICLES = Path(knowledge.__file__).parent / "demo" / "search_dev.json"
# About the system itself; the others are about the work, and user support about both.
ABOUT_THE_SYSTEM = frozenset({"generell", "system"})
# New since the last review, and one that the change of system has overtaken.
UNREVIEWED = frozenset({"kursbase", "mobil", "ny-outlook", "masseutsending", "utvalg-moter"})
OUTDATED = "rydding"
# Found on the page of its area as well.
COURSE = "kurs"


@dataclass(frozen=True)
class Source:
    """One article as it stands in the file."""

    id: str
    area: str
    role: str
    lang: str
    title: str
    body: str


def fill(*, at: datetime) -> None:
    """Once. Articles that somebody has changed since are left as they are."""
    if ThemePage.objects.exists():
        return
    admin = User.objects.get(username="admin")
    with transaction.atomic():
        articles = dict(_articles(admin, at))
        _themes(articles, admin, at)


def _articles(by: User, at: datetime) -> Iterable[tuple[str, Article]]:
    areas = {area.slug: area for area in CaseArea.objects.select_related("owner")}
    sources = json.loads(ARTICLES.read_text(encoding="utf-8"))["articles"]
    for number, source in enumerate(Source(**one) for one in sources):
        written_at = at - timedelta(days=3 + number % 40)
        yield source.id, _article(source, areas[source.area], by, written_at)


def _article(source: Source, area: CaseArea, by: User, at: datetime) -> Article:
    article = Article(
        title=source.title,
        area=area,
        role=source.role if source.role in WorkRole.values else WorkRole.CASE_HANDLER,
        language=source.lang,
        entrance=_entrance(source),
        work_system="Elements" if source.area in ABOUT_THE_SYSTEM else "",
        function=FUNCTIONS.get(source.id, ""),
        **LEARNING.get(source.id, {}),
    )
    next_review = None if source.id in UNREVIEWED else local_date(at) + timedelta(days=180)
    article = actions.import_article(
        article=article, body=source.body, next_review=next_review, by=by, at=at
    )
    if source.id == OUTDATED:
        return actions.mark_outdated(article=article, by=by, at=at)
    return article


def _entrance(source: Source) -> Entrance:
    if source.area == "brukerstotte":
        return Entrance.BOTH
    return Entrance.SYSTEM if source.area in ABOUT_THE_SYSTEM else Entrance.PRACTICE


def _themes(articles: Mapping[str, Article], by: User, at: datetime) -> None:
    owner = Unit.objects.get(code="DOKU")
    theme = actions.open_theme(page=ThemePage(**THEME), owner=owner, above=None, by=by, at=at)
    page = actions.open_theme(page=ThemePage(**ELEMENTS), owner=owner, above=theme, by=by, at=at)
    things: dict[str, Article | Link] = {**articles}
    things |= {key: _link(key, owner, by, at) for key in LINKS}
    for one, shelves in ((theme, SHELVES_OF_THEME), (page, SHELVES_OF_ELEMENTS)):
        actions.curate(page=one, shelves=[_shelf(s, things) for s in shelves], by=by, at=at)


def _link(key: str, owner: Unit, by: User, at: datetime) -> Link:
    title, url, summary = LINKS[key]
    link = Link(title=title, url=url, summary=summary, owner=owner)
    if key == COURSE:
        link.area, link.kind = CaseArea.objects.get(slug="generell"), Kind.COURSE
    return actions.keep_link(link=link, by=by, at=at)


def _shelf(
    shelf: Shelf, things: Mapping[str, Article | Link]
) -> tuple[ThemeList, list[Article | Link]]:
    row = ThemeList(
        title=shelf.title, title_nn=shelf.title_nn, title_en=shelf.title_en, entrance=shelf.entrance
    )
    return row, [things[key] for key in shelf.keys]
