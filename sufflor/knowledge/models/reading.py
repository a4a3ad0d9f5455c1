"""Texts as readers meet them: plain values, made once per revision and language, then kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.safestring import SafeString

from sufflor.knowledge.models.words import Entrance


@dataclass(frozen=True, slots=True)
class Card:
    """One line in a list: an article, a link that another department keeps, or a theme page."""

    title: str
    url: str
    summary: str = ""
    language: str = "nb"
    role: str = ""
    role_name: str = ""
    state: str = ""
    # Who keeps it, where that is somebody else than the owner of the page.
    keeper: str = ""
    is_elsewhere: bool = False
    # Nobody comes to anything there, since then.
    dead_since: datetime | None = None
    kind_name: str = ""
    function: str = ""
    # Which of two questions it answers; nothing of a page elsewhere, where nobody has said it.
    entrance: str = ""
    minutes: int | None = None
    # An article has them.
    pk: int | None = None
    first_published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ArticleText:
    pk: int
    title: str
    summary: str
    html: SafeString
    url: str
    address: str
    language: str
    language_name: str
    state: str
    state_name: str
    area_name: str
    area_slug: str
    process_name: str
    role_name: str
    entrance_name: str
    work_system: str
    kind_name: str
    function_name: str
    level_name: str
    minutes: int | None
    contact: str
    owner_name: str
    owner_pk: int | None
    published_at: datetime | None
    reviewed_at: datetime | None
    review_date: date | None
    source_label: str
    source_url: str
    transcript: str

    @property
    def is_from_an_hour(self) -> bool:
        """An answer of ours became this text, and its source is where that stands."""
        return self.source_url.startswith("/") and "/svar/" in self.source_url


@dataclass(frozen=True, slots=True)
class Sibling:
    """The same text in another language."""

    language: str
    language_name: str
    title: str
    url: str
    is_original: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """A titled list in the order that an editor gave it."""

    number: int
    title: str
    entrance: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class EntranceText:
    """One of the two ways in to a theme, with its lists."""

    name: str
    shelves: tuple[Shelf, ...]


@dataclass(frozen=True, slots=True)
class PathLine:
    """`key` says what it is to whoever checks it off: "article-12", "link-3"."""

    key: str
    card: Card


@dataclass(frozen=True, slots=True)
class PathText:
    pk: int
    title: str
    intro: str
    address: str
    url: str
    area_name: str
    area_slug: str
    role_name: str
    lines: tuple[PathLine, ...]

    @property
    def minutes(self) -> int:
        return sum(line.card.minutes or 0 for line in self.lines)


@dataclass(frozen=True, slots=True)
class ThemeText:
    pk: int
    title: str
    intro: str
    address: str
    url: str
    parent: Card | None
    pages: tuple[Card, ...]
    shelves: tuple[Shelf, ...]
    gathers_answers: bool
    owner_name: str
    owner_pk: int | None
    # The addresses of the case areas that it is about.
    areas: tuple[str, ...] = ()

    @property
    def entrances(self) -> tuple[EntranceText, ...]:
        """How the system works, how the work is done, and last what is about both."""
        found = (
            EntranceText(
                str(entrance.label),
                tuple(shelf for shelf in self.shelves if shelf.entrance == entrance.value),
            )
            for entrance in Entrance
        )
        return tuple(one for one in found if one.shelves)

    @property
    def has_two_entrances(self) -> bool:
        return len(self.entrances) > 1
