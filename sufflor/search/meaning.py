"""What a text is about, as a direction: texts that say the same in other words point the same way.

Each word, run of letters and concept has a direction of its own, learned from what people type and
what pages say of the same things (`learning.py`, `words/asked`). A text has the sum of them. Words
that nobody has learned have none, and do no harm.
"""

from __future__ import annotations

import math
import mmap
import os
import zlib
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

# Rows of a few hundred numbers are no work to share between cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

from sufflor.search.analysis import grams, is_stop_word, read_as, whole, words
from sufflor.search.prepared import Columns, hashed

PLACE = Path(__file__).parent / "words" / "meaning.bin"
DIMENSIONS = 192
# What words that carry no subject, runs of letters and concepts count beside a word.
STOP_SHARE = 0.3
SPELLING_SHARE = 0.25
CONCEPT_SHARE = 0.7
TITLE_SHARE = 2.0
# What comes again and again in a long text says no more than what comes twice.
MOST_OF_ONE = 2.0
# Directions are kept in whole numbers, a byte for each: then sums are the same everywhere.
GRAIN = 400
MOST = 127

Features = Mapping[str, float]
Directions = NDArray[np.float32]


class Meanings:
    """The directions that were learned."""

    def __init__(self, content: memoryview) -> None:
        columns = Columns(content)
        self.name = f"{zlib.crc32(content):08x}"
        self._names: NDArray[np.uint64] = np.frombuffer(columns.raw("names"), "<u8")
        self._scales: NDArray[np.float32] = np.frombuffer(columns.raw("scales"), "<f4")
        rows: NDArray[np.int8] = np.frombuffer(columns.raw("rows"), "i1")
        self._rows = rows.reshape(len(self._names), -1)

    def of(self, features: Features) -> bytes:
        """A byte for each dimension, or nothing where nothing is known of it."""
        if not features:
            return b""
        names = np.fromiter(map(hashed, features), "<u8", len(features))
        at = np.searchsorted(self._names, names)
        at[at == len(self._names)] = 0
        known = self._names[at] == names
        at = at[known]
        shares = np.fromiter(features.values(), "<f4", len(features))[known] * self._scales[at]
        total = shares @ self._rows[at].astype(np.float32)
        length = float(np.sqrt(total @ total))
        return in_bytes(total / length) if length else b""


def in_bytes(direction: Directions) -> bytes:
    """Of a direction with the length 1."""
    return np.clip(np.rint(direction * GRAIN), -MOST, MOST).astype(np.int8).tobytes()


class Around:
    """Many texts at once, by their numbers."""

    def __init__(self, meanings: Mapping[int, bytes]) -> None:
        self._numbers = list(meanings)
        beside = b"".join(map(_whole, meanings.values()))
        # Floats hold whole numbers of this size exactly, in whichever order they are summed.
        self._rows = np.frombuffer(beside, "i1").reshape(-1, DIMENSIONS).astype(np.float32)

    def closeness(self, one: bytes) -> list[float]:
        """How near each points to one: 1 for the same way, 0 for another or for nothing known."""
        return [max(0.0, value / GRAIN**2) for value in self._sums(one).tolist()]

    def nearest(
        self, one: bytes, wanted: Container[int], *, least: float, most: int
    ) -> list[tuple[float, int]]:
        """How near and which of those wanted, the nearest first; more than `most` where the last of
        them are just as near, so that whoever knows their names can choose."""
        if not one:
            return []
        sums, found = self._sums(one), list[tuple[float, int]]()
        for at in np.argsort(-sums, kind="stable").tolist():
            near = float(sums[at]) / GRAIN**2
            if near < least or (len(found) >= most and near < found[-1][0]):
                break
            if self._numbers[at] in wanted:
                found.append((near, self._numbers[at]))
        return found

    def _sums(self, one: bytes) -> Directions:
        sums: Directions = self._rows @ np.frombuffer(_whole(one), "i1").astype(np.float32)
        return sums


def closeness(one: bytes, others: Iterable[bytes]) -> list[float]:
    return Around(dict(enumerate(others))).closeness(one)


def _whole(meaning: bytes) -> bytes:
    """Nothing points nowhere."""
    return meaning if len(meaning) == DIMENSIONS else bytes(DIMENSIONS)


def features(text: str, concepts: Mapping[str, float]) -> dict[str, float]:
    """What a text has that points somewhere, with how much of it. The concepts come from outside,
    since pages and queries are read differently."""
    found: defaultdict[str, float] = defaultdict(float)
    for word in words(text):
        share = STOP_SHARE if is_stop_word(word.text) else 1.0
        for token, weight in read_as(word.text).items():
            found[token] += share * weight
        if share == 1.0:
            runs = grams(whole(word.text))
            for run in runs:
                found[f"~{run}"] += SPELLING_SHARE / math.sqrt(len(runs))
    for concept, strength in concepts.items():
        found[concept] += CONCEPT_SHARE * min(strength, 1.0)
    return found


def kind_of(text: str) -> dict[str, float]:
    """What is asked of the subject, whatever that is: who, when, whether it may or must be."""
    return features(" ".join(word.text for word in words(text) if is_stop_word(word.text)), {})


def together(parts: Iterable[tuple[Features, float]]) -> dict[str, float]:
    """Several texts as one, each with its share."""
    found: defaultdict[str, float] = defaultdict(float)
    for own, share in parts:
        for name, weight in own.items():
            found[name] += share * min(weight, MOST_OF_ONE)
    return found


@lru_cache(maxsize=1)
def learned() -> Meanings:
    """Mapped: all processes share it."""
    with PLACE.open("rb") as file:
        return Meanings(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))
