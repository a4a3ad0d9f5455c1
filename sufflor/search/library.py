"""Decoded vectors and the spellings in them, for an index that is too large to be held whole.

A vector is kept under its fingerprint, which names its content, so nothing here can be out of
date. Only vectors of documents that the searcher may see are ever asked for.
"""

from __future__ import annotations

import json
import sys
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from threading import Lock

from sufflor.search.spellings import Spellings
from sufflor.search.thesaurus import MARK
from sufflor.search.vectors import Vector

MOST_VECTORS = 2_000
MOST_TOKENS = 60_000


class Library:
    def __init__(self) -> None:
        self._lock = Lock()
        self._vectors: OrderedDict[str, Vector] = OrderedDict()
        self._spellings = Spellings()

    def held(self, fingerprints: Iterable[str]) -> dict[str, Vector]:
        with self._lock:
            found = {name: self._vectors[name] for name in fingerprints if name in self._vectors}
            for name in found:
                self._vectors.move_to_end(name)
            return found

    def add(self, encoded: Mapping[str, str]) -> dict[str, Vector]:
        """Decode vectors, by fingerprint, and learn the spellings in them."""
        decoded = {name: _decode(vector) for name, vector in encoded.items()}
        with self._lock:
            if len(self._spellings) > MOST_TOKENS:
                self._forget()
            self._vectors.update(decoded)
            while len(self._vectors) > MOST_VECTORS:
                self._vectors.popitem(last=False)
            for vector in decoded.values():
                self._spellings.learn(token for token in vector if not token.startswith(MARK))
        return decoded

    def alike(self, word: str) -> Mapping[str, float]:
        with self._lock:
            return self._spellings.alike(word)

    def _forget(self) -> None:
        self._vectors.clear()
        self._spellings = Spellings()


# Weights have two decimals, so there are few of them.
_same: dict[float, float] = {}


def _decode(vector: str) -> Vector:
    # One object per spelling and per weight, however many documents have it.
    decoded: Mapping[str, float] = json.loads(vector)
    return {
        sys.intern(token): _same.setdefault(weight, weight) for token, weight in decoded.items()
    }


library = Library()
