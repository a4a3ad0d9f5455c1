"""Who owns and manages an area and its processes; a node that says nothing asks the one above."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sufflor.organization.models import CaseArea, CaseProcess, Charge, ChargeKind

Said = Mapping[tuple[str, str], Sequence[str]]


@dataclass(frozen=True)
class InCharge:
    """Names, and the code of the node that says so. Holds no models, so that it can be kept."""

    people: tuple[str, ...]
    said_at: str

    @property
    def names(self) -> str:
        return ", ".join(self.people)


@dataclass(frozen=True)
class NodeInCharge:
    """One node; `owner` and `manager` may be inherited, then they are said at another code."""

    code: str
    name: str
    owner: InCharge | None
    manager: InCharge | None

    @property
    def is_own(self) -> bool:
        """Whether it says anything that the one above does not."""
        return any(one and one.said_at == self.code for one in (self.owner, self.manager))

    @property
    def is_known(self) -> bool:
        return bool(self.owner or self.manager)


def in_charge(area: CaseArea, day: date) -> list[NodeInCharge]:
    """The area first, and every process that says something of its own. Two queries."""
    nodes = in_charge_everywhere(area, day)
    return [node for node in nodes if node.code == area.code or node.is_own]


def in_charge_of(slugs: Sequence[str], day: date) -> list[NodeInCharge]:
    """Each of these areas itself, in the order that they are asked for. Two queries."""
    found = {area.slug: area for area in CaseArea.objects.filter(slug__in=slugs)}
    areas = [found[slug] for slug in slugs if slug in found]
    said = _said(areas, day)
    return [_node(said, area.code, area.local_name) for area in areas]


def in_charge_everywhere(area: CaseArea, day: date) -> list[NodeInCharge]:
    """The area and all its processes down to the leaves. Two queries."""
    said = _said([area], day)
    nodes = [(area.code, area.local_name)]
    processes = CaseProcess.objects.filter(area=area).order_by("code")
    nodes += [(process.code, process.local_name) for process in processes]
    return [_node(said, code, name) for code, name in nodes]


def managing(area: CaseArea, process: CaseProcess | None, day: date) -> frozenset[int]:
    """The keys of those who manage a process, or an area: said there, else nearest above."""
    rows = Charge.objects.valid_on(day).filter(
        area=area, kind=ChargeKind.MANAGER, person__is_active=True
    )
    by_code: dict[str, set[int]] = defaultdict(set)
    for one in rows.select_related("area", "process"):
        by_code[one.code].add(one.person_id)
    code = process.code if process else area.code
    while code and code not in by_code:
        code = code.rpartition(".")[0]
    return frozenset(by_code.get(code, ()))


def charges(area: CaseArea, day: date) -> list[Charge]:
    """Those that hold or will. One query."""
    rows = Charge.objects.filter(area=area).select_related("person", "area", "process")
    return [one for one in rows if one.to_date is None or one.to_date >= day]


def _said(areas: Sequence[CaseArea], day: date) -> Said:
    rows = Charge.objects.valid_on(day).filter(area__in=areas, person__is_active=True)
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in rows.select_related("person", "area", "process"):
        found[one.code, one.kind].append(one.person.full_name)
    return found


def _node(said: Said, code: str, name: str) -> NodeInCharge:
    owner = _nearest(said, code, ChargeKind.OWNER)
    return NodeInCharge(code, name, owner, _nearest(said, code, ChargeKind.MANAGER))


def _nearest(said: Said, code: str, kind: ChargeKind) -> InCharge | None:
    """At the node itself, else at the nearest above it: B.c.02, B.c, B."""
    while code:
        if people := said.get((code, kind.value)):
            return InCharge(tuple(people), code)
        code = code.rpartition(".")[0]
    return None
