"""In which documents each term stands: their places, in ascending arrays.

A few are gone through one by one; many at once, as numbers in a row.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

# Fewer than so many are gone through sooner than they are laid out as a row.
FEW = 64
NOWHERE = -1
_NONE = array("I")


class Sought:
    """Places that are looked for, each with its number among them; all are less than `end`."""

    def __init__(self, places: Sequence[int], end: int) -> None:
        self.numbers = {place: number for number, place in enumerate(places)}
        self._places, self._end = places, end

    @cached_property
    def row(self) -> NDArray[np.int32]:
        """The number of every place, or that it is not looked for."""
        row = np.full(self._end, NOWHERE, np.int32)
        row[np.asarray(self._places, np.intp)] = np.arange(len(self._places), dtype=np.int32)
        return row


class Postings:
    def __init__(self) -> None:
        self._places: dict[str, array[int]] = {}

    def add(self, terms: Iterable[str], place: int) -> None:
        """The place is greater than all that have been added."""
        for term in terms:
            places = self._places.get(term)
            if places is None:
                places = self._places[term] = array("I")
            places.append(place)

    def remove(self, place: int) -> Iterator[tuple[str, int]]:
        """Every term that stood there, with where in its array that was."""
        for term, places in list(self._places.items()):
            if places[-1] >= place:
                at = bisect_left(places, place)
                if places[at] == place:
                    del places[at]
                    if not places:
                        del self._places[term]
                    yield term, at

    def __contains__(self, term: str) -> bool:
        return term in self._places

    def count(self, term: str) -> int:
        return len(self._places.get(term, ()))

    def give(self, term: str, gain: int, gains: NDArray[np.int64]) -> None:
        """So much more to every place where the term stands."""
        if term in self._places:
            gains[_row(self._places[term])] += gain

    def is_at_any(self, term: str, sought: Sought) -> bool:
        places = self._places.get(term, _NONE)
        if len(places) < FEW:
            return any(place in sought.numbers for place in places)
        return bool((sought.row[_row(places)] != NOWHERE).any())

    def among(self, term: str, sought: Sought) -> Iterator[tuple[int, int]]:
        """Where in the term's array each place stands that is sought, with the number of that."""
        places = self._places.get(term, _NONE)
        if len(places) < FEW:
            numbers = sought.numbers
            return ((at, numbers[place]) for at, place in enumerate(places) if place in numbers)
        found = sought.row[_row(places)]
        at = np.flatnonzero(found != NOWHERE)
        return zip(at.tolist(), found[at].tolist(), strict=True)


def _row(places: array[int]) -> NDArray[np.uint32]:
    """The same numbers, not a copy: gone before the array grows."""
    return np.frombuffer(places, np.uint32)
