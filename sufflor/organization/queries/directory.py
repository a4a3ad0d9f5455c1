"""Units and areas to choose from, and the accounts of the demo."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sufflor.organization.models import DEMO_ISSUER, CaseArea, Unit, User


@dataclass(frozen=True)
class UnitChoice:
    """A unit in the order of the tree; `depth` is 0 at the top."""

    pk: int
    code: str
    name: str
    kind: str
    depth: int


@dataclass(frozen=True)
class AreaChoice:
    pk: int
    code: str
    slug: str
    name: str
    summary: str
    icon: str
    owner: str


@dataclass(frozen=True)
class Directory:
    units: tuple[UnitChoice, ...]
    areas: tuple[AreaChoice, ...]


def directory() -> Directory:
    """Two queries. No models in it: keep it by language under the revision of "organization"."""
    below: dict[int | None, list[Unit]] = defaultdict(list)
    for unit in Unit.objects.all():
        below[unit.parent_id].append(unit)
    units: list[UnitChoice] = []
    waiting = [(unit, 0) for unit in reversed(below[None])]
    while waiting:
        unit, depth = waiting.pop()
        units.append(UnitChoice(unit.pk, unit.code, unit.local_name, unit.kind, depth))
        waiting += [(child, depth + 1) for child in reversed(below[unit.pk])]
    areas = CaseArea.objects.select_related("owner")
    return Directory(tuple(units), tuple(_area(area) for area in areas))


def _area(area: CaseArea) -> AreaChoice:
    return AreaChoice(
        area.pk,
        area.code,
        area.slug,
        area.local_name,
        area.local_summary,
        area.icon,
        area.owner.local_name,
    )


def demo_accounts() -> list[User]:
    """The accounts that everyone may try; there are none outside the demo."""
    return list(User.objects.filter(issuer=DEMO_ISSUER).select_related("unit").order_by("pk"))
