"""The units where help is looked for: up from one's own, across the faculty, and the owner's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import get_language

from sufflor.lib.prepared import Values, prepared_rows
from sufflor.organization.models import CaseArea, Unit, UnitKind, name_in
from sufflor.organization.queries.why import HelpStep

Columns = tuple[object, ...]


class UnitRow(NamedTuple):
    """A unit in the tree, as values: all of them are looked through to find a few."""

    id: int
    kind: str
    parent_id: int | None
    name: str
    name_nn: str
    name_en: str

    @property
    def local_name(self) -> str:
        return name_in(get_language() or "nb", self.name, self.name_nn, self.name_en)


@dataclass(frozen=True)
class Place:
    """A unit where helpers are looked for. `distance` counts levels up from one's own unit."""

    step: HelpStep
    unit: UnitRow
    distance: int = 0
    is_sister: bool = False


def places_near(unit: Unit | None, area: CaseArea | None) -> Mapping[int, Place]:
    """By the key of each unit. One query."""
    everywhere = tuple(prepared_rows("units", Values(), _in_columns))
    return _places(everywhere, unit.pk if unit else None, area.owner_id if area else None)


@lru_cache(maxsize=256)
def _places(
    everywhere: tuple[Columns, ...], own: int | None, owner: int | None
) -> Mapping[int, Place]:
    """Found once for the same tree: what was read of it is the key."""
    units = {node.id: node for node in map(UnitRow._make, everywhere)}
    places: dict[int, Place] = {}
    faculty = None
    for distance, node in enumerate(_upward(own, units)):
        step = HelpStep.FACULTY if node.kind == UnitKind.FACULTY else HelpStep.UNIT
        faculty = node if node.kind == UnitKind.FACULTY else faculty
        if node.kind != UnitKind.INSTITUTION:
            places[node.id] = Place(step, node, distance)
    for node in units.values():
        if faculty and node.id not in places and faculty in _upward(node.id, units):
            places[node.id] = Place(HelpStep.FACULTY, node, len(units), is_sister=True)
    if owner and owner not in places:
        places[owner] = Place(HelpStep.DEPARTMENT, units[owner])
    return places


def _in_columns(_values: Values) -> QuerySet[Unit, Columns]:
    return Unit.objects.values_list(*UnitRow._fields)


def _upward(unit: int | None, units: Mapping[int, UnitRow]) -> Sequence[UnitRow]:
    """The unit and those above it."""
    found: list[UnitRow] = []
    node = units.get(unit) if unit else None
    while node and node not in found:
        found.append(node)
        node = units.get(node.parent_id) if node.parent_id else None
    return found
