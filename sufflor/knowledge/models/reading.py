"""Texts as readers meet them: plain values, made once per revision and language, then kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


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


@dataclass(frozen=True, slots=True)
class ArticleText:
    pk: int
    title: str
    summary: str
    html: str
    url: str
    language: str
    language_name: str
    state: str
    state_name: str
    area_name: str
    area_slug: str
    role_name: str
    entrance_name: str
    work_system: str
    owner_name: str
    owner_pk: int | None
    published_at: datetime | None
    reviewed_at: datetime | None
    review_date: date | None
    source_label: str
    source_url: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """A titled list in the order that an editor gave it."""

    title: str
    entrance: str
    cards: tuple[Card, ...]


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
