"""A table with a text on each row, as a spreadsheet saves it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sufflor.backstage.manuscripts.decoding import decoded
from sufflor.backstage.manuscripts.page import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    CannotKeep,
    Page,
    page_of,
)
from sufflor.knowledge import prose
from sufflor.lib.text import one_line

MOST_ROWS = 500
LONGEST_CELL = 2 * LONGEST_TEXT
# What each column may be called.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "title": ("tittel", "title"),
    "body": ("tekst", "text", "body", "html"),
    "summary": ("sammendrag", "samandrag", "summary"),
    "search_words": ("sokeord", "søkeord", "search_words"),
    "area": ("saksomrade", "saksområde", "område", "omrade", "area"),
    "role": ("rolle", "role"),
    "language": ("sprak", "språk", "language"),
}
DELIMITERS = ";,\t"


@dataclass(frozen=True)
class Line:
    """`number` is the one that a spreadsheet shows."""

    number: int
    cells: Mapping[str, str]


def lines(content: bytes) -> list[Line]:
    """The rows that say something. Raises `CannotKeep` when it is no table of texts."""
    text = _decoded(content)
    head, _break, _rest = text.partition("\n")
    delimiter = max(DELIMITERS, key=head.count)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [_column(cell) for cell in next(reader, [])]
        if not {"title", "body"} <= set(names):
            raise CannotKeep(_("The first row must name the columns: tittel and tekst at least."))
        found = list(_told(reader, names))
    except csv.Error as fault:
        raise CannotKeep(
            _("Row %(row)d cannot be read as a table: %(fault)s")
            % {"row": reader.line_num, "fault": fault}
        ) from fault
    if not found:
        raise CannotKeep(_("There is no row below the names of the columns."))
    return found


def page_on(line: Line) -> Page:
    """A cell holds a page, or plain text with empty lines between its paragraphs."""
    title, body = one_line(line.cells.get("title", "")), line.cells.get("body", "")
    faults = list(_faults_of(title))
    html = body if "</" in body or "<br" in body else prose.paragraphs(body)
    try:
        page = page_of(html, name=title)
    except CannotKeep as fault:
        raise CannotKeep(*faults, *fault.args) from fault
    if faults:
        raise CannotKeep(*faults)
    return Page(title, page.body, page.pictures, page.notes)


def _faults_of(title: str) -> Iterator[str]:
    if not title:
        yield _("The title is empty.")
    if len(title) > LONGEST_TITLE:
        yield _("The title is longer than %(most)d characters.") % {"most": LONGEST_TITLE}


def _told(reader: Iterator[list[str]], names: list[str]) -> Iterator[Line]:
    number = 1
    for cells in reader:
        number += 1
        if number > MOST_ROWS + 1:
            raise CannotKeep(
                _("There are more than %(most)d rows. Share them between several files.")
                % {"most": MOST_ROWS}
            )
        if any(cell.strip() for cell in cells):
            yield Line(number, dict(zip(names, cells, strict=False)))


def _column(cell: str) -> str:
    said = one_line(cell).casefold()
    return next((name for name, called in COLUMNS.items() if said in called), said)


def _decoded(content: bytes) -> str:
    text = decoded(content)
    if text is None:
        raise CannotKeep(_("Save the table as UTF-8."))
    return text
