"""Decoded vectors and the spellings in them, kept in the process.

A vector is kept under its fingerprint, which names its content, so nothing here can be out of
date. Only vectors of documents that the searcher may see are ever asked for.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from threading import Lock

from rapidfuzz.distance import DamerauLevenshtein

from sufflor.search.analysis import fold, grams, stem
from sufflor.search.lexicon import is_known
from sufflor.search.thesaurus import MARK
from sufflor.search.vectors import Vector

MOST_VECTORS = 2_000
MOST_TOKENS = 60_000
LEAST_ALIKE = 0.4
SHORTEST_SLIP = 5
LONG = 6
SLIP_WEIGHT = {1: 0.85, 2: 0.6}


class Library:
    def __init__(self) -> None:
        self._lock = Lock()
        self._vectors: OrderedDict[str, Vector] = OrderedDict()
        self._tokens_with: defaultdict[str, list[str]] = defaultdict(list)
        self._grams_of: dict[str, int] = {}  # how many each learnt token has

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
            if len(self._grams_of) > MOST_TOKENS:
                self._forget()
            self._vectors.update(decoded)
            while len(self._vectors) > MOST_VECTORS:
                self._vectors.popitem(last=False)
            for vector in decoded.values():
                self._learn(vector)
        return decoded

    def alike(self, word: str) -> dict[str, float]:
        """Learnt tokens spelt nearly like a word, with how near: 1 is the same runs of letters."""
        own = grams(word)
        with self._lock:
            shared = Counter(token for gram in own for token in self._tokens_with.get(gram, ()))
            near = {
                token: 2 * n / (len(own) + self._grams_of[token]) for token, n in shared.items()
            }
        alike = {token: likeness for token, likeness in near.items() if likeness >= LEAST_ALIKE}
        if len(word) >= SHORTEST_SLIP and not is_known(word):
            for token, likeness in self._slips(word):
                alike[token] = max(alike.get(token, 0.0), likeness)
        return alike

    def _slips(self, word: str) -> Iterator[tuple[str, float]]:
        """Tokens a slip of the fingers or two away from the stem."""
        stemmed = fold(stem(word))
        own = grams(stemmed)
        with self._lock:
            shared = {token for gram in own for token in self._tokens_with.get(gram, ())}
        most = 1 if len(stemmed) <= LONG else 2
        for token in shared:
            slips = DamerauLevenshtein.distance(stemmed, fold(token), score_cutoff=most)
            if 0 < slips <= most:
                yield token, SLIP_WEIGHT[slips]

    def _learn(self, vector: Vector) -> None:
        for token in vector.keys() - self._grams_of.keys():
            own = frozenset[str]() if token.startswith(MARK) else grams(token)
            self._grams_of[token] = len(own)
            for gram in own:
                self._tokens_with[gram].append(token)

    def _forget(self) -> None:
        self._vectors.clear()
        self._tokens_with.clear()
        self._grams_of.clear()


# Weights have two decimals, so there are few of them.
_same: dict[float, float] = {}


def _decode(vector: str) -> Vector:
    # One object per spelling and per weight, however many documents have it.
    decoded: Mapping[str, float] = json.loads(vector)
    return {
        sys.intern(token): _same.setdefault(weight, weight) for token, weight in decoded.items()
    }


library = Library()
