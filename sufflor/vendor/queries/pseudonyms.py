"""Other names for the people and units in a text, the same one each time within what is sent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from string import ascii_uppercase

from django.db.models import Q
from django.utils.translation import gettext

from sufflor.organization.models import SYSTEM_ISSUER, Unit, User
from sufflor.vendor.models import VendorCase

# Shorter names are words like any other.
SHORTEST_NAME = 3
SHORTEST_UNIT = 5
_WORD = re.compile(r"[^\W\d_]{2,}")
_MAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_TELEPHONE = re.compile(
    r"(?<![\d.,:/-])(?:(?:\+|00)47 ?(?:\d ?){7}\d|[2-9]\d(?: \d{2}){3}|[49]\d{2} \d{2} \d{3})"
    r"(?![\d:/-]|[.,]\d)"
)
_NUMBER = re.compile(r"\b[HF]-\d{1,9}\b")


class Whose(Enum):
    PERSON = "person"
    UNIT = "unit"


@dataclass(frozen=True)
class Replaced:
    before: str
    after: str


Names = dict[str, tuple[Whose, int]]


@dataclass
class Mask:
    """What is looked for; `replaced` grows as it is put on one text after the other."""

    names: Names = field(default_factory=dict)
    hides_addresses: bool = False
    hides_numbers: bool = False
    replaced: list[Replaced] = field(default_factory=list)
    _given: dict[tuple[Whose, int], str] = field(default_factory=dict)

    def put_on(self, text: str) -> str:
        if self.hides_addresses:
            text = self._all(_MAIL, text, gettext("(e-mail address)"))
            text = self._all(_TELEPHONE, text, gettext("(telephone number)"))
        if self.hides_numbers:
            text = self._all(_NUMBER, text, gettext("(our number)"))
        return _any_of(self.names).sub(self._named, text) if self.names else text

    def _all(self, pattern: re.Pattern[str], text: str, instead: str) -> str:
        return pattern.sub(lambda found: self._noted(found.group(), instead), text)

    def _named(self, found: re.Match[str]) -> str:
        whose = self.names[_plain(found.group())]
        if whose not in self._given:
            number = sum(1 for kind, _pk in self._given if kind == whose[0])
            self._given[whose] = _called(whose[0], number)
        return self._noted(found.group(), self._given[whose])

    def _noted(self, before: str, after: str) -> str:
        each = Replaced(before, after)
        if each not in self.replaced:
            self.replaced.append(each)
        return after


def names_in(text: str, case: VendorCase) -> Names:
    """Units by their names, whoever is here by their full name, and those of the case by any name
    of theirs. Five queries."""
    return dict(_units(text)) | dict(_people(text, case))


def _people(text: str, case: VendorCase) -> Iterator[tuple[str, tuple[Whose, int]]]:
    close = {
        *case.requests.values_list("reporter", flat=True),
        *case.requests.values_list("concerns", flat=True),
        *case.questions.values_list("asked_by", flat=True),
    }
    words = {each for word in _WORD.findall(text) for each in (word, word.capitalize())}
    known = Q(first_name__in=words) | Q(last_name__in=words) | Q(pk__in=close - {None})
    people = User.objects.filter(known).exclude(issuer=SYSTEM_ISSUER)
    for pk, first, last in people.values_list("pk", "first_name", "last_name"):
        whole = (f"{first} {last}", f"{last}, {first}", f"{last} {first}") if first and last else ()
        for name in (*whole, *((first, last) if pk in close else ())):
            if len(name) >= SHORTEST_NAME:
                yield _plain(name), (Whose.PERSON, pk)


def _units(text: str) -> Iterator[tuple[str, tuple[Whose, int]]]:
    """The institution itself is no secret."""
    plain = _plain(text)
    rows = Unit.objects.exclude(parent=None).values_list("pk", "name", "name_nn", "name_en")
    for pk, *names in rows:
        for name in map(_plain, names):
            if len(name) >= SHORTEST_UNIT and name in plain:
                yield name, (Whose.UNIT, pk)


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """The longest first, as whole words, whatever space lies between them."""
    longest = sorted(names, key=len, reverse=True)
    wanted = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest)
    return re.compile(rf"(?<!\w)(?:{wanted})(?!\w)", re.IGNORECASE)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _called(whose: Whose, number: int) -> str:
    if whose is Whose.PERSON:
        return gettext("Person %(number)d") % {"number": number + 1}
    times, place = divmod(number, len(ascii_uppercase))
    return gettext("Unit %(letter)s") % {"letter": ascii_uppercase[place] * (times + 1)}
