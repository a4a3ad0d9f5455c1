"""What people say and what pages call it: groups of expressions that mean one thing.

A group is a concept. Documents are indexed with the concepts of their sentences, and queries are
read the same way, so that `sida bare spinner` meets a page about `lasting av side`. The groups are
written by hand, a file for each topic in `words/everyday`.
"""

from __future__ import annotations

import math
import re
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from sufflor.search.analysis import grams, is_stop_word, normal, stem, tokens_of, whole, words
from sufflor.search.lexicon import from_english

FOLDER = Path(__file__).parent / "words" / "everyday"
# Not a letter: a concept can never be taken for a word.
MARK = "§"
STOP_SHARE = 0.35
LEAST_ALIKE = 0.6
ALIKE_WEIGHT = 0.8
SHORTEST_SLIP = 5
TRANSLATED_WEIGHT = 0.7

_NO_LETTER = re.compile(r"[\W_]+")

Group = Sequence[Sequence[str]]


class Meant(NamedTuple):
    """A concept that words may stand for, how surely (1 is a whole expression), and which words."""

    concept: str
    strength: float
    words: frozenset[str]


class Thesaurus:
    """Expressions by the tokens in them. Numbers stand in arrays: a few megabytes for them all."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._concepts: list[str] = []
        self._group_of = array("H")
        self._weight_of = array("f")
        self._standing_in: dict[str, array[int]] = {}
        self._stop_words: set[str] = set()
        self._stop_words_of: dict[int, tuple[str, ...]] = {}
        self._spelt: defaultdict[str, list[str]] = defaultdict(list)
        expressions = list(self._expressions(groups))
        self._said: dict[str, tuple[str, ...]] = {
            self._concepts[group]: self._subjects(own for _group, own in found)
            for group, found in groupby(expressions, key=itemgetter(0))
        }
        self._rarity = _rarities(expressions, len(self._concepts))
        for number, (group, tokens) in enumerate(expressions):
            self._group_of.append(group)
            self._weight_of.append(sum(map(self._worth, tokens)))
            if stop_words := tuple(token for token in tokens if token in self._stop_words):
                self._stop_words_of[number] = stop_words
            for token in tokens:
                self._standing_in.setdefault(token, array("H")).append(number)
        for token in self._standing_in.keys() - self._stop_words:
            for gram in grams(token):
                self._spelt[gram].append(token)

    def meant(self, every: Sequence[str], *, least: float, slips: bool = True) -> list[Meant]:
        """The concepts of which an expression is covered by the words, at least so much of it.

        Words come as written, those that carry no subject too: they tell `går ikke ut` from
        `går ut`. Only with `slips` is a misspelt word taken for what it looks like.
        """
        present: dict[str, float] = {}
        meaning: defaultdict[str, set[str]] = defaultdict(set)
        for word in every:
            for token, strength in self._tokens(word, slips).items():
                present[token] = max(present.get(token, 0.0), strength)
                meaning[token].add(word)
        best: dict[int, tuple[float, int]] = {}
        for number, covered in self._covered(present).items():
            share = covered / self._weight_of[number]
            group = self._group_of[number]
            if share >= least and share > best.get(group, (0.0, 0))[0]:
                best[group] = share, number
        return [
            Meant(self._concepts[group], min(share, 1.0) ** 2, self._by(number, present, meaning))
            for group, (share, number) in sorted(best.items())
        ]

    def said(self, concept: str) -> Sequence[str]:
        """The tokens by which a text says it."""
        return self._said.get(concept, ())

    def _subjects(self, expressions: Iterable[Iterable[str]]) -> tuple[str, ...]:
        tokens = dict.fromkeys(token for own in expressions for token in own)
        return tuple(token for token in tokens if token not in self._stop_words)

    def _tokens(self, word: str, slips: bool) -> dict[str, float]:
        found = {token.text: token.weight for token in tokens_of(word)}
        if slips:
            for said in from_english(normal(word)):
                found.setdefault(stem(said), TRANSLATED_WEIGHT)
        if slips and len(word) >= SHORTEST_SLIP and whole(word) not in self._standing_in:
            for token, likeness in self._alike(word).items():
                found[token] = max(found.get(token, 0.0), ALIKE_WEIGHT * likeness)
        return {token: weight for token, weight in found.items() if token in self._standing_in}

    def _alike(self, word: str) -> dict[str, float]:
        own = grams(normal(word))
        shared = Counter(token for gram in own for token in self._spelt.get(gram, ()))
        near = {token: 2 * n / (len(own) + len(grams(token))) for token, n in shared.items()}
        return {token: likeness for token, likeness in near.items() if likeness >= LEAST_ALIKE}

    def _covered(self, present: Mapping[str, float]) -> Mapping[int, float]:
        """How much of each expression; none is begun by words that carry no subject."""
        covered: defaultdict[int, float] = defaultdict(float)
        for token in present.keys() - self._stop_words:
            worth = present[token] * self._worth(token)
            for number in self._standing_in[token]:
                covered[number] += worth
        stop_words = present.keys() & self._stop_words
        for number in covered.keys() & self._stop_words_of.keys() if stop_words else ():
            for token in self._stop_words_of[number]:
                if token in stop_words:
                    covered[number] += present[token] * self._worth(token)
        return covered

    def _by(
        self, number: int, present: Mapping[str, float], meaning: Mapping[str, set[str]]
    ) -> frozenset[str]:
        tokens = (token for token in present if _holds(self._standing_in[token], number))
        return frozenset(word for token in tokens for word in meaning[token])

    def _expressions(self, groups: Iterable[Group]) -> Iterator[tuple[int, tuple[str, ...]]]:
        for number, columns in enumerate(groups):
            self._concepts.append(_named(columns[0][0]))
            for expression in (text for column in columns for text in column):
                written = [word.text for word in words(expression)]
                self._stop_words.update(whole(word) for word in written if is_stop_word(word))
                if tokens := tuple(dict.fromkeys(map(whole, written))):
                    yield number, tokens

    def _worth(self, token: str) -> float:
        return self._rarity[token] * (STOP_SHARE if token in self._stop_words else 1.0)


def _named(term: str) -> str:
    """A token of letters only, for every store to keep as it is."""
    return MARK + _NO_LETTER.sub(MARK, term.lower())


def _holds(ascending: array[int], number: int) -> bool:
    at = bisect_left(ascending, number)
    return at < len(ascending) and ascending[at] == number


def _rarities(
    expressions: Iterable[tuple[int, tuple[str, ...]]], groups: int
) -> Mapping[str, float]:
    """Tokens of many groups tell little about which is meant."""
    standing = Counter(
        token for token, _group in {(token, group) for group, own in expressions for token in own}
    )
    return {token: math.log(1 + groups / (count + 0.5)) for token, count in standing.items()}


def read_groups(folder: Path = FOLDER) -> Iterator[Group]:
    """`term, term ; everyday words ; nynorsk ; english`, one group a line."""
    for file in sorted(folder.glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                columns = [column.split(",") for column in line.split(";")]
                yield [[text.strip() for text in column if text.strip()] for column in columns]


@lru_cache(maxsize=1)
def everyday() -> Thesaurus:
    """Read by the first word that asks, like the dictionary."""
    return Thesaurus(read_groups())
