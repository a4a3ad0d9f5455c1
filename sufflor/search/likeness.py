"""Whether a question has been asked before in other words.

How high a question stands among what is found says little of whether it is the same: a long text
finds much, and what is asked anew shares words with what was asked before. So those found are read
against the text once more, word by word. What they share, and how nearly they say the same, must
stand out from the next.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from sufflor.search.analysis import read_as, whole
from sufflor.search.expansion import CONCEPT_WEIGHT, meant_by, parse
from sufflor.search.matching import Match
from sufflor.search.ranking import Statistics

MOST = 20
# A logistic regression on the pairs in `benchmarks/search/{tune,held}.json`, where the right one
# is to be surer than the others and than none; see ADR 22, 23. All are gains: more shared is never
# less sure, and how long the text is does not count.
SHARED = 2.4
SHARED_MORE_THAN_NEXT = 0.4
NEAR = 6.0
NEARER_THAN_NEXT = 3.5

Weights = Mapping[str, float]


class Word(NamedTuple):
    """A word of a question: the tokens it is found by, and the concepts that it helps to mean."""

    token: str
    tokens: Weights
    concepts: Weights


class Said(NamedTuple):
    """A question as it is read, and the most that any of its words has of each token."""

    words: Sequence[Word]
    tokens: Weights
    concepts: Weights


class Alike(NamedTuple):
    match: Match
    sureness: float


@lru_cache(maxsize=1_000)
def said(text: str) -> Said:
    """The same questions stand beside each other again and again: the last ones are kept."""
    meant = meant_by(text)
    words = [
        Word(
            whole(word),
            read_as(word),
            {one.concept: one.strength for one in meant if word in one.words},
        )
        for word in parse(text)
    ]
    tokens: dict[str, float] = {}
    for word in words:
        for token, weight in word.tokens.items():
            tokens[token] = max(tokens.get(token, 0.0), weight)
    return Said(words, tokens, {one.concept: one.strength for one in meant})


def shared(asked: Said, before: Said, statistics: Statistics) -> float:
    """How much of what is asked was asked before: in the same words, or in words for the same.

    What few documents speak of counts most; one stands for a word that one document alone has.
    """
    gains = (
        statistics.rarity(word.token)
        * max(
            _most(word.tokens, before.tokens),
            CONCEPT_WEIGHT * _most(word.concepts, before.concepts),
        )
        for word in asked.words
    )
    return math.fsum(gains) / (statistics.rarest or 1.0)


def likest(text: str, found: Sequence[Match], statistics: Statistics) -> list[Alike]:
    """Those found that are questions too, the surest to be the same first."""
    asked = said(text)
    first = found[:MOST]
    share = [math.log1p(shared(asked, said(one.candidate.title), statistics)) for one in first]
    near = [one.near for one in first]
    alike = [
        Alike(
            one,
            round(
                SHARED * share[at]
                + SHARED_MORE_THAN_NEXT * _more_than_next(share, at)
                + NEAR * near[at]
                + NEARER_THAN_NEXT * _more_than_next(near, at),
                6,
            ),
        )
        for at, one in enumerate(first)
    ]
    return sorted(alike, key=lambda one: (-one.sureness, one.match.ref))


def _most(one: Weights, other: Weights) -> float:
    return max((one[token] * other[token] for token in one.keys() & other.keys()), default=0.0)


def _more_than_next(values: Sequence[float], at: int) -> float:
    others = (value for number, value in enumerate(values) if number != at)
    return values[at] - max(others, default=0.0)
