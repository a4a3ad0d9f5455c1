"""In which documents each term stands: their places, in ascending arrays."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence

# Looking a place up takes about as long as going by so many.
LOOKUP = 8


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

    def around(self, term: str, wanted: Collection[int]) -> Collection[int]:
        """Where the term stands, of those wanted; others among them where that is quicker."""
        places = self._places.get(term, ())
        if len(wanted) * LOOKUP >= len(places):
            return places
        return [place for _at, place in _looked_up(places, wanted)]

    def is_at_any(self, term: str, wanted: Collection[int]) -> bool:
        return any(place in wanted for place in self.around(term, wanted))

    def exactly(self, term: str, wanted: Collection[int]) -> list[tuple[int, int]]:
        """Where the term stands of those wanted, after where in its array that is."""
        places = self._places.get(term, ())
        if len(wanted) * LOOKUP >= len(places):
            return [(at, place) for at, place in enumerate(places) if place in wanted]
        return list(_looked_up(places, wanted))


def _looked_up(places: Sequence[int], wanted: Iterable[int]) -> Iterator[tuple[int, int]]:
    for place in wanted:
        at = bisect_left(places, place)
        if at < len(places) and places[at] == place:
            yield at, place
