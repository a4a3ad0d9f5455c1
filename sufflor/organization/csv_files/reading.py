"""From the text of a file to rows of cells, with every fault on its row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from sufflor.organization.csv_files.cells import Unreadable, kept, tidy
from sufflor.organization.csv_files.columns import Column, File
from sufflor.organization.csv_files.diffs import RowError

LARGEST_FILE = 10 * 1024 * 1024
Key = tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """What could be read of a row. `number` is the one that a spreadsheet shows."""

    number: int
    cells: dict[str, str]
    # The columns whose cells could not be: the others are checked all the same.
    unread: frozenset[str] = frozenset()


@dataclass
class Sheet:
    """What was read of one file. `is_whole` is False when reading had to stop on the way."""

    file: File
    rows: list[Row] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    # Also the codes of rows with faults, so that one fault does not become a hundred.
    mentioned: set[str] = field(default_factory=set)
    is_whole: bool = True

    def fault(self, number: int | None, sentence: str) -> None:
        self.errors.append(RowError(self.file.name, number, sentence))

    def stop(self, number: int | None, sentence: str) -> None:
        self.fault(number, sentence)
        self.is_whole = False


def read(file: File, content: str | bytes) -> Sheet:
    sheet = Sheet(file)
    text = _decoded(sheet, content)
    if text is None:
        return sheet
    lines = _lines(sheet, text)
    header = next(lines, None)
    if header is None:
        if sheet.is_whole:
            sheet.stop(None, _("The file is empty. The first row must name the columns."))
        return sheet
    columns = _columns(sheet, header[1])
    if columns is None:
        return sheet
    for number, cells in lines:
        _read_row(sheet, number, columns, cells)
    return sheet


def _decoded(sheet: Sheet, content: str | bytes) -> str | None:
    if len(content) > LARGEST_FILE:
        sheet.stop(None, _("The file is larger than 10 MB. Divide it, and load the parts in turn."))
        return None
    text = content if isinstance(content, str) else _utf8(sheet, content)
    if text is not None and "\0" in text:
        row = text[: text.index("\0")].count("\n") + 1
        sheet.stop(row, _("There is a NUL character here, so this is not a plain CSV file."))
        return None
    return text


def _utf8(sheet: Sheet, content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as problem:
        row = content[: problem.start].count(b"\n") + 1
        sheet.stop(row, _("The file is not UTF-8. Save it as “CSV UTF-8” and try again."))
        return None


def _lines(sheet: Sheet, text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold something, numbered as a spreadsheet does, with 1 as the header."""
    text = text.removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") >= first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for cells in reader:
            number += 1
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error:
        sentence = _(
            "The quotation marks are broken here or a cell never ends, so we stopped reading."
        )
        sheet.stop(number + 1, sentence)


def _columns(sheet: Sheet, header: Sequence[str]) -> list[Column] | None:
    """The columns in the file's own order, or None when the header cannot be used."""
    known = {
        name: column for column in sheet.file.written for name in (column.name, *column.aliases)
    }
    names = [tidy(name).casefold() for name in header]
    found = [known[name] for name in names if name in known]
    for name in names:
        if name not in known:
            sentence = _("The column “{name}” is not known here. The columns are: {columns}.")
            columns = ", ".join(column.name for column in sheet.file.written)
            sheet.stop(1, sentence.format(name=name[:40], columns=columns))
    for column in sheet.file.written:
        if column.required and column not in found:
            sheet.stop(1, _("The column {column} is missing.").format(column=column.name))
        if found.count(column) > 1:
            sheet.stop(1, _("The column {column} is there twice.").format(column=column.name))
    return found if sheet.is_whole else None


def _read_row(sheet: Sheet, number: int, columns: Sequence[Column], cells: Sequence[str]) -> None:
    sheet.mentioned.update(
        tidy(cell) for column, cell in zip(columns, cells, strict=False) if column.name in KEYS
    )
    if len(cells) != len(columns):
        sentence = _("The row has {count} cells, but the header has {expected}.")
        sheet.fault(number, sentence.format(count=len(cells), expected=len(columns)))
        return
    row: dict[str, str] = {}
    unread: set[str] = set()
    for column, cell in zip(columns, cells, strict=True):
        try:
            row[column.name] = kept(column, cell)
        except Unreadable as problem:
            sheet.fault(number, str(problem))
            unread.add(column.name)
    sheet.rows.append(Row(number, row, frozenset(unread)))


# The columns by which other files refer to a row.
KEYS = frozenset({"code", "username"})
