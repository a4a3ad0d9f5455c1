"""Where a text lies among the questions that were learned from.

They are more than anybody has posted, and most lie close to some that ask for something else. What
is nearer to those than to a posted question is likely to ask for something else too; what has the
same of them around it as a posted question is likely to ask for the same.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from sufflor.search.expansion import meant_by
from sufflor.search.meaning import DIMENSIONS, Around, Meanings, features, learned
from sufflor.search.prepared import Columns, packed

PLACE = Path(__file__).parent / "words" / "lessons.bin"
# How many of the nearest tell how close others lie; how many a text is known by, and how fast those
# that are farther count less.
NEAREST = 3
KNOWN_BY = 24
SHARPNESS = 20.0


class Surroundings(NamedTuple):
    """How close the nearest lie to a text, and which they are, with how much of each."""

    close: float
    shares: Mapping[int, float]

    def alike(self, other: Surroundings) -> float:
        """From 0, where nothing lies around both, to 1, where the same does."""
        both = sorted(self.shares.keys() & other.shares.keys())
        return math.fsum(self.shares[at] * other.shares[at] for at in both)


NOTHING = Surroundings(0.0, {})


@lru_cache(maxsize=1_000)
def surroundings(meaning: bytes) -> Surroundings:
    """The same questions stand beside each other again and again: the last ones are kept."""
    lessons = _lessons()
    found = lessons.nearest(meaning, range(len(lessons)), least=0.0, most=KNOWN_BY)
    if not found:
        return NOTHING
    close = [near for near, _at in found[:NEAREST]]
    shares = {at: math.exp(SHARPNESS * (near - close[0])) for near, at in found}
    length = math.hypot(*shares.values())
    return Surroundings(
        math.fsum(close) / len(close), {at: share / length for at, share in shares.items()}
    )


@lru_cache(maxsize=256)
def pointing(text: str) -> bytes:
    """Which way a text points, read as somebody asks it."""
    return _pointing(text, learned())


def written(titles: Iterable[str], made_of: int, content: bytes) -> bytes:
    """The content of `words/lessons.bin`, as what was learned lets them point."""
    meanings = Meanings(memoryview(content))
    rows = b"".join(_pointing(title, meanings).ljust(DIMENSIONS, b"\0") for title in titles)
    name = int(meanings.name, 16)
    return packed({"made of": array("Q", [made_of, name]), "rows": array("b", rows)})


def _pointing(text: str, meanings: Meanings) -> bytes:
    meant = {one.concept: one.strength for one in meant_by(text)}
    return meanings.of(features(text, meant))


@lru_cache(maxsize=1)
def _lessons() -> Around:
    rows = bytes(Columns(memoryview(PLACE.read_bytes())).raw("rows"))
    starts = range(0, len(rows), DIMENSIONS)
    return Around({at: rows[start : start + DIMENSIONS] for at, start in enumerate(starts)})
