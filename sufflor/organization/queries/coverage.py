"""Where there are process advisers, and where there are holes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sufflor.lib.clock import local_date
from sufflor.organization.models import Appointment, CaseArea, Unit, UnitKind

TOP_KINDS = frozenset({UnitKind.FACULTY.value, UnitKind.DEPARTMENT.value})


@dataclass(frozen=True)
class CoverageRow:
    """A faculty or department, and the number of advisers it has, area by area."""

    unit: str
    counts: tuple[int, ...]
    kind: str

    @property
    def holes(self) -> int:
        return sum(count == 0 for count in self.counts)


@dataclass(frozen=True)
class Coverage:
    areas: tuple[str, ...]
    rows: tuple[CoverageRow, ...]

    @property
    def holes(self) -> int:
        return sum(row.holes for row in self.rows)

    @property
    def faculties(self) -> tuple[CoverageRow, ...]:
        return tuple(row for row in self.rows if row.kind == UnitKind.FACULTY)

    @property
    def departments(self) -> tuple[CoverageRow, ...]:
        return tuple(row for row in self.rows if row.kind != UnitKind.FACULTY)

    @property
    def faculty_holes(self) -> int:
        """Departments have advisers for what is their own; faculties ought to have all."""
        return sum(row.holes for row in self.faculties)


def coverage(*, at: datetime) -> Coverage:
    """Advisers at an institute count for its faculty. Three queries."""
    units = {unit.pk: unit for unit in Unit.objects.all()}
    areas = list(CaseArea.objects.all())
    counts: Counter[tuple[int, int]] = Counter()
    valid = Appointment.objects.valid_on(local_date(at)).filter(person__is_active=True)
    for unit_pk, area_pk in valid.values_list("unit", "area"):
        counts[_top(unit_pk, units), area_pk] += 1
    rows = tuple(
        CoverageRow(unit.local_name, tuple(counts[unit.pk, area.pk] for area in areas), unit.kind)
        for unit in units.values()
        if unit.kind in TOP_KINDS and _top(unit.pk, units) == unit.pk
    )
    return Coverage(tuple(area.local_name for area in areas), rows)


def holes_in(covered: Collection[int]) -> tuple[str, ...]:
    """The faculties that none of these units is or lies under. One query."""
    units = {unit.pk: unit for unit in Unit.objects.all()}
    tops = {_top(pk, units) for pk in covered}
    return tuple(
        unit.local_name
        for unit in units.values()
        if unit.kind == UnitKind.FACULTY and unit.pk not in tops
    )


def _top(pk: int, units: dict[int, Unit]) -> int:
    """The faculty or department that a unit belongs to, or the unit itself."""
    walked = {pk}
    node = units[pk]
    while node.kind not in TOP_KINDS and node.parent_id and node.parent_id not in walked:
        node = units[node.parent_id]
        walked.add(node.pk)
    return node.pk if node.kind in TOP_KINDS else pk
