"""Files against what is stored: what is new, what is changed, and what cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sufflor.organization.csv_files.checks import Book, Wanted, accepted
from sufflor.organization.csv_files.diffs import (
    CellChange,
    ChangeKind,
    Diff,
    FileDiff,
    RowChange,
    RowError,
)
from sufflor.organization.csv_files.layout import BY_NAME, FILES
from sufflor.organization.csv_files.reading import Key, Sheet, read
from sufflor.organization.csv_files.stored import Stored, everything

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Plan:
    """What to write, file by file: whole rows by key, the new and the changed ones."""

    diff: Diff
    stored: dict[str, Stored]
    writes: dict[str, dict[Key, Cells]]


def plan(files: Mapping[str, str | bytes]) -> Plan:
    sheets = {file.name: read(file, files[file.name]) for file in FILES if file.name in files}
    stored = everything()
    book = Book(sheets, stored)
    diffs: list[FileDiff] = []
    writes: dict[str, dict[Key, Cells]] = {}
    for name, sheet in sheets.items():
        wanted = accepted(sheet, book)
        changes = dict(_changes(wanted, stored[name].rows))
        diffs.append(FileDiff(name, tuple(changes.values()), len(wanted) - len(changes)))
        writes[name] = {key: wanted[key].cells for key in changes}
    errors = [*_unknown(files), *(error for sheet in sheets.values() for error in _in_order(sheet))]
    return Plan(Diff(tuple(diffs), tuple(errors)), stored, writes)


def _changes(
    wanted: Mapping[Key, Wanted], stored: Mapping[Key, Cells]
) -> Iterable[tuple[Key, RowChange]]:
    for key, row in wanted.items():
        before = stored.get(key)
        cells = tuple(
            CellChange(name, before[name] if before else "", after)
            for name, after in row.cells.items()
            if not before or before[name] != after
        )
        if cells:
            label = " ".join(part for part in key if part)
            yield key, RowChange(_kind(before, cells), row.row, label, cells)


def _kind(before: Cells | None, cells: tuple[CellChange, ...]) -> ChangeKind:
    if before is None:
        return ChangeKind.ADDED
    ends = all(cell.column == "to_date" and cell.after for cell in cells)
    return ChangeKind.ENDED if ends else ChangeKind.CHANGED


def _unknown(files: Mapping[str, str | bytes]) -> Iterable[RowError]:
    known = ", ".join(BY_NAME)
    for name in files:
        if name not in BY_NAME:
            sentence = _("We do not know this file. The files are: {names}.").format(names=known)
            yield RowError(name, None, sentence)


def _in_order(sheet: Sheet) -> list[RowError]:
    return sorted(sheet.errors, key=lambda error: error.row or 0)
