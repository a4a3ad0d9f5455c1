"""What the database holds, in the same form as the rows of a file; also written out as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from sufflor.organization.csv_files.cells import shielded
from sufflor.organization.csv_files.columns import Column, File
from sufflor.organization.csv_files.layout import BY_NAME, FILES
from sufflor.organization.csv_files.reading import Key

BOM = "\ufeff"


@dataclass(frozen=True)
class Stored:
    """The rows of one file as they are in the database, by what they are known by."""

    rows: Mapping[Key, Mapping[str, str]]
    primary_keys: dict[Key, int]


def everything() -> dict[str, Stored]:
    """One query per file."""
    return {file.name: stored(file) for file in FILES}


def stored(file: File) -> Stored:
    rows: dict[Key, dict[str, str]] = {}
    primary_keys: dict[Key, int] = {}
    paths = [column.path or column.name for column in file.columns]
    for primary_key, *values in file.model._default_manager.order_by("pk").values_list(
        "pk", *paths
    ):
        cells = {
            column.name: _text(column, value)
            for column, value in zip(file.columns, values, strict=True)
        }
        key = key_of(file, cells)
        rows[key] = cells
        primary_keys[key] = primary_key
    return Stored(rows, primary_keys)


def key_of(file: File, cells: Mapping[str, str]) -> Key:
    return tuple(cells[name] for name in file.key)


def as_csv(name: str) -> str:
    """What is stored, as the file that would load it: for spreadsheets, with a mark for UTF-8."""
    file = BY_NAME[name]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.name for column in file.written])
    for cells in stored(file).rows.values():
        writer.writerow([shielded(cells[column.name]) for column in file.written])
    return BOM + text.getvalue()


def _text(column: Column, value: object) -> str:
    for word, kept in column.values.items():
        if kept == value:
            return word
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else str(value)
