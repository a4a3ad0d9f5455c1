"""What the search page shows of what was found, as values: what is the same is drawn once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sufflor.lib.addresses import in_language, query_string
from sufflor.lib.kept import Kept
from sufflor.organization.models import WorkRole
from sufflor.search.hits import Hit
from sufflor.search.queries import Results

PER_PAGE = 20
MOST_HITS = 100
KINDS: dict[str, Promise] = {
    "article": _("Article"),
    "path": _("Learning path"),
    "link": _("Page elsewhere"),
    "answer": _("Answer"),
    "question": _("Question"),
    "notice": _("Notice"),
    "known_error": _("Known error"),
    "change_request": _("Wish"),
}


@dataclass(frozen=True)
class Asked:
    """What the address asks for; values that do not exist are left out."""

    text: str
    kind: str
    area: str
    role: str

    @property
    def is_asked(self) -> bool:
        return bool(self.text)

    @property
    def is_filtered(self) -> bool:
        return bool(self.kind or self.area or self.role)

    @property
    def words(self) -> str:
        """What was searched for, as it stands in an address."""
        return urlencode({"q": self.text})

    @property
    def chosen(self) -> dict[str, str]:
        return {"type": self.kind, "omrade": self.area, "rolle": self.role}

    def url(self, **changed: str) -> str:
        return f"?{query_string({'q': self.text, **self.chosen} | changed)}"


@dataclass(frozen=True)
class Choice:
    """One value of a filter: `also` is what stands after the words in its link, which keeps what
    else is chosen."""

    label: str
    also: str
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Found:
    """A hit without the snippet, which is another for other words."""

    title: str
    url: str
    has_snippet: bool
    kind_name: str
    area: str
    role: str
    language: str
    is_unvalidated: bool
    is_promoted: bool


@dataclass(frozen=True, eq=False)
class Listing:
    """One page of hits. It is the same as itself alone, so that nobody needs to compare them."""

    hits: tuple[tuple[Found, SafeString], ...]
    page: Page[int]
    paging: str
    # As far as it is read, without those that are one with another.
    total: int


_listings: Kept[Listing] = Kept(size=256)


def listing(asked: Asked, number: int, results: Results, areas: Mapping[str, str]) -> Listing:
    """Made once for the same results, which are the very same as long as nothing has changed."""

    def made() -> Listing:
        kinds = {kind: str(name) for kind, name in KINDS.items()}
        roles = {role.value: str(role.label) for role in WorkRole}
        once = _once(results.hits)
        hits = once[(number - 1) * PER_PAGE :]
        found = tuple((_found(hit, kinds, areas, roles), hit.snippet) for hit in hits if hit)
        total = results.total - once.count(None)
        return Listing(found, _page(results.total, number), f"{asked.url()[1:]}&", total)

    return _listings.get((asked, number, get_language()), (results, areas), made)


def _once(hits: Sequence[Hit]) -> list[Hit | None]:
    """An answer and the article that it became are one hit: the article, which leads back to the
    answer, where the first of them stood. The other's place is left empty, so that what stands on
    one page is not shown on the next again.
    """
    answers = {_said(hit) for hit in hits if hit.kind == "answer"}
    became = {_said(hit): hit for hit in reversed(hits) if hit.kind == "article"}
    shown: list[Hit | None] = []
    seen: set[tuple[str, ...]] = set()
    for hit in hits:
        said = _said(hit)
        article = became.get(said)
        if article is None or said not in answers or (hit is not article and hit.kind != "answer"):
            shown.append(hit)
            continue
        shown.append(None if said in seen else article)
        seen.add(said)
    return shown


def _said(hit: Hit) -> tuple[str, ...]:
    return hit.title.casefold(), hit.area, hit.language


def filters(asked: Asked, areas: Mapping[str, str]) -> tuple[Filter, ...]:
    return _filters(asked.kind, asked.area, asked.role, tuple(areas.items()), get_language() or "")


@lru_cache(maxsize=128)
def _filters(
    kind: str, area: str, role: str, areas: tuple[tuple[str, str], ...], _language: str
) -> tuple[Filter, ...]:
    asked = Asked("", kind, area, role)
    kinds = {value: str(name) for value, name in KINDS.items()}
    roles = {value: str(label) for value, label in WorkRole.choices if value != WorkRole.ANYONE}
    return (
        _filter(_("Kind"), "type", kinds, asked),
        _filter(_("Case area"), "omrade", dict(areas), asked),
        _filter(_("Written for"), "rolle", roles, asked),
    )


def _filter(label: Promise, name: str, values: Mapping[str, str], asked: Asked) -> Filter:
    chosen = asked.chosen[name]
    every = {"": str(_("All")), **values}
    return Filter(
        label=str(label),
        choices=tuple(
            Choice(words, _also(asked.chosen | {name: value}), value == chosen)
            for value, words in every.items()
        ),
    )


def _also(chosen: Mapping[str, str]) -> str:
    encoded = query_string(chosen)
    return f"&{encoded}" if encoded else ""


@lru_cache(maxsize=1024)
def _page(total: int, number: int) -> Page[int]:
    return Paginator(range(total), PER_PAGE).get_page(number)


def _found(
    hit: Hit, kinds: Mapping[str, str], areas: Mapping[str, str], roles: Mapping[str, str]
) -> Found:
    return Found(
        title=hit.title,
        url=in_language(hit.url) if hit.url.startswith("/") else hit.url,
        has_snippet=bool(hit.snippet),
        kind_name=kinds.get(hit.kind, ""),
        area=areas.get(hit.area, ""),
        role=roles.get(hit.role, ""),
        language=hit.language,
        is_unvalidated=hit.kind == "article" and not hit.validated,
        is_promoted=hit.is_promoted,
    )
