"""How much a document is about each of its tokens (the term part of BM25F), as stored."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sufflor.search.analysis import analyse, grams, is_stop_word, words
from sufflor.search.groups import lists_of_today
from sufflor.search.meaning import TITLE_SHARE, features, learned, together
from sufflor.search.thesaurus import everyday

Vector = Mapping[str, float]

# A word in the title says four times as much as one in the text. The usual lengths are fixed, not
# averages of what happens to be indexed: a document's vector never depends on its neighbours.
# What people call it says nearly as much as the title.
FIELD_BOOST = {"title": 4.0, "words": 3.0, "summary": 2.0, "body": 1.0}
USUAL_LENGTH = {"title": 6, "words": 12, "summary": 20, "body": 80}
LENGTH_PULL = 0.5
MEANING_SHARE = {"title": TITLE_SHARE, "words": 1.0, "summary": 1.0, "body": 1.0}
# How much of an expression a sentence must have to be about what the expression means.
LEAST_COVERED = 0.6
KEPT_DOCUMENTS = 32

_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Analysed:
    """All that the store and the ranking need to know about one document."""

    title: frozenset[str]
    tokens: frozenset[str]
    grams: frozenset[str]
    vector: str
    fingerprint: str
    meaning: bytes


def analysed(*, title: str, summary: str = "", body: str = "", words: str = "") -> Analysed:
    """What is pinned, answered or moved is indexed anew, mostly with the same text."""
    return _analysed(title, summary, body, words, read_with())


@lru_cache(maxsize=KEPT_DOCUMENTS)
def _analysed(title: str, summary: str, body: str, words: str, _read_with: str) -> Analysed:
    texts = {"title": title, "words": words, "summary": summary, "body": body}
    tokens = {field: analyse(text) for field, text in texts.items()}
    weights: defaultdict[str, float] = defaultdict(float)
    for field, text in texts.items():
        share = FIELD_BOOST[field] / _length_norm(text, USUAL_LENGTH[field])
        for token in tokens[field]:
            weights[token.text] += token.weight * share
    spelt = frozenset(weights)
    concepts = {field: concepts_of(text) for field, text in texts.items()}
    for field, found in concepts.items():
        for concept, strength in found.items():
            weights[concept] += FIELD_BOOST[field] * strength
    vector = json.dumps(
        {text: round(weight, 2) for text, weight in sorted(weights.items())},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return Analysed(
        title=frozenset(token.text for token in tokens["title"]) | concepts["title"].keys(),
        tokens=frozenset(weights),
        grams=frozenset(gram for token in spelt for gram in grams(token)),
        vector=vector,
        fingerprint=hashlib.blake2b(vector.encode(), digest_size=16).hexdigest(),
        meaning=learned().of(
            together(
                (features(text, concepts[field]), MEANING_SHARE[field])
                for field, text in texts.items()
            )
        ),
    )


def read_with() -> str:
    """A name for what texts are analysed by: what was analysed by something else is behind."""
    return f"{lists_of_today()}-{learned().name}"


def tokens_of_title(title: str) -> frozenset[str]:
    return frozenset(token.text for token in analyse(title)) | concepts_of(title).keys()


def concepts_of(text: str) -> dict[str, float]:
    """What the sentences are about, each sentence by itself, with how much."""
    found: dict[str, float] = {}
    for sentence in _SENTENCE_END.split(text):
        every = [word.text for word in words(sentence)]
        # Most documents lack a field or two: where nothing is said, nothing is looked for.
        found_in = everyday().meant(every, least=LEAST_COVERED, slips=False) if every else ()
        for meant in found_in:
            found[meant.concept] = found.get(meant.concept, 0.0) + meant.strength
    return found


def _length_norm(text: str, usual: int) -> float:
    length = sum(1 for word in words(text) if not is_stop_word(word.text))
    return 1 - LENGTH_PULL + LENGTH_PULL * length / usual
