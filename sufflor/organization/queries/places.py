"""The units where help is looked for: up from one's own, across the faculty, and the owner's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sufflor.lib.prepared import Values, prepared_rows
from sufflor.organization.models import CaseArea, Unit, UnitKind
from sufflor.organization.queries.why import HelpStep


@dataclass(frozen=True)
class Place:
    """A unit where helpers are looked for. `distance` counts levels up from one's own unit."""

    step: HelpStep
    unit: Unit
    distance: int = 0
    is_sister: bool = False


def places_near(unit: Unit | None, area: CaseArea | None) -> dict[int, Place]:
    everywhere = prepared_rows("units", Values(), lambda _values: Unit.objects.all())
    units = {node.pk: node for node in everywhere}
    places: dict[int, Place] = {}
    faculty = None
    for distance, node in enumerate(_upward(unit, units)):
        step = HelpStep.FACULTY if node.kind == UnitKind.FACULTY else HelpStep.UNIT
        faculty = node if node.kind == UnitKind.FACULTY else faculty
        if node.kind != UnitKind.INSTITUTION:
            places[node.pk] = Place(step, node, distance)
    for node in units.values():
        if faculty and node.pk not in places and faculty in _upward(node, units):
            places[node.pk] = Place(HelpStep.FACULTY, node, len(units), is_sister=True)
    if area and area.owner_id not in places:
        places[area.owner_id] = Place(HelpStep.DEPARTMENT, units[area.owner_id])
    return places


def _upward(unit: Unit | None, units: Mapping[int, Unit]) -> Sequence[Unit]:
    """The unit and those above it."""
    found: list[Unit] = []
    node = units.get(unit.pk) if unit else None
    while node and node not in found:
        found.append(node)
        node = units.get(node.parent_id) if node.parent_id else None
    return found
