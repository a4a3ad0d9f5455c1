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

import numpy as np
from numpy.typing import NDArray

from sufflor.search.analysis import grams, normal, stem, tokens_of, whole
from sufflor.search.groups import MARK, Group, Groups, everyday_groups, laid_out
from sufflor.search.lexicon import from_english
from sufflor.search.prepared import Rows

# Half of an expression is a little less than half as sure.
STEEPNESS = 1.25
LEAST_ALIKE = 0.6
ALIKE_WEIGHT = 0.8
SHORTEST_SLIP = 5
KEPT_CONCEPTS = 512
TRANSLATED_WEIGHT = 0.7

Numbers = NDArray[np.integer]
Shares = NDArray[np.float64]

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
        self._worth: Shares = np.asarray(groups.worth_of)
        self._weights: Shares = np.asarray(groups.weight_of)
        self._stop_weights: Shares = np.asarray(groups.stop_weight_of)
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
        tokens_of = self._groups.tokens_of
        for number, share in self._covered(present, least):
            group = self._groups.group_of[number]
            if share > best.get(group, (0.0, 0))[0]:
                best[group] = share, number
        # Many concepts are meant by the same words, which are kept with each.
        said: dict[tuple[int, ...], frozenset[str]] = {}
        found = []
        for group, (share, number) in sorted(best.items()):
            tokens = tuple(filter(meaning.__contains__, tokens_of(number)))
            if tokens not in said:
                said[tokens] = frozenset().union(*map(meaning.__getitem__, tokens))
            name, strength = self._groups.name(group), min(share, 1.0) ** STEEPNESS
            found.append(Meant(name, strength, said[tokens]))
        return found

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

    def _covered(self, present: Mapping[int, float], least: float) -> Iterable[tuple[int, float]]:
        """The expressions of which so much is covered, and how much; none is begun by words that
        carry no subject. They come in the order in which the words come upon them."""
        worth_of = {token: strength * self._worth[token] for token, strength in present.items()}
        telling = [token for token in present if not self._groups.is_stop_word[token]]
        of_stop_words = np.zeros(len(self._worth))
        for token in worth_of.keys() - set(telling):
            of_stop_words[token] = worth_of.pop(token)
        begun, sizes = _rows(self._groups.expressions_with, telling)
        numbers, first, which = np.unique(begun, return_index=True, return_inverse=True)
        worth = np.bincount(which, np.repeat([worth_of[token] for token in telling], sizes))
        least_worth = least * self._weights[numbers]
        may = np.flatnonzero(worth + self._stop_weights[numbers] >= least_worth)
        tokens, sizes = _rows(self._groups.tokens_of, numbers[may])
        worth[may] += np.bincount(np.repeat(np.arange(len(may)), sizes), of_stop_words[tokens])
        enough = may[worth[may] >= least_worth[may]]
        enough = enough[np.argsort(first[enough])]
        share = worth[enough] / self._weights[numbers[enough]]
        return zip(numbers[enough].tolist(), share.tolist(), strict=True)


def _rows(rows: Rows, wanted: Sequence[int] | Numbers) -> tuple[Numbers, Numbers]:
    """Some of the rows, one after another, and how long each is."""
    starts, at = np.asarray(rows.starts), np.asarray(wanted, np.intp)
    begins, ends = starts[at].astype(np.intp), starts[at + 1].astype(np.intp)
    sizes = ends - begins
    within = np.repeat(ends - np.cumsum(sizes), sizes) + np.arange(sizes.sum())
    return np.asarray(rows.items)[within], sizes


def thesaurus_of(groups: Iterable[Group]) -> Thesaurus:
    return Thesaurus(Groups(memoryview(laid_out(groups))))


@lru_cache(maxsize=1)
def everyday() -> Thesaurus:
    """Looked up by the first word that asks, like the dictionary."""
    return Thesaurus(everyday_groups())
