"""The groups at a line, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import Count, Q, QuerySet

from sufflor.lib.prepared import Values, prepared_rows
from sufflor.organization.models import CaseArea, Line, SupportGroup, UnitKind
from sufflor.organization.queries.places import Place
from sufflor.organization.queries.why import HelpStep

# Beyond one's own units: first those who serve the whole institution, then others' own.
CENTRAL, OTHERS = 1000, 1001
OF_A_FACULTY = frozenset({UnitKind.FACULTY.value, UnitKind.INSTITUTE.value})


def groups_at(
    line: Line,
    area: CaseArea | None,
    places: Mapping[int, Place],
    *,
    general_first: bool = False,
    among: Collection[int] | None = None,
) -> list[SupportGroup]:
    """Those for the area before those for everything (or after); among equals the nearest. One
    query. `among` are the only people who count, where not everybody does."""
    counted = Q(members__is_active=True)
    if among is not None:
        counted &= Q(members__in=list(among))

    def order(group: SupportGroup) -> tuple[bool, int, str]:
        is_general = group.area_id is None
        return (is_general is not general_first, _distance(group, places), group.code)

    def groups(values: Values) -> QuerySet[SupportGroup]:
        of = Q(area=None) | Q(area=values.keys["area"]) if area else Q(area=None)
        found = SupportGroup.objects.filter(of, line=line).select_related("unit", "area")
        return found.annotate(people=Count("members", filter=counted))

    if among is not None:
        found = list(groups(Values({"area": area.pk if area else 0})))
    else:
        shape = ("groups", line, area is None)
        found = prepared_rows(shape, Values({"area": area.pk if area else 0}), groups)
    return sorted(found, key=order)


def people_in(group: SupportGroup) -> int:
    """Those who can answer, counted when the group was read here."""
    people: int = group.__dict__["people"]
    return people


def _distance(group: SupportGroup, places: Mapping[int, Place]) -> int:
    place = places.get(group.unit_id)
    if place and place.step in {HelpStep.UNIT, HelpStep.FACULTY} and not place.is_sister:
        return place.distance
    return OTHERS if group.unit.kind in OF_A_FACULTY else CENTRAL
