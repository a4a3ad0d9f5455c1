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
from sufflor.search.lessons import pointing, surroundings
from sufflor.search.matching import Match
from sufflor.search.meaning import closeness, kind_of, learned
from sufflor.search.ranking import Statistics

MOST = 20
# For errors: a logistic regression on the pairs in `benchmarks/search/{tune,held}.json`, where the
# right one is to be surer than the others and than none; see ADR 22, 23. All are gains: more shared
# is never less sure, and how long the text is does not count.
SHARED = 2.4
SHARED_MORE_THAN_NEXT = 0.4
NEAR = 6.0
NEARER_THAN_NEXT = 3.5
# For questions: the same on the clusters of `words/asked/beside_*.txt`, read with what was learned
# from the others, and on `tune.json`; see ADR 23.
BEFORE_SHARED = 1.3
BEFORE_NEAR = 2.0
BEFORE_NEARER_THAN_NEXT = 1.8
SAME_KIND = 1.5
NEARER_THAN_LESSONS = 6.0
NEARER_THAN_ITS_LESSONS = 3.0
SAME_LESSONS = 1.6

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
    kind: bytes  # which way the words without a subject point


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
    concepts = {one.concept: one.strength for one in meant}
    return Said(words, tokens, concepts, learned().of(kind_of(text)))


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
    """Those found that may be what a text speaks of, the surest first."""
    first = found[:MOST]
    share = _shares(said(text), first, statistics)
    near = [one.near for one in first]
    return _in_order(
        first,
        [
            SHARED * share[at]
            + SHARED_MORE_THAN_NEXT * _more_than_next(share, at)
            + NEAR * near[at]
            + NEARER_THAN_NEXT * _more_than_next(near, at)
            for at in range(len(first))
        ],
    )


def asked_before(text: str, found: Sequence[Match], statistics: Statistics) -> list[Alike]:
    """Those found that are questions too, the surest to be the same first.

    What lies beside a question shares its subject. The same asks for the same of it, and has the
    same around it among all that was learned from, none of which is much nearer.
    """
    asked, first = said(text), found[:MOST]
    share = _shares(asked, first, statistics)
    near = [one.near for one in first]
    kind = closeness(asked.kind, (said(one.candidate.title).kind for one in first))
    around = surroundings(pointing(text))
    beside = [surroundings(one.candidate.meaning) for one in first]
    return _in_order(
        first,
        [
            BEFORE_SHARED * share[at]
            + BEFORE_NEAR * near[at]
            + BEFORE_NEARER_THAN_NEXT * _more_than_next(near, at)
            + SAME_KIND * kind[at]
            + NEARER_THAN_LESSONS * (near[at] - around.close)
            + NEARER_THAN_ITS_LESSONS * (near[at] - beside[at].close)
            + SAME_LESSONS * around.alike(beside[at])
            for at in range(len(first))
        ],
    )


def _shares(asked: Said, found: Sequence[Match], statistics: Statistics) -> list[float]:
    return [math.log1p(shared(asked, said(one.candidate.title), statistics)) for one in found]


def _in_order(found: Sequence[Match], sureness: Sequence[float]) -> list[Alike]:
    alike = [Alike(one, round(sure, 6)) for one, sure in zip(found, sureness, strict=True)]
    return sorted(alike, key=lambda one: (-one.sureness, one.match.ref))


def _most(one: Weights, other: Weights) -> float:
    return max((one[token] * other[token] for token in one.keys() & other.keys()), default=0.0)


def _more_than_next(values: Sequence[float], at: int) -> float:
    others = (value for number, value in enumerate(values) if number != at)
    return values[at] - max(others, default=0.0)
