"""Norwegian text -> tokens. Pure: the same text gives the same tokens in every store."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from sufflor.lib.text import clean
from sufflor.search.compounds import split
from sufflor.search.lexicon import BOKMAAL_OF, STOP_WORDS, from_english

LONGEST_WORD = 60
PART_WEIGHT = 0.5
FOLDED_WEIGHT = 0.7
ENGLISH_WEIGHT = 0.9
GRAM = 4
# What most texts are made of; more would be memory for words that hardly come again.
KEPT = 10_000
KEPT_GRAMS = 1_000
EDGE = "·"  # not a letter, so that a gram can never be taken for a word

WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
_HYPHEN = re.compile(r"[-\u2010\u2011]")
_SPELLINGS = str.maketrans({"ä": "æ", "ö": "ø", "é": "e", "è": "e", "ê": "e", "ü": "u"})
_stemmer = Stemmer.Stemmer("norwegian", 0)


@dataclass(frozen=True, slots=True)
class Token:
    """What one word is found by: itself, its parts, and both as typed without æ, ø and å."""

    text: str
    weight: float


class Word(NamedTuple):
    """A word as it stands in a text."""

    text: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words of a text, as written, with where they stand."""
    for found in WORD.finditer(text):
        start, end = found.span()
        yield Word(text[start:end], start, end)


def analyse(text: str) -> list[Token]:
    """Every token of a text, in order, stop words left out."""
    return [
        token
        for word in words(clean(text))
        if not is_stop_word(word.text)
        for token in tokens_of(word.text)
    ]


def is_stop_word(word: str) -> bool:
    return normal(word) in STOP_WORDS


def normal(word: str) -> str:
    """One spelling for what is typed in several ways; length is capped."""
    text = unicodedata.normalize("NFC", word).lower().translate(_SPELLINGS)
    return text[:LONGEST_WORD]


def fold(word: str) -> str:
    """The word as typed on a keyboard without æ, ø and å; `aa` and `oe` mean the same."""
    word = word.replace("aa", "a").replace("oe", "o").replace("ae", "a")
    return word.replace("å", "a").replace("ø", "o").replace("æ", "a")


@lru_cache(maxsize=KEPT)
def tokens_of(word: str) -> tuple[Token, ...]:
    """The tokens of one word as written; each text once, at its highest weight."""
    weights: dict[str, float] = {}
    for form, weight in _forms(normal(word)):
        token = stem(form)
        for text, share in ((token, 1.0), (fold(token), FOLDED_WEIGHT)):
            weights[text] = max(weights.get(text, 0.0), weight * share)
    return tuple(Token(text, weight) for text, weight in weights.items())


@lru_cache(maxsize=KEPT)
def texts_of(word: str) -> frozenset[str]:
    return frozenset(token.text for token in tokens_of(word))


@lru_cache(maxsize=KEPT)
def read_as(word: str) -> Mapping[str, float]:
    """The tokens of one word with their weights, those of its bokmål too where it is English."""
    tokens = {token.text: token.weight for token in tokens_of(word)}
    for said in from_english(normal(word)):
        tokens.setdefault(stem(said), ENGLISH_WEIGHT)
    return tokens


def whole(word: str) -> str:
    """The token of the word itself, in its full spelling."""
    return stem(_HYPHEN.sub("", normal(word)))


def whole_tokens(word: str) -> frozenset[str]:
    """The tokens of the word itself, its parts left out."""
    return frozenset(token.text for token in tokens_of(word) if token.weight > PART_WEIGHT)


def _forms(word: str) -> Iterator[tuple[str, float]]:
    whole = _HYPHEN.sub("", word)
    yield whole, 1.0
    for part in _hyphen_parts(word) or split(whole):
        yield part, PART_WEIGHT
        for piece in split(part):
            yield piece, PART_WEIGHT * PART_WEIGHT


def _hyphen_parts(word: str) -> list[str]:
    parts = _HYPHEN.split(word)
    return [part for part in parts if len(part) > 1] if len(parts) > 1 else []


@lru_cache(maxsize=KEPT)
def stem(word: str) -> str:
    """Stem in bokmål: `sakshandsamarane` and `saksbehandlerne` meet in one token."""
    stemmed = _stemmed(BOKMAAL_OF.get(word, word))
    # The stemmer knows bokmål endings: what a nynorsk plural leaves behind needs a second round.
    for form in (stemmed, _stemmed(stemmed)):
        if form in _BOKMAAL_STEM_OF:
            return _BOKMAAL_STEM_OF[form]
    return stemmed


def _stemmed(word: str) -> str:
    return str(_stemmer.stemWord(word))


_BOKMAAL_STEM_OF = {_stemmed(nynorsk): _stemmed(bokmaal) for nynorsk, bokmaal in BOKMAAL_OF.items()}


@lru_cache(maxsize=KEPT_GRAMS)
def grams(token: str) -> frozenset[str]:
    """Runs of four letters with the edges marked, folded: what a misspelt word still shares."""
    marked = f"{EDGE}{fold(token)}{EDGE}"
    return frozenset(marked[i : i + GRAM] for i in range(max(1, len(marked) - GRAM + 1)))
