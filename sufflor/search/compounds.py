"""Compound words taken apart: `saksbehandlerrolle` is about a saksbehandler and a rolle."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from sufflor.search.lexicon import SHORT_PARTS, STOP_WORDS, is_known

SHORTEST_COMPOUND = 7
LONGEST_COMPOUND = 40
SHORTEST_PART = 4
LINKS = ("s", "e", "")

Parts = tuple[str, ...]


@lru_cache(maxsize=10_000)
def split(word: str) -> Parts:
    """The parts of a compound, or nothing when the word is not seen to be one."""
    return best_split(word, is_known)


def best_split(word: str, knows: Callable[[str], bool]) -> Parts:
    """Two or three known parts; of several ways, the one whose shortest part is longest."""
    ways = list(_ways(word, knows, parts_left=3))
    if not ways:
        return ()
    return max(ways, key=lambda parts: (min(map(len, parts)) - len(parts), len(parts[0]), parts))


def cuts(word: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every way to cut a word in two: first part, with and without link, and the rest."""
    if not SHORTEST_COMPOUND <= len(word) <= LONGEST_COMPOUND:
        return
    for at in range(2, len(word) - 1):
        first, rest = word[:at], word[at:]
        forms = tuple(first.removesuffix(link) for link in LINKS if first.endswith(link))
        modifiers = tuple(form for form in forms if _can_be_part(form))
        if modifiers and _can_be_part(rest):
            yield modifiers, rest


def _ways(word: str, knows: Callable[[str], bool], *, parts_left: int) -> Iterator[Parts]:
    for modifiers, rest in cuts(word):
        modifier = next(filter(knows, modifiers), "")
        if not modifier:
            continue
        if knows(rest):
            yield modifier, rest
        elif parts_left > 2:
            yield from ((modifier, *more) for more in _ways(rest, knows, parts_left=2))


def _can_be_part(word: str) -> bool:
    return word in SHORT_PARTS or (len(word) >= SHORTEST_PART and word not in STOP_WORDS)
