"""Who is told that a text is due: the one who looks after it, its editors, then whoever leads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sufflor.knowledge.models import Article, Section, Step
from sufflor.organization.models import Role, User, WorkRole
from sufflor.organization.tree import parents

People = Mapping[int | None, frozenset[int]]
NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Carers:
    """`editors` by the unit whose texts they write; `leaders` by the unit that they lead."""

    editors: People
    leaders: People
    administrators: frozenset[int]
    above: Mapping[int, int | None]

    def of(self, article: Article, step: Step) -> frozenset[int]:
        """Nobody is left out because a place is empty: then the next in turn are asked."""
        unit, keeper = article.owner_unit_id, article.caretaker_id
        if step == Step.AFTER:
            return self._leaders(unit) or self.of_unit(unit)
        editors = self.editors.get(unit, NOBODY) | self.administrators
        return frozenset({keeper}) if keeper in editors else self.of_unit(unit)

    def of_unit(self, unit: int | None) -> frozenset[int]:
        """Its editors; where there are none, whoever leads it."""
        return self.editors.get(unit, NOBODY) or self._leaders(unit) or self.administrators

    def _leaders(self, unit: int | None) -> frozenset[int]:
        """Of the unit, else of the nearest above it."""
        places = (self.leaders.get(place, NOBODY) for place in _upward(unit, self.above))
        return next((people for people in places if people), NOBODY)


def carers() -> Carers:
    """Five queries, for however many articles."""
    above = parents()
    sections = set(Section.objects.values_list("unit_id", flat=True))
    people = User.objects.filter(is_active=True).order_by("pk")
    led = people.filter(work_role=WorkRole.MANAGER, unit__isnull=False)
    return Carers(
        editors=_by_unit(
            (next((place for place in _upward(unit, above) if place in sections), unit), pk)
            for pk, unit in _with(Role.EDITOR)
        ),
        leaders=_by_unit((unit, pk) for pk, unit in led.values_list("pk", "unit_id")),
        administrators=frozenset(pk for pk, _unit in _with(Role.ADMINISTRATOR)),
        above=above,
    )


def _upward(unit: int | None, above: Mapping[int, int | None]) -> Iterator[int]:
    """The unit, then the one above it, and so on."""
    seen: set[int] = set()
    while unit is not None and unit not in seen:
        seen.add(unit)
        yield unit
        unit = above.get(unit)


def _with(role: Role) -> list[tuple[int, int | None]]:
    rows = User.objects.filter(is_active=True, grants__role=role)
    return list(rows.order_by("pk").values_list("pk", "unit_id"))


def _by_unit(pairs: Iterator[tuple[int | None, int]]) -> People:
    found: dict[int | None, set[int]] = defaultdict(set)
    for unit, person in pairs:
        found[unit].add(person)
    return {unit: frozenset(people) for unit, people in found.items()}
