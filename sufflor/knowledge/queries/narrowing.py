"""A page's lists narrowed to one role, one function in the work, or the system or the practice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sufflor.knowledge.models import Card, Entrance, Function, ThemeText
from sufflor.knowledge.queries.areas import AreaText, count_of
from sufflor.organization.models import WorkRole


@dataclass(frozen=True)
class Wanted:
    """What is for everyone is for each role, and what is about both is about each; a function is
    meant as it is said."""

    role: str = ""
    function: str = ""
    entrance: str = ""

    def takes(self, card: Card) -> bool:
        is_for = not self.role or card.role in {"", WorkRole.ANYONE, self.role}
        is_about = not self.entrance or card.entrance in {"", Entrance.BOTH, self.entrance}
        return is_for and is_about and (not self.function or card.function == self.function)

    def of(self, cards: Iterable[Card]) -> tuple[Card, ...]:
        return tuple(card for card in cards if self.takes(card))


@dataclass(frozen=True)
class Facets:
    """What a page can be narrowed to, in the order of the lists of words."""

    roles: tuple[WorkRole, ...]
    functions: tuple[Function, ...]
    entrances: tuple[Entrance, ...]

    def __bool__(self) -> bool:
        return len(self.roles) > 1 or bool(self.functions) or bool(self.entrances)


def narrowed_area(area: AreaText, wanted: Wanted) -> AreaText:
    groups = ((label, wanted.of(cards)) for label, cards in area.groups)
    kept = tuple((label, cards) for label, cards in groups if cards)
    return replace(area, groups=kept, count=count_of(kept))


def narrowed_theme(theme: ThemeText, wanted: Wanted) -> ThemeText:
    shelves = (replace(shelf, cards=wanted.of(shelf.cards)) for shelf in theme.shelves)
    return replace(theme, shelves=tuple(shelf for shelf in shelves if shelf.cards))


def facets(cards: Iterable[Card]) -> Facets:
    """Only what would leave something on the page."""
    found = list(cards)
    roles, functions = {card.role for card in found}, {card.function for card in found}
    two = (Entrance.SYSTEM, Entrance.PRACTICE)
    return Facets(
        roles=tuple(one for one in WorkRole if one in roles and one != WorkRole.ANYONE),
        functions=tuple(one for one in Function if one in functions),
        entrances=two if {card.entrance for card in found}.issuperset(two) else (),
    )
