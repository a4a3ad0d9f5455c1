"""Which areas and units have a page of their own."""

from __future__ import annotations

from dataclasses import dataclass

from sufflor.insight.hiding import sums_in_tree, told, told_in_tree
from sufflor.insight.queries.cells import ALL
from sufflor.insight.queries.passages import Part
from sufflor.insight.queries.reckoned import counted
from sufflor.insight.queries.scopes import Period
from sufflor.organization.tree import parents


@dataclass(frozen=True)
class Offered:
    """The areas and units that have a page of their own for a month."""

    areas: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()


def offered(period: Period) -> Offered:
    """Which areas and units have enough requests, and leave enough for the others. Three queries,
    and two more when requests were counted anew."""
    if not period.is_month:
        return Offered()
    areas, units = _requests(period, "area"), _requests(period, "unit")
    above = parents()
    sums = sums_in_tree(units, above)
    return Offered(
        frozenset(pk for pk in told(areas, never=[None]) if pk is not None),
        frozenset(pk for pk in told_in_tree(units, above) if sums[pk]),
    )


def _requests(period: Period, part: Part) -> dict[int | None, int]:
    cells = counted(period, part).cells
    return {key: there[ALL] for key, there in cells.items() if there.get(ALL)}
