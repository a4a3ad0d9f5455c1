"""Tokens by their runs of letters: which of them are spelt nearly like a word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz.distance import DamerauLevenshtein

from sufflor.search.analysis import fold, grams, stem
from sufflor.search.lexicon import is_known

LEAST_ALIKE = 0.4
SHORTEST_SLIP = 5
LONG = 6
SLIP_WEIGHT = {1: 0.85, 2: 0.6}
MOST_KEPT = 2_000
# Shares are not exact: a run of letters less is never decided by a rounding.
ROUNDING = 1e-9


class Spellings:
    def __init__(self) -> None:
        self._tokens_with: defaultdict[str, list[str]] = defaultdict(list)
        self._grams_of: dict[str, int] = {}  # how many each learnt token has
        self._alike: dict[str, Mapping[str, float]] = {}

    def __len__(self) -> int:
        return len(self._grams_of)

    def learn(self, tokens: Iterable[str]) -> None:
        for token in set(tokens) - self._grams_of.keys():
            own = grams(token)
            self._grams_of[token] = len(own)
            for gram in own:
                self._tokens_with[gram].append(token)
            self._alike.clear()

    def alike(self, word: str) -> Mapping[str, float]:
        """Learnt tokens spelt nearly like a word, with how near: 1 is the same runs of letters.

        A search asks twice for each of its words, and the next one often for the same.
        """
        if word not in self._alike:
            if len(self._alike) >= MOST_KEPT:
                self._alike.clear()
            self._alike[word] = self._near(word)
        return self._alike[word]

    def _near(self, word: str) -> dict[str, float]:
        own = grams(word)
        shared = Counter(token for gram in own for token in self._tokens_with.get(gram, ()))
        # What shares fewer is not near enough, however short it is.
        fewest = LEAST_ALIKE * len(own) / (2 - LEAST_ALIKE) - ROUNDING
        alike = {}
        for token, n in shared.items():
            likeness = 2 * n / (len(own) + self._grams_of[token]) if n >= fewest else 0.0
            if likeness >= LEAST_ALIKE:
                alike[token] = likeness
        if len(word) >= SHORTEST_SLIP and not is_known(word):
            for token, likeness in self._slips(word):
                alike[token] = max(alike.get(token, 0.0), likeness)
        return alike

    def _slips(self, word: str) -> Iterator[tuple[str, float]]:
        """Tokens a slip of the fingers or two away from the stem."""
        stemmed = fold(stem(word))
        shared = {t for gram in grams(stemmed) for t in self._tokens_with.get(gram, ())}
        most = 1 if len(stemmed) <= LONG else 2
        for token in shared:
            slips = DamerauLevenshtein.distance(stemmed, fold(token), score_cutoff=most)
            if 0 < slips <= most:
                yield token, SLIP_WEIGHT[slips]
