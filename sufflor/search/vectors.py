"""How much a document is about each of its tokens (the term part of BM25F), as stored."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sufflor.search.analysis import analyse, grams, is_stop_word, words

Vector = Mapping[str, float]

# A word in the title says four times as much as one in the text. The usual lengths are fixed, not
# averages of what happens to be indexed: a document's vector never depends on its neighbours.
FIELD_BOOST = {"title": 4.0, "summary": 2.0, "body": 1.0}
USUAL_LENGTH = {"title": 6, "summary": 20, "body": 80}
LENGTH_PULL = 0.5


@dataclass(frozen=True, slots=True)
class Analysed:
    """All that the store and the ranking need to know about one document."""

    title: frozenset[str]
    tokens: frozenset[str]
    grams: frozenset[str]
    vector: str
    fingerprint: str


def analysed(*, title: str, summary: str, body: str) -> Analysed:
    texts = {"title": title, "summary": summary, "body": body}
    weights: Counter[str] = Counter()
    for field, text in texts.items():
        share = FIELD_BOOST[field] / _length_norm(text, USUAL_LENGTH[field])
        for token in analyse(text):
            weights[token.text] += token.weight * share  # type: ignore[assignment]
    vector = json.dumps(
        {text: round(weight, 2) for text, weight in sorted(weights.items())},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return Analysed(
        title=frozenset(token.text for token in analyse(title)),
        tokens=frozenset(weights),
        grams=frozenset(gram for token in weights for gram in grams(token)),
        vector=vector,
        fingerprint=hashlib.blake2b(vector.encode(), digest_size=16).hexdigest(),
    )


def _length_norm(text: str, usual: int) -> float:
    length = sum(1 for word in words(text) if not is_stop_word(word.text))
    return 1 - LENGTH_PULL + LENGTH_PULL * length / usual
