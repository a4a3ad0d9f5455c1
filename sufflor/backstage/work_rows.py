"""The rows of the work list as HTML: the same for the same facts, drawn once and kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from sufflor.backstage.work_words import DueWords
from sufflor.desk.queries import WorkRow


class Row(NamedTuple):
    """One request in the list. What was sent on stays in sight, in a fainter hand. `away_until` is
    of another who has it."""

    work: WorkRow
    due: DueWords | None
    is_ours: bool
    away_until: date | None = None

    @property
    def may_be_taken_over(self) -> bool:
        return bool(self.away_until and self.is_ours)


class Column(NamedTuple):
    """A list beside a request, but for its rows; `query` is the part of the address that leads back
    to it."""

    title: str
    holds: str
    order: str
    has_rows: bool
    query: str


def list_html(rows: Iterable[Row], query: str, *, may_pick: bool) -> SafeString:
    """The work list's own; `query` is the part of the address that leads back to it."""
    template = "backstage/work_row.html"
    language = get_language() or "nb"
    return _joined(row_html(template, row, query, language, may_pick, False) for row in rows)


def column_html(rows: Iterable[Row], query: str, current: int) -> SafeString:
    """Beside a request, with the one that is open marked."""
    template = "backstage/work_item.html"
    language = get_language() or "nb"
    return _joined(
        row_html(template, row, query, language, False, row.work.pk == current) for row in rows
    )


@lru_cache(maxsize=4096)
def row_html(
    template: str, row: Row, query: str, language: str, may_pick: bool, is_marked: bool
) -> SafeString:
    """What is shown is the key, with the language of the page: a row that looks different is
    another row."""
    facts = {"row": row, "query": query, "may_pick": may_pick, "is_marked": is_marked}
    return mark_safe(get_template(template).render(facts))  # noqa: S308  # drawn by our own template


def _joined(drawn: Iterable[SafeString]) -> SafeString:
    return mark_safe("\n".join(drawn))  # noqa: S308  # drawn here
