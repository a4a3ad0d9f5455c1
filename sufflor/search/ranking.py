"""Candidates in order: best alternative per word over BM25F, the more words the better."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sufflor.search.expansion import Asked
from sufflor.search.thesaurus import MARK
from sufflor.search.vectors import Vector

SATURATION = 1.2
OTHER_ALTERNATIVES = 0.15
COORDINATION = 0.3
OWN_LANGUAGE = 1.05
NOT_VALIDATED = 0.9


@dataclass(frozen=True, slots=True)
class Statistics:
    """How many documents there are, and in how many each token stands."""

    size: int
    frequencies: Mapping[str, int]

    def rarity(self, token: str) -> float:
        return self._rarity(min(self.frequencies.get(token, 1), self.size))

    @property
    def rarest(self) -> float:
        return self._rarity(min(1, self.size))

    def _rarity(self, count: int) -> float:
        return math.log(1 + (self.size - count + 0.5) / (count + 0.5))


@dataclass(frozen=True, slots=True)
class Scored:
    """A score, and for each word asked for the token that brought most of it."""

    score: float
    found: Mapping[str, str]


def score(vector: Vector, asked: Sequence[Asked], statistics: Statistics) -> Scored:
    """One document against the words; zero when it has none of them."""
    total = 0.0
    found: dict[str, str] = {}
    for word in asked:
        gains = {
            token: weight * statistics.rarity(token) * _saturated(vector[token])
            for token, weight in word.alternatives.items()
            if token in vector
        }
        if gains:
            # Rather by a word that stands there than by what it means: that can be shown.
            found[word.text] = max(gains, key=lambda one: (one[0] != MARK, gains[one], one))
            best = max(gains.values())
            total += best + OTHER_ALTERNATIVES * (math.fsum(gains.values()) - best)
    coordination = 1 - COORDINATION + COORDINATION * len(found) / max(1, len(asked))
    return Scored(total * coordination, found)


def preference(*, language: str, wanted_language: str, validated: bool) -> float:
    """The searcher's own language a little up, what nobody has validated a little down."""
    own = OWN_LANGUAGE if language == wanted_language else 1.0
    return own * (1.0 if validated else NOT_VALIDATED)


def _saturated(weight: float) -> float:
    return weight * (SATURATION + 1) / (weight + SATURATION)
