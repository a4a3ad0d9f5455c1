"""Candidates in order: best alternative per word over BM25F, the more words the better."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sufflor.search.expansion import Asked
from sufflor.search.thesaurus import MARK

# How much documents are about each token that stands in one of them, by the number of the document.
Standing = Mapping[str, Mapping[int, float]]

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


def weighed(asked: Iterable[Asked], statistics: Statistics, there: Container[str]) -> list[Weighed]:
    """Once for a query: what does not depend on the document, of the tokens that are there."""
    return [
        Weighed(
            word.text,
            {
                token: weight * statistics.rarity(token)
                for token, weight in word.alternatives.items()
                if token in there
            },
        )
        for word in asked
    ]


def scores(standing: Standing, asked: Sequence[Weighed], documents: int) -> list[float]:
    """Each document against the words; zero when it has none of them."""
    totals, found = [0.0] * documents, [0] * documents
    for _text, own in asked:
        best, every = dict[int, float](), dict[int, float]()
        for token, gain in own.items():
            for at, weight in standing[token].items():
                # `_saturated`, said out: a call for each would take as long as all the rest.
                brought = gain * weight * (SATURATION + 1) / (weight + SATURATION)
                every[at] = every.get(at, 0.0) + brought
                if brought > best.get(at, 0.0):
                    best[at] = brought
        for at, brought in best.items():
            found[at] += 1
            totals[at] += brought + OTHER_ALTERNATIVES * (every[at] - brought)
    most = max(1, len(asked))
    return [
        total * (1 - COORDINATION + COORDINATION * number / most)
        for total, number in zip(totals, found, strict=True)
    ]


def found_by(standing: Standing, at: int, asked: Iterable[Weighed]) -> dict[str, str]:
    """For each word asked for the token that brought a document most of it.

    Rather a word that stands there than what it means: that can be shown.
    """

    def worth(token: str) -> tuple[bool, float, str]:
        return token[0] != MARK, own[token] * _saturated(standing[token][at]), token

    found = {}
    for text, own in asked:
        tokens = [token for token in own if at in standing[token]]
        if tokens:
            found[text] = max(tokens, key=worth)
    return found


def preference(*, language: str, wanted_language: str, validated: bool) -> float:
    """The searcher's own language a little up, what nobody has validated a little down."""
    own = OWN_LANGUAGE if language == wanted_language else 1.0
    return own * (1.0 if validated else NOT_VALIDATED)


def _saturated(weight: float) -> float:
    return weight * (SATURATION + 1) / (weight + SATURATION)
