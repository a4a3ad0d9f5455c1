"""The numbers of one page: each as it is, or hidden."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sufflor.insight.hiding import is_few, sums_in_tree, told, told_in_tree, told_together
from sufflor.insight.queries.cells import (
    ANSWERED,
    BOUNCED,
    CELLS,
    ENDS,
    ENTRANCES,
    FAR,
    HELPED,
    KINDS,
    LINES,
    LINKS,
    MERGED,
    NEAR,
    NOT_HELPED,
    NOT_SAID,
    OUTCOMES,
    SOLVED,
    STRAIGHT,
    UNANSWERED,
    UNSOLVED,
    Cell,
    Cells,
    Parts,
    asked_of_kind,
    ended,
    of_kind,
)
from sufflor.insight.queries.gathered import by_part, of_the_house
from sufflor.insight.queries.scopes import Scope
from sufflor.organization.tree import parents

# Each is the parts of a whole that stands beside them.
_WHOLES: tuple[Collection[Cell], ...] = (
    (*(each for each in LINKS if each[1] in ENTRANCES), MERGED),
    *([each for each in LINKS if each[1] == node] for node in (*ENTRANCES, *LINES)),
    *([each for each in LINKS if each[2] == node] for node in (*LINES, *OUTCOMES)),
    (NEAR, FAR),
    (BOUNCED, STRAIGHT),
    (ANSWERED, UNANSWERED),
    tuple(ended(each) for each in ENDS),
    (HELPED, NOT_HELPED),
    (SOLVED, UNSOLVED),
    tuple(of_kind(each) for each in KINDS),
    tuple(asked_of_kind(each) for each in (*KINDS, NOT_SAID)),
)


@dataclass(frozen=True)
class Numbers:
    """What a page may tell: a number is None where it is hidden.

    The whole house is no small group: what can be reckoned of it is three of everybody, and none
    of any unit's. So only areas and units hide what would give another number away.
    """

    cells: Cells
    shown: frozenset[Cell]
    is_whole: bool = False

    def number(self, cell: Cell) -> int | None:
        return self.cells[cell] if cell in self.shown else None

    def total(self, cells: Collection[Cell]) -> int | None:
        """Of several, where that tells of none of them."""
        found = sum(self.cells[cell] for cell in cells)
        may_tell = not is_few(found) if self.is_whole else self.shown.issuperset(cells)
        return found if may_tell else None

    def share(self, cell: Cell, of: Cell) -> int | None:
        """In whole percent, where both may be told and there is something to share."""
        part, whole = self.number(cell), self.number(of)
        return None if part is None or not whole else round(100 * part / whole)


def numbers(scope: Scope) -> Numbers:
    """Three queries, and one more for a unit."""
    if scope.area is not None:
        return _of_area(by_part(scope.period, "area"), scope.area)
    if scope.unit is not None:
        return _of_unit(by_part(scope.period, "unit"), scope.unit)
    cells = _complete(of_the_house(scope.period))
    shown = frozenset(cell for cell, number in cells.items() if not is_few(number))
    return Numbers(cells, shown, is_whole=True)


def _of_area(parts: Parts, area: int) -> Numbers:
    hidden = {cell for cell in CELLS if area not in told(_of(parts, cell), never=[None])}
    return _told(_complete(parts.get(area, {})), hidden)


def _of_unit(parts: Parts, unit: int) -> Numbers:
    """With all below it."""
    above = parents()
    by_cell = {cell: _of(parts, cell) for cell in CELLS}
    cells = {cell: sums_in_tree(by_cell[cell], above).get(unit, 0) for cell in CELLS}
    return _told(cells, {c for c in CELLS if unit not in told_in_tree(by_cell[c], above)})


def _told(cells: Cells, hidden: Collection[Cell]) -> Numbers:
    return Numbers(cells, told_together(cells, _WHOLES, hidden))


def _of(parts: Parts, cell: Cell) -> dict[int | None, int]:
    return {part: cells.get(cell, 0) for part, cells in parts.items()}


def _complete(cells: Cells) -> Cells:
    return {cell: cells.get(cell, 0) for cell in CELLS}
