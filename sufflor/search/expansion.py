"""What a person typed -> for each word, the tokens that it may be found by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from sufflor.lib.text import clean
from sufflor.search.analysis import (
    ENGLISH_WEIGHT,
    PART_WEIGHT,
    is_stop_word,
    normal,
    stem,
    tokens_of,
    words,
)
from sufflor.search.compounds import LINKS, best_split, cuts
from sufflor.search.lexicon import from_english, is_known
from sufflor.search.own_words import Reading
from sufflor.search.thesaurus import Meant, everyday

LONGEST_QUERY = 400
MOST_WORDS = 32
# How much of an everyday expression is enough, and what a concept counts beside a word.
LEAST_COVERED = 0.35
CONCEPT_WEIGHT = 1.2
AMBIGUOUS_WEIGHT = 0.4
KEPT_MEANT = 64


@dataclass(frozen=True, slots=True)
class Asked:
    """One word of a query; each alternative counts with its weight, the best one in full."""

    text: str
    alternatives: Mapping[str, float]


def every_word(text: str) -> list[str]:
    """The words as typed, so many of them as we look at."""
    return [word.text for word in islice(words(clean(text[:LONGEST_QUERY])), MOST_WORDS)]


def parse(text: str) -> list[str]:
    """The words that carry the query. If all are stop words, they are all we have to go by."""
    every = every_word(text)
    telling = [word for word in every if not is_stop_word(word)]
    return list(dict.fromkeys(telling or every))


def possible_tokens(asked: Sequence[str]) -> set[str]:
    """Every token whose presence in the index decides how the words are read."""
    tokens = {token.text for word in asked for token in tokens_of(word)}
    tokens.update(token for pair in pairwise(asked) for token in _joined(*pair))
    for word in asked:
        tokens.update(token for token, _weight in _translated(word))
        for modifiers, rest in cuts(normal(word)):
            tokens.update(map(stem, (*modifiers, rest)))
    return tokens


@lru_cache(maxsize=KEPT_MEANT)
def meant_by(text: str) -> tuple[Meant, ...]:
    """What the query may be about, in whatever words. The same is asked by what finds for it and by
    what tells how nearly it was asked before."""
    return tuple(everyday().meant(every_word(text), least=LEAST_COVERED))


def expand(
    asked: Sequence[str],
    frequencies: Mapping[str, int],
    meant: Iterable[Meant] = (),
    readings: Iterable[Reading] = (),
) -> list[Asked]:
    """The words with their alternatives, given in how many documents each token stands.

    What several words mean together is found by each of them.
    """
    alternatives = [_alternatives(word, frequencies) for word in asked]
    for at, pair in enumerate(pairwise(asked)):
        for token in _joined(*pair):
            if token in frequencies:
                alternatives[at][token] = alternatives[at + 1][token] = 1.0
    for concept, strength, by in meant:
        for at, word in enumerate(asked):
            if word in by and concept in frequencies:
                alternatives[at][concept] = CONCEPT_WEIGHT * strength
    for by, others in readings:
        for word, weights in zip(asked, alternatives, strict=True):
            for token in others.keys() & frequencies.keys() if word in by else ():
                weights[token] = max(weights.get(token, 0.0), others[token])
    return [Asked(word, weights) for word, weights in zip(asked, alternatives, strict=True)]


def _alternatives(word: str, frequencies: Mapping[str, int]) -> dict[str, float]:
    weights = _spelt(word, frequencies)
    for token, weight in _translated(word):
        weights[token] = max(weights.get(token, 0.0), weight)
    return weights


def _translated(word: str) -> Iterator[tuple[str, float]]:
    """An English word in bokmål; less surely when it is a Norwegian word too."""
    known = is_known(normal(word))
    for said in from_english(normal(word)):
        yield stem(said), AMBIGUOUS_WEIGHT if known else ENGLISH_WEIGHT


def _spelt(word: str, frequencies: Mapping[str, int]) -> dict[str, float]:
    weights = {token.text: token.weight for token in tokens_of(word)}
    if len(weights) > 1 or not weights.keys().isdisjoint(frequencies):
        return weights
    # A compound nobody has written here, of words that somebody has: `outlookintegrasjon`.
    for part in best_split(normal(word), lambda part: stem(part) in frequencies or is_known(part)):
        weights[stem(part)] = PART_WEIGHT
    return weights


def _joined(first: str, second: str) -> Iterator[str]:
    """`møte innkalling`, typed in two words, is `møteinnkalling`."""
    for link in LINKS:
        yield stem(normal(first) + link + normal(second))
