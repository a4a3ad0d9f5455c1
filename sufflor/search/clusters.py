"""Short texts that are about the same, put together by what the search reads out of them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db import DEFAULT_DB_ALIAS

from sufflor.search.adapters import store
from sufflor.search.own_words import tokens_said
from sufflor.search.ranking import Statistics
from sufflor.search.vectors import concepts_of

# How alike a text and a group are at least: the cosine of what they are about.
LEAST_ALIKE = 0.42


class _Cluster:
    def __init__(self) -> None:
        self.members: list[int] = []
        self._sum: defaultdict[str, float] = defaultdict(float)

    def add(self, number: int, about: Mapping[str, float]) -> None:
        self.members.append(number)
        for token, weight in about.items():
            self._sum[token] += weight

    def likeness(self, about: Mapping[str, float]) -> float:
        shared = sum(weight * self._sum.get(token, 0.0) for token, weight in about.items())
        return shared / (_length(self._sum) or 1.0)


def clustered(texts: Sequence[str], *, using: str = DEFAULT_DB_ALIAS) -> list[list[int]]:
    """The numbers of the texts that belong together, in the order of the first of each.

    Each text joins the group that it is most like, or begins one: so those that say most stand
    first. What carries no subject stands in none. One statement.
    """
    about = _weighed(texts, using)
    clusters: list[_Cluster] = []
    with_token: defaultdict[str, set[int]] = defaultdict(set)
    for number, weights in enumerate(about):
        if not weights:
            continue
        near = set[int]().union(*(with_token[token] for token in weights))
        likest = max(sorted(near), key=lambda at: clusters[at].likeness(weights), default=None)
        if likest is None or clusters[likest].likeness(weights) < LEAST_ALIKE:
            likest = len(clusters)
            clusters.append(_Cluster())
        clusters[likest].add(number, weights)
        for token in weights:
            with_token[token].add(likest)
    return [cluster.members for cluster in clusters]


def _weighed(texts: Sequence[str], using: str) -> list[Mapping[str, float]]:
    """What each is about, as a vector of length one: what few pages speak of tells most."""
    found = [_about(text) for text in texts]
    counts = store(using).counts(frozenset().union(*found))
    statistics = Statistics(counts.size, counts.tokens)
    return [_of_length_one({token: statistics.rarity(token) for token in own}) for own in found]


def _about(text: str) -> frozenset[str]:
    """Its words and what they mean; a number tells of one case, and not of a subject."""
    said = {token for token in tokens_said(text) if not token.isdigit()}
    return frozenset(said | concepts_of(text).keys())


def _of_length_one(weights: Mapping[str, float]) -> Mapping[str, float]:
    length = _length(weights)
    return {token: weight / length for token, weight in weights.items()}


def _length(weights: Mapping[str, float]) -> float:
    return math.sqrt(math.fsum(weight * weight for weight in weights.values()))
