"""Case areas as pages, and everything that there is to begin with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import get_language

from sufflor.knowledge.models import Article, Card, Entrance, LearningPath, Link, ThemePage
from sufflor.knowledge.queries.pages import published_pages, revision_of
from sufflor.lib.kept import Kept
from sufflor.organization.models import CaseArea, CaseProcess, WorkRole

# Where in the tree a theme page stands that is not part of another: root, section, theme page.
OWN_DEPTH = 3


@dataclass(frozen=True, slots=True)
class ProcessLine:
    code: str
    name: str
    parts: tuple[ProcessLine, ...]
    # What is written about just this process.
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaText:
    """A case area as a page: whose it is, its articles and links by role, its processes."""

    pk: int
    name: str
    slug: str
    summary: str
    owner_name: str
    groups: tuple[tuple[str, tuple[Card, ...]], ...]
    paths: tuple[Card, ...]
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
    paths: tuple[tuple[str, tuple[Card, ...]], ...]


_areas: Kept[AreaText] = Kept(size=128)
_overviews: Kept[Overview] = Kept(size=8)


def area_page(slug: str, revisions: Mapping[str, int]) -> AreaText:
    """Raises `CaseArea.DoesNotExist`."""
    key = (slug, get_language())
    return _areas.get(key, revision_of(revisions), lambda: _area_page(slug))


def overview(revisions: Mapping[str, int]) -> Overview:
    """Every theme page that stands alone, and every area with how much there is in it."""
    return _overviews.get(get_language(), revision_of(revisions), _overview)


def count_of(groups: Iterable[tuple[str, tuple[Card, ...]]]) -> int:
    """Of what is ours: a page elsewhere is no text of ours to count."""
    return sum(not card.is_elsewhere for _label, cards in groups for card in cards)


def _area_page(slug: str) -> AreaText:
    area = CaseArea.objects.select_related("owner").get(slug=slug)
    articles = _in_own_language(list(published_pages().filter(area=area).order_by("title")))
    for article in articles:
        article.area = area
    links = area.links.select_related("owner")
    things: list[Article | Link] = sorted([*articles, *links], key=lambda one: one.title)
    groups = (
        (str(role.label), tuple(one.as_card() for one in things if one.role == role.value))
        for role in WorkRole
    )
    told: dict[int, list[Card]] = defaultdict(list)
    for one in things:
        if one.process_id:
            told[one.process_id].append(one.as_card())
    return AreaText(
        pk=area.pk,
        name=area.local_name,
        slug=area.slug,
        summary=area.local_summary,
        owner_name=area.owner.local_name,
        groups=tuple((label, cards) for label, cards in groups if cards),
        paths=tuple(one.as_card() for one in area.paths.filter(live=True).order_by("title")),
        processes=_tree(list(area.processes.all()), told),
        count=len(articles),
    )


def _tree(
    processes: list[CaseProcess], told: Mapping[int, list[Card]], parent: int | None = None
) -> tuple[ProcessLine, ...]:
    return tuple(
        ProcessLine(
            one.code,
            one.local_name,
            _tree(processes, told, one.pk),
            tuple(told.get(one.pk, ())),
        )
        for one in processes
        if one.parent_id == parent
    )


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


def _overview() -> Overview:
    themes = ThemePage.objects.filter(live=True, depth=OWN_DEPTH).order_by("title")
    counted = CaseArea.objects.annotate(count=Count("articles", filter=Q(articles__live=True)))
    return Overview(
        themes=tuple(page.as_card() for page in themes),
        areas=tuple(
            AreaTile(area.pk, area.local_name, area.slug, area.local_summary, area.icon, area.count)
            for area in counted
        ),
        paths=_paths_by_entrance(),
    )


def _paths_by_entrance() -> tuple[tuple[str, tuple[Card, ...]], ...]:
    """Learning paths under the two entrances, and last those that are about both."""
    paths = list(LearningPath.objects.filter(live=True).order_by("title"))
    found = (
        (str(one.label), tuple(path.as_card() for path in paths if path.entrance == one.value))
        for one in Entrance
    )
    return tuple((label, cards) for label, cards in found if cards)
