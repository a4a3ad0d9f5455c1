"""Where a text lies among the questions that were learned from.

They are more than anybody has posted, and most lie close to some that ask for something else. What
is nearer to those than to a posted question is likely to ask for something else too; what has the
same of them around it as a posted question is likely to ask for the same.
"""

from __future__ import annotations

import math
import mmap
from array import array
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sufflor.search.expansion import meant_by
from sufflor.search.meaning import DIMENSIONS, GRAIN, Directions, Meanings, features, learned
from sufflor.search.prepared import Columns, packed

PLACE = Path(__file__).parent / "words" / "lessons.bin"
# How many of the nearest tell how close others lie; how many a text is known by, and how fast those
# that are farther count less.
NEAREST = 3
KNOWN_BY = 24
SHARPNESS = 20.0
AT_A_TIME = 2_048


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
    if not meaning:
        return NOTHING
    near = _lessons().closeness(meaning)
    known_by = np.argsort(-near, kind="stable")[:KNOWN_BY].tolist()
    nearest = float(near[known_by[0]])
    shares = {at: math.exp(SHARPNESS * (float(near[at]) - nearest)) for at in known_by}
    length = math.hypot(*shares.values())
    close = [float(near[at]) for at in known_by[:NEAREST]]
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


class _Lessons:
    """Mapped, as what was learned is: all processes share it, and each makes floats of some rows at
    a time."""

    def __init__(self, content: memoryview) -> None:
        rows = np.frombuffer(Columns(content).raw("rows"), "i1")
        self._rows = rows.reshape(-1, DIMENSIONS)

    def closeness(self, meaning: bytes) -> Directions:
        """How near each lies, those that point the other way as far as nothing known."""
        one = np.frombuffer(meaning, "i1").astype(np.float32)
        # Floats hold whole numbers of this size exactly, in whichever order they are summed.
        sums = [
            self._rows[start : start + AT_A_TIME].astype(np.float32) @ one
            for start in range(0, len(self._rows), AT_A_TIME)
        ]
        return np.maximum(np.concatenate(sums) / np.float32(GRAIN**2), 0)


@lru_cache(maxsize=1)
def _lessons() -> _Lessons:
    with PLACE.open("rb") as file:
        return _Lessons(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))
