"""What a load would do or has done, in a form that a page and a terminal can show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class RowError:
    """Why a row cannot be loaded. Without a row, it is about the whole file."""

    file: str
    row: int | None
    sentence: str

    def __str__(self) -> str:
        if self.row is None:
            return _("{file}: {sentence}").format(file=self.file, sentence=self.sentence)
        return _("{file}, row {row}: {sentence}").format(
            file=self.file, row=self.row, sentence=self.sentence
        )


class ChangeKind(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    ENDED = "ended"


@dataclass(frozen=True)
class CellChange:
    column: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """One row that is new or other than what is stored."""

    kind: ChangeKind
    row: int
    label: str
    cells: tuple[CellChange, ...]


@dataclass(frozen=True)
class FileDiff:
    name: str
    changes: tuple[RowChange, ...]
    unchanged: int

    @property
    def added(self) -> int:
        return self._count(ChangeKind.ADDED)

    @property
    def changed(self) -> int:
        return self._count(ChangeKind.CHANGED)

    @property
    def ended(self) -> int:
        return self._count(ChangeKind.ENDED)

    def _count(self, kind: ChangeKind) -> int:
        return sum(change.kind is kind for change in self.changes)


@dataclass(frozen=True)
class Diff:
    """With errors, nothing is loaded; without changes, there is nothing to load."""

    files: tuple[FileDiff, ...]
    errors: tuple[RowError, ...]
    is_loaded: bool = False

    @property
    def has_changes(self) -> bool:
        return any(file.changes for file in self.files)

    @property
    def may_be_loaded(self) -> bool:
        return self.has_changes and not self.errors

    def __str__(self) -> str:
        return "\n".join([*map(str, self.errors), *(_file_text(file) for file in self.files)])


def _file_text(file: FileDiff) -> str:
    counts = _(
        "{file}: {added} new, {changed} changed, {ended} ended, {unchanged} unchanged"
    ).format(
        file=file.name,
        added=file.added,
        changed=file.changed,
        ended=file.ended,
        unchanged=file.unchanged,
    )
    return "\n".join([counts, *(f"  {_row_text(change)}" for change in file.changes)])


def _row_text(change: RowChange) -> str:
    sign = {ChangeKind.ADDED: "+", ChangeKind.CHANGED: "~", ChangeKind.ENDED: "-"}[change.kind]
    if change.kind is ChangeKind.ADDED:
        return f"{sign} {change.label}"
    cells = ", ".join(f"{cell.column}: “{cell.before}” → “{cell.after}”" for cell in change.cells)
    return f"{sign} {change.label}: {cells}"
