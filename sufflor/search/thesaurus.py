"""What people say and what pages call it: groups of expressions that mean one thing.

A group is a concept. Documents are indexed with the concepts of their sentences, and queries are
read the same way, so that `sida bare spinner` meets a page about `lasting av side`. The groups are
written by hand, a file for each topic in `words/everyday`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from sufflor.search.analysis import grams, normal, stem, tokens_of, whole
from sufflor.search.groups import MARK, Group, Groups, everyday_groups, laid_out
from sufflor.search.lexicon import from_english

# Half of an expression is a little less than half as sure.
STEEPNESS = 1.25
LEAST_ALIKE = 0.6
ALIKE_WEIGHT = 0.8
SHORTEST_SLIP = 5
KEPT_CONCEPTS = 512
TRANSLATED_WEIGHT = 0.7

__all__ = ["MARK", "Meant", "Thesaurus", "everyday", "thesaurus_of"]


class Meant(NamedTuple):
    """A concept that words may stand for, how surely (1 is a whole expression), and which words."""

    concept: str
    strength: float
    words: frozenset[str]


class Thesaurus:
    """What some words may mean, looked up in groups of expressions."""

    def __init__(self, groups: Groups) -> None:
        self._groups = groups
        # The tokens by which a text says a concept; a page of hits asks for the same ones.
        self.said = lru_cache(maxsize=KEPT_CONCEPTS)(groups.said)

    def meant(self, every: Sequence[str], *, least: float, slips: bool = True) -> list[Meant]:
        """The concepts of which an expression is covered by the words, at least so much of it.

        Words come as written, those that carry no subject too: they tell `går ikke ut` from
        `går ut`. Only with `slips` is a misspelt word taken for what it looks like.
        """
        present: dict[int, float] = {}
        meaning: defaultdict[int, set[str]] = defaultdict(set)
        for word in every:
            for token, strength in self._tokens(word, slips):
                present[token] = max(present.get(token, 0.0), strength)
                meaning[token].add(word)
        best: dict[int, tuple[float, int]] = {}
        for number, share in self._covered(present, least):
            group = self._groups.group_of[number]
            if share > best.get(group, (0.0, 0))[0]:
                best[group] = share, number
        return [
            Meant(
                self._groups.name(group),
                min(share, 1.0) ** STEEPNESS,
                frozenset().union(
                    *(
                        meaning[token]
                        for token in self._groups.tokens_of(number)
                        if token in meaning
                    )
                ),
            )
            for group, (share, number) in sorted(best.items())
        ]

    def _tokens(self, word: str, slips: bool) -> Iterator[tuple[int, float]]:
        for token in tokens_of(word):
            if (at := self._groups.token(token.text)) is not None:
                yield at, token.weight
        if not slips:
            return
        for said in from_english(normal(word)):
            if (at := self._groups.token(stem(said))) is not None:
                yield at, TRANSLATED_WEIGHT
        if len(word) >= SHORTEST_SLIP and self._groups.token(whole(word)) is None:
            for at, likeness in self._alike(word):
                yield at, ALIKE_WEIGHT * likeness

    def _alike(self, word: str) -> Iterator[tuple[int, float]]:
        own = grams(normal(word))
        shared = Counter(token for gram in own for token in self._groups.spelt_with(gram))
        for token, n in shared.items():
            likeness = 2 * n / (len(own) + self._groups.grams_of[token])
            if likeness >= LEAST_ALIKE:
                yield token, likeness

    def _covered(self, present: Mapping[int, float], least: float) -> Iterator[tuple[int, float]]:
        """The expressions of which so much is covered, and how much; none is begun by words that
        carry no subject."""
        groups = self._groups
        covered: defaultdict[int, float] = defaultdict(float)
        for token, strength in present.items():
            if not groups.is_stop_word[token]:
                worth = strength * groups.worth_of[token]
                for number in groups.expressions_with(token):
                    covered[number] += worth
        for number, worth in covered.items():
            weight, of_stop_words = groups.weight_of[number], groups.stop_weight_of[number]
            if worth + of_stop_words < least * weight:
                continue
            if of_stop_words:
                worth += self._of_stop_words(number, present)
            if worth >= least * weight:
                yield number, worth / weight

    def _of_stop_words(self, number: int, present: Mapping[int, float]) -> float:
        groups = self._groups
        return sum(
            present[token] * groups.worth_of[token]
            for token in groups.tokens_of(number)
            if token in present and groups.is_stop_word[token]
        )


def thesaurus_of(groups: Iterable[Group]) -> Thesaurus:
    return Thesaurus(Groups(memoryview(laid_out(groups))))


@lru_cache(maxsize=1)
def everyday() -> Thesaurus:
    """Looked up by the first word that asks, like the dictionary."""
    return Thesaurus(everyday_groups())
