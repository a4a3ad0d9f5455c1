"""Rows against each other and what is stored: twice, nowhere, in a ring, wrong way round."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from sufflor.organization.csv_files.columns import Kind
from sufflor.organization.csv_files.layout import (
    APPOINTMENTS,
    AREAS,
    CHARGES,
    COMPETENCES,
    OPENING,
    PROCESSES,
    UNITS,
)
from sufflor.organization.csv_files.reading import Key, Row, Sheet
from sufflor.organization.csv_files.stored import Stored, key_of

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Wanted:
    """A row that may be written: its number in the file, and all its cells."""

    row: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Book:
    """Everything that a row may refer to: the files at hand and what is stored."""

    sheets: Mapping[str, Sheet]
    stored: Mapping[str, Stored]

    def knows(self, name: str, code: str) -> bool:
        sheet = self.sheets.get(name)
        if sheet and (code in sheet.mentioned or not sheet.is_whole):
            return True
        return (code,) in self.stored[name].rows


def accepted(sheet: Sheet, book: Book) -> dict[Key, Wanted]:
    """The rows that can be read, by what they are known by. All faults are noted on the sheet, also
    the second and the third of a row."""
    found: dict[Key, Wanted] = {}
    for row in sheet.rows:
        cells = _readable(sheet, row)
        follows = _derive(sheet, row, cells)
        _check_references(sheet, row.number, cells, book)
        _check_dates(sheet, row.number, cells)
        if row.unread or not follows:
            continue
        _fill_in(sheet, row, cells, book.stored[sheet.file.name])
        key = key_of(sheet.file, cells)
        if key in found:
            sentence = _("{key} is also in row {row}.")
            sheet.fault(row.number, sentence.format(key=_shown(key), row=found[key].row))
            continue
        found[key] = Wanted(row.number, cells)
    whole_file = WHOLE_FILE.get(sheet.file.name)
    if whole_file:
        whole_file(sheet, found, book.stored[sheet.file.name].rows)
    return found


def _readable(sheet: Sheet, row: Row) -> dict[str, str]:
    columns = [column for column in sheet.file.columns if column.name not in row.unread]
    return {column.name: column.default for column in columns} | row.cells


def _derive(sheet: Sheet, row: Row, cells: dict[str, str]) -> bool:
    """Adds what follows from the row, where it can be read; whether anything stands in the way."""
    derive = DERIVED.get(sheet.file.name)
    fault = derive(cells) if derive and not row.unread & DERIVED_FROM else ""
    if fault:
        sheet.fault(row.number, fault)
    return not fault


def _fill_in(sheet: Sheet, row: Row, cells: dict[str, str], stored: Stored) -> None:
    """With what is stored in columns that the file lacks."""
    before = stored.rows.get(key_of(sheet.file, cells))
    for column in sheet.file.written:
        if before and column.name not in row.cells and column.name not in sheet.file.key:
            cells[column.name] = before[column.name]


def _process(cells: dict[str, str]) -> str:
    """B.c.02 is in the area B, below B.c."""
    area, _dot, rest = cells["code"].partition(".")
    if not rest:
        sentence = _("The code {code} has one level. A process needs two or more, as in A.a.01.")
        return sentence.format(code=cells["code"])
    cells["area"] = area
    cells["parent"] = cells["code"].rpartition(".")[0] if "." in rest else ""
    return ""


def _area_or_process(cells: dict[str, str]) -> str:
    """A process says which area; without one, the area must be given."""
    area = cells["process"].partition(".")[0]
    if not (area or cells["area"]):
        return _("Give a case area or a process.")
    if area and cells["area"] not in {"", area}:
        sentence = _("The process {process} is not in the case area {area}.")
        return sentence.format(process=cells["process"], area=cells["area"])
    cells["area"] = cells["area"] or area
    return ""


def _check_references(sheet: Sheet, number: int, cells: Cells, book: Book) -> None:
    for column in sheet.file.columns:
        value = cells.get(column.name)
        if column.kind is Kind.REFERENCE and value and not book.knows(column.to, value):
            sheet.fault(number, str(column.missing).format(value=value))


def _check_dates(sheet: Sheet, number: int, cells: Cells) -> None:
    opens, closes = cells.get("opens"), cells.get("closes")
    if sheet.file is OPENING and opens and closes and closes <= opens:
        sentence = _("It closes ({closes}) before it opens ({opens}).")
        sheet.fault(number, sentence.format(opens=opens, closes=closes))
    begins, ends = cells.get("from_date"), cells.get("to_date")
    if begins and ends and ends < begins:
        sentence = _("It ends ({to_date}) before it begins ({from_date}).")
        sheet.fault(number, sentence.format(from_date=begins, to_date=ends))
    if cells.get("deputy") and cells["deputy"] == cells.get("person"):
        sheet.fault(number, _("Nobody can be their own deputy."))


def _check_tree(sheet: Sheet, wanted: Mapping[Key, Wanted], stored: Mapping[Key, Cells]) -> None:
    parents = {key[0]: cells["parent"] for key, cells in stored.items()}
    parents |= {key[0]: row.cells["parent"] for key, row in wanted.items()}
    for code in _in_a_ring(parents):
        if (code,) in wanted:
            sentence = _("{code} is above itself: the parent units go in a ring.")
            sheet.fault(wanted[code,].row, sentence.format(code=code))


def _in_a_ring(parents: Mapping[str, str]) -> Iterable[str]:
    """The codes that are met again on the way up from themselves. Each is walked past once."""
    walk_of: dict[str, str] = {}
    for start in parents:
        path: list[str] = []
        code = start
        while code and code not in walk_of:
            walk_of[code] = start
            path.append(code)
            code = parents.get(code, "")
        if code and walk_of[code] == start and code in path:
            yield from path[path.index(code) :]


def _check_slugs(sheet: Sheet, wanted: Mapping[Key, Wanted], stored: Mapping[Key, Cells]) -> None:
    taken = {cells["slug"]: key for key, cells in stored.items() if key not in wanted}
    for key, row in wanted.items():
        owner = taken.setdefault(row.cells["slug"], key)
        if owner != key:
            sentence = _("The address {slug} is already used by {key}.")
            sheet.fault(row.row, sentence.format(slug=row.cells["slug"], key=_shown(owner)))


def _check_week(sheet: Sheet, wanted: Mapping[Key, Wanted], stored: Mapping[Key, Cells]) -> None:
    """The periods of a day do not overlap, and a season ends on one day for all of it."""
    every = {key: cells for key, cells in stored.items() if key not in wanted}
    every |= {key: row.cells for key, row in wanted.items()}
    in_order = sorted(every.items(), key=lambda item: item[0])
    for (key, one), (next_key, following) in pairwise(in_order):
        if key[:2] == next_key[:2] and one["to_date"] != following["to_date"]:
            said = _("A season has one last day: {one} and {other} differ.").format(
                one=one["to_date"] or "–", other=following["to_date"] or "–"
            )
            _fault_of(sheet, wanted, next_key, key, said)
        if key[:3] == next_key[:3] and following["opens"] < one["closes"]:
            said = _("It overlaps the period {opens}–{closes} on the same day.").format(**one)
            _fault_of(sheet, wanted, next_key, key, said)


def _fault_of(
    sheet: Sheet, wanted: Mapping[Key, Wanted], key: Key, other: Key, sentence: str
) -> None:
    """On the row that is in the file: what is stored already has no row."""
    row = wanted.get(key) or wanted.get(other)
    if row:
        sheet.fault(row.row, sentence)


def _shown(key: Key) -> str:
    return " ".join(part for part in key if part)


# What the three of them read.
DERIVED_FROM = frozenset({"code", "area", "process"})
DERIVED: dict[str, Callable[[dict[str, str]], str]] = {
    PROCESSES.name: _process,
    APPOINTMENTS.name: _area_or_process,
    COMPETENCES.name: _area_or_process,
    CHARGES.name: _area_or_process,
}
WHOLE_FILE: dict[str, Callable[[Sheet, Mapping[Key, Wanted], Mapping[Key, Cells]], None]] = {
    UNITS.name: _check_tree,
    AREAS.name: _check_slugs,
    OPENING.name: _check_week,
}
