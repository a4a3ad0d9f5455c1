"""The thread of a request as HTML: what has been said does not change, so it is drawn once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from sufflor.desk.models import Movement
from sufflor.desk.queries import Entry, RequestPage
from sufflor.files.models import StoredFile
from sufflor.organization.models import User

# What is longer is drawn each time, so that a few long texts cannot fill the memory.
LONGEST_KEPT = 4_000
HELPER, ASKER, AMONG_HELPERS = "teppe", "primary", "lys"


class FileLine(NamedTuple):
    """A file with what can be done with it just now."""

    key: UUID
    name: str
    size: int
    is_clean: bool
    is_held: bool


class Said(NamedTuple):
    """As `request_said.html` shows it; `pk` is the request's, for its files."""

    by: str
    at: datetime
    text: str
    color: str
    note: bool = False
    soon: bool = False
    unit: str = ""
    lang: str = ""
    files: tuple[FileLine, ...] = ()
    pk: int = 0


class Moved(NamedTuple):
    """A handover as `request_move.html` shows it; `way` is its arrow."""

    way: str
    by: str
    to: str
    at: datetime
    is_undone: bool
    reason: str
    accepted_by: str
    accepted_at: datetime | None
    asked: str
    tried: str
    remains: str
    error_text: str
    lesson: str


def thread_html(page: RequestPage) -> SafeString:
    """All of it but what the user wrote first."""
    return mark_safe("\n".join(_entries(page)))  # noqa: S308  # drawn here


def first_html(page: RequestPage) -> SafeString:
    """What the user wrote first."""
    asked = page.request
    unit = asked.reporter.unit.local_name if asked.reporter.unit else ""
    first = Said(
        asked.reporter.full_name,
        asked.opened_at,
        asked.text,
        ASKER,
        unit=unit,
        lang=asked.language,
    )
    return _said(first, _language())


def _entries(page: RequestPage) -> Iterable[SafeString]:
    language = _language()
    for entry in page.entries:
        if entry.movement:
            yield _kept("backstage/request_move.html", _moved(entry.movement), language)
        else:
            yield _said(_words(entry, page), language)


def _words(entry: Entry, page: RequestPage) -> Said:
    files = tuple(map(_file, entry.files))
    said = entry.message or entry.note
    if said is None:
        raise ValueError("An entry holds words or a handover.")
    return Said(
        said.by,
        entry.at,
        said.text,
        _color(entry),
        note=entry.note is not None,
        soon=entry.message is not None and entry.message == page.held_back,
        files=files,
        pk=page.request.pk,
    )


def _color(entry: Entry) -> str:
    if entry.message is None:
        return AMONG_HELPERS
    return HELPER if entry.message.is_from_helper else ASKER


def _moved(moved: Movement) -> Moved:
    to = moved.to_person.full_name if moved.to_person else ""
    return Moved(
        _way(moved),
        _name(moved.by),
        to or (moved.to_group.local_name if moved.to_group else ""),
        moved.at,
        moved.undone_at is not None,
        moved.reason.local_name if moved.reason else "",
        _name(moved.accepted_by),
        moved.accepted_at,
        moved.asked,
        moved.tried,
        moved.remains,
        moved.error_text,
        moved.lesson,
    )


def _way(moved: Movement) -> str:
    """Which arrow a handover has."""
    if moved.from_line is None or moved.to_line == moved.from_line:
        return "arrow-right"
    return "arrow-up" if moved.to_line > moved.from_line else "arrow-down"


def _file(file: StoredFile) -> FileLine:
    return FileLine(file.key, file.name, file.size, file.is_clean, file.is_held)


def _name(person: User | None) -> str:
    return person.full_name if person else ""


def _said(said: Said, language: str) -> SafeString:
    draw = _kept if len(said.text) <= LONGEST_KEPT else _kept.__wrapped__
    return draw("backstage/request_said.html", said, language)


@lru_cache(maxsize=4096)
def _kept(template: str, facts: Said | Moved, language: str) -> SafeString:
    """What is shown is the key, with the language of the page."""
    return mark_safe(get_template(template).render(facts._asdict()))  # noqa: S308  # drawn by our own template


def _language() -> str:
    return get_language() or "nb"
