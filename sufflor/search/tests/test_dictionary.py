"""The dictionary is gathered once for all processes, and known again by what stands in it."""

from __future__ import annotations

from sufflor.search import lexicon
from sufflor.search.prepared import among


def test_where_nothing_can_be_kept_the_words_are_known_all_the_same() -> None:
    numbers = memoryview(lexicon._gathered()).cast("I")

    assert among(numbers, lexicon._number("sak")) is not None
    assert among(numbers, lexicon._number("qxzvq")) is None
