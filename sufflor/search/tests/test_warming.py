"""What is read beforehand is what the first writer would have waited for."""

from __future__ import annotations

from sufflor.search import lexicon, thesaurus
from sufflor.search.warming import warm_up


def test_nothing_is_left_to_read_for_the_first_who_writes() -> None:
    warm_up()

    assert lexicon._dictionary.cache_info().currsize == 1
    assert thesaurus.everyday.cache_info().currsize == 1
