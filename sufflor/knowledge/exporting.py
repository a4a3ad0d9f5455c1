"""Everything that is written, as files that any other system can read: pages, pictures, facts.

    sider/ADDRESS.html      what readers have, with its facts in ADDRESS.json
    utkast/ADDRESS.html     what is not published yet, beside the page that it will replace
    temasider/ADDRESS.json  the lists of a theme page, by the addresses of what stands in them
    laeringsstier/ADDRESS.json  a learning path, in the same way
    felles.json             texts that articles share, as they were written
    lenker.json             pages elsewhere that the department keeps true
    bilder/                 the pictures in the texts

A zip of this can be brought in again at `/styring/innhold/import/`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial, reduce
from operator import or_
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Count, Q, QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from sufflor.knowledge import composing, prose
from sufflor.knowledge.models import (
    Article,
    LearningPath,
    Link,
    PathItem,
    Section,
    SharedText,
    ThemeItem,
    ThemePage,
)
from sufflor.lib.zip_stream import Member
from sufflor.organization.models import Unit

AS_THEY_ARE = (
    *("role", "language", "entrance", "kind", "function", "level", "minutes", "contact"),
    *("work_system", "state", "published_at", "reviewed_at", "review_date"),
    *("source_label", "source_url", "is_captioned", "transcript"),
)
OF_A_THEME = ("address", "title", "title_nn", "title_en", "intro", "intro_nn", "intro_en")
OF_A_LINK = ("role", "function", "kind", "level", "minutes")
AT_A_TIME = 50
PICTURES = "bilder"
Facts = dict[str, object]
P = TypeVar("P", LearningPath, ThemePage)

_as_json = partial(json.dumps, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)


class Export:
    """What these units keep; without units, what all do. `done` counts the texts that have gone."""

    def __init__(self, units: Sequence[Unit] | None, at: datetime) -> None:
        self._units, self._at = units, at
        self._pictures: set[str] = set()
        self._keys = list(_articles(units).order_by("pk").values_list("pk", flat=True))
        self.total = len(self._keys)
        self.done = 0

    def members(self) -> Iterator[Member]:
        for start in range(0, self.total, AT_A_TIME):
            for article in _with_all(self._keys[start : start + AT_A_TIME]):
                yield from self._of(article)
                self.done += 1
        for page in _themes(self._units):
            yield self._json(f"temasider/{page.address}.json", _theme_facts(page))
        for path in _below(LearningPath.objects.filter(live=True), self._units):
            yield self._json(f"laeringsstier/{path.address}.json", _path_facts(path))
        yield self._json("felles.json", [_shared_facts(text) for text in _shared(self._units)])
        yield self._json("lenker.json", [_link_facts(link) for link in _links(self._units)])

    def _of(self, article: Article) -> Iterator[Member]:
        facts = _facts(article)
        if article.live:
            yield from self._text("sider", article, facts)
        if not article.live or article.has_unpublished_changes:
            draft = article.get_latest_revision_as_object()
            draft.html = composing.readable(draft)
            yield from self._text("utkast", draft, {**facts, "title": draft.title})

    def _text(self, folder: str, article: Article, facts: Facts) -> Iterator[Member]:
        sources = prose.pictures_in(article.html)
        when = article.published_at or self._at
        html = render_to_string(
            "knowledge/exported.html",
            {"article": article, "html": _beside(article.html)},
        )
        yield Member(f"{folder}/{article.address}.html", html.encode(), when)
        yield self._json(f"{folder}/{article.address}.json", facts)
        yield from self._shown(sources)

    def _shown(self, sources: Iterable[str]) -> Iterator[Member]:
        for source in sources:
            path = picture_path(source)
            if path and path.name not in self._pictures:
                self._pictures.add(path.name)
                yield Member(f"{PICTURES}/{path.name}", path.read_bytes(), self._at)

    def _json(self, name: str, facts: object) -> Member:
        return Member(name, _as_json(facts).encode(), self._at)


def counted(units: Sequence[Unit]) -> list[tuple[Unit, int]]:
    """How many texts each keeps, published or not."""
    rows = _articles(units).order_by().values_list("owner_unit").annotate(count=Count("pk"))
    counts = dict(rows)
    return [(unit, counts.get(unit.pk, 0)) for unit in units]


def picture_path(source: str) -> Path | None:
    """Where a picture that readers get lies; None when it has gone."""
    name = source.removeprefix(settings.MEDIA_URL)
    folder = Path(settings.MEDIA_ROOT).resolve()
    path = (folder / name).resolve()
    return path if path.is_relative_to(folder) and path.is_file() else None


def _beside(html: str) -> SafeString:
    """The text with its pictures where they lie in the zip, and links that lead to us."""
    pages = settings.PUBLIC_URL.rstrip("/")
    moved = prose.moved(html, pictures=f"../{PICTURES}/", pages=pages)
    return mark_safe(moved)  # noqa: S308  # cleaned when it was made readable


def _articles(units: Sequence[Unit] | None) -> QuerySet[Article]:
    found: QuerySet[Article] = Article.objects.all()
    return found if units is None else found.filter(owner_unit__in=units)


def _with_all(keys: Collection[int]) -> QuerySet[Article]:
    found: QuerySet[Article] = Article.objects.filter(pk__in=keys).order_by("pk")
    return found.select_related(
        "area", "owner_unit", "caretaker", "latest_revision", "original", "process"
    )


def _themes(units: Sequence[Unit] | None) -> list[ThemePage]:
    found = _below(ThemePage.objects.filter(live=True), units)
    items = ("article", "link", "path")
    return list(found.prefetch_related(*(f"lists__items__{item}" for item in items)))


def _below(pages: QuerySet[P], units: Sequence[Unit] | None) -> QuerySet[P]:
    """A page stands below the section of the department that keeps it."""
    if units is not None:
        paths = Section.objects.filter(unit__in=units).values_list("path", flat=True)
        pages = pages.filter(
            reduce(or_, (Q(path__startswith=path) for path in paths), Q(pk__in=()))
        )
    return pages.order_by("path")


def _shared(units: Sequence[Unit] | None) -> QuerySet[SharedText]:
    found = SharedText.objects.select_related("owner")
    return found if units is None else found.filter(owner__in=units)


def _links(units: Sequence[Unit] | None) -> QuerySet[Link]:
    found = Link.objects.select_related("owner", "area", "process")
    return found if units is None else found.filter(owner__in=units)


def _facts(article: Article) -> Facts:
    return {
        "title": article.title,
        "address": article.address,
        "url": article.get_full_url(),
        "summary": article.summary,
        "search_words": article.search_words,
        "area": article.area.slug,
        "process": article.process.code if article.process else None,
        "translation_of": article.original.address if article.original else None,
        "owner": article.owner_unit.code if article.owner_unit else None,
        "caretaker": article.caretaker.full_name if article.caretaker else None,
        **{name: getattr(article, name) for name in AS_THEY_ARE},
    }


def _theme_facts(page: ThemePage) -> Facts:
    return {
        **{name: getattr(page, name) for name in OF_A_THEME},
        "lists": [
            {
                "title": shelf.title,
                "title_nn": shelf.title_nn,
                "title_en": shelf.title_en,
                "entrance": shelf.entrance,
                "items": [_item(item) for item in shelf.items.all()],
            }
            for shelf in page.lists.all()
        ],
    }


def _path_facts(path: LearningPath) -> Facts:
    items = path.items.select_related("article", "link")
    return {
        **{name: getattr(path, name) for name in (*OF_A_THEME, "role", "entrance")},
        "area": path.area.slug,
        "items": [_item(item) for item in items],
    }


def _shared_facts(text: SharedText) -> Facts:
    return {
        "title": text.title,
        "html": prose.readable(text.body),
        "language": text.language,
        "owner": text.owner.code,
    }


def _item(item: ThemeItem | PathItem) -> Facts:
    if item.link:
        return {"link": item.link.url}
    if isinstance(item, ThemeItem) and item.path:
        return {"path": item.path.address}
    return {"article": item.article.address if item.article else None}


def _link_facts(link: Link) -> Facts:
    return {
        "title": link.title,
        "url": link.url,
        "summary": link.summary,
        "language": link.language,
        "owner": link.owner.code,
        "area": link.area.slug if link.area else None,
        "process": link.process.code if link.process else None,
        **{name: getattr(link, name) for name in OF_A_LINK},
        "dead_since": link.dead_since,
    }
