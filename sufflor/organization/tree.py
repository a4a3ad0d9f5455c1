"""The tree of units: what is above a unit, and what is below it. A ring ends where it began."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from sufflor.organization.models import Unit


def parents() -> dict[int, int | None]:
    """The unit above each. One query."""
    return dict(Unit.objects.order_by().values_list("pk", "parent_id"))


def upward(unit: int | None, above: Mapping[int, int | None]) -> frozenset[int]:
    """The unit and all above it."""
    found: set[int] = set()
    while unit is not None and unit not in found:
        found.add(unit)
        unit = above.get(unit)
    return frozenset(found)


def downward(units: Collection[int], above: Mapping[int, int | None]) -> frozenset[int]:
    """These units and all below them."""
    below: dict[int | None, list[int]] = defaultdict(list)
    for unit, parent in above.items():
        below[parent].append(unit)
    found: set[int] = set()
    waiting = list(units)
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting += below[unit]
    return frozenset(found)
