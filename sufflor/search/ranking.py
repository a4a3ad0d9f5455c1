"""Candidates in order: best alternative per word over BM25F, the more words the better."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

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


class Weighed(NamedTuple):
    """One word asked for, and what each token brings that it may be found by."""

    text: str
    gains: Mapping[str, float]


def weighed(asked: Iterable[Asked], statistics: Statistics) -> list[Weighed]:
    """Once for a query: what does not depend on the document."""
    return [
        Weighed(
            word.text,
            {
                token: weight * statistics.rarity(token)
                for token, weight in word.alternatives.items()
            },
        )
        for word in asked
    ]


def score(vector: Vector, asked: Sequence[Weighed]) -> float:
    """One document against the words; zero when it has none of them."""
    total, found = 0.0, 0
    for _text, own in asked:
        gains = [own[token] * _saturated(vector[token]) for token in own.keys() & vector.keys()]
        if gains:
            found += 1
            best = max(gains)
            total += best + OTHER_ALTERNATIVES * (math.fsum(gains) - best)
    return total * (1 - COORDINATION + COORDINATION * found / max(1, len(asked)))


def found_by(vector: Vector, asked: Iterable[Weighed]) -> dict[str, str]:
    """For each word asked for the token that brought most of it.

    Rather a word that stands there than what it means: that can be shown.
    """

    def worth(token: str) -> tuple[bool, float, str]:
        return token[0] != MARK, own[token] * _saturated(vector[token]), token

    found = {}
    for text, own in asked:
        if tokens := own.keys() & vector.keys():
            found[text] = max(tokens, key=worth)
    return found


def preference(*, language: str, wanted_language: str, validated: bool) -> float:
    """The searcher's own language a little up, what nobody has validated a little down."""
    own = OWN_LANGUAGE if language == wanted_language else 1.0
    return own * (1.0 if validated else NOT_VALIDATED)


def _saturated(weight: float) -> float:
    return weight * (SATURATION + 1) / (weight + SATURATION)
