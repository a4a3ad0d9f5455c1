"""From a query to documents in order: reads the index, fetches candidates and ranks them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sufflor.search.adapters import store
from sufflor.search.adapters.interface import Candidate, Store, Visible, Wanted
from sufflor.search.analysis import grams, normal, whole_tokens
from sufflor.search.expansion import Asked, expand, possible_tokens
from sufflor.search.library import library
from sufflor.search.models import Document
from sufflor.search.ranking import Statistics, preference, score
from sufflor.search.vectors import Vector

MOST_CANDIDATES = 100
MOST_TOKENS = 40
MOST_GRAMS = 24
# Runs of letters in more than a quarter of the documents cost most and tell least.
COMMON_GRAM = 4
FEW = 25
ALIKE_WEIGHT = 0.8
MOST_ALIKE = 40
TITLE_TIMES = 2


@dataclass(frozen=True, slots=True)
class Match:
    """A document that answers, how well, and which token each word was found by."""

    document: int
    ref: str
    score: float
    found: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Matches:
    ordered: Sequence[Match]
    unknown: frozenset[str]  # words asked for that stand nowhere, unless as parts of others


def match(words: list[str], visible: Visible, *, language: str, using: str) -> Matches:
    """All candidates that have something of what is asked for, the best first."""
    index = store(using)
    size = index.size()
    if not words or not size:
        return Matches((), frozenset())
    frequencies = dict(index.frequencies(possible_tokens(words)))
    asked = expand(words, frequencies)
    statistics = Statistics(size, frequencies)
    candidates = index.candidates(
        _wanted_tokens(asked, statistics), _wanted_grams(words, size, index), visible,
        MOST_CANDIDATES,
    )  # fmt: skip
    vectors = _vectors(candidates, using)
    widened = [_with_alike(word, vectors.values()) for word in asked]
    statistics = _widened_statistics(statistics, widened, index)
    unknown = (word for word in words if whole_tokens(word).isdisjoint(frequencies))
    return Matches(
        _in_order(candidates, vectors, widened, statistics, language), frozenset(unknown)
    )


def _in_order(
    candidates: Iterable[Candidate],
    vectors: Mapping[str, Vector],
    asked: Sequence[Asked],
    statistics: Statistics,
    language: str,
) -> list[Match]:
    matches = []
    for candidate in candidates:
        scored = score(vectors[candidate.fingerprint], asked, statistics)
        if scored.score > 0:
            liked = preference(
                language=candidate.language,
                wanted_language=language,
                validated=candidate.validated,
            )
            total = round(scored.score * liked, 6)
            matches.append(Match(candidate.document, candidate.ref, total, scored.found))
    return sorted(matches, key=lambda match: (-match.score, match.ref))


def _wanted_tokens(asked: Sequence[Asked], statistics: Statistics) -> list[Wanted]:
    gains: dict[str, int] = {}
    for word in asked:
        for token, weight in word.alternatives.items():
            if token in statistics.frequencies:
                gain = round(100 * weight * statistics.rarity(token))
                gains[token] = max(gains.get(token, 0), gain)
    return [Wanted(token, gain, TITLE_TIMES * gain) for token, gain in _largest(gains, MOST_TOKENS)]


def _wanted_grams(words: Sequence[str], size: int, index: Store) -> list[Wanted]:
    """The rarest runs of letters: they lead to what is misspelt or only related."""
    spelt = {word: grams(normal(word)) for word in words}
    frequencies = index.gram_frequencies(frozenset().union(*spelt.values()))
    statistics = Statistics(size, frequencies)
    telling = {
        gram for gram, count in frequencies.items() if count <= max(FEW, size // COMMON_GRAM)
    }
    gains: dict[str, int] = {}
    for own in spelt.values():
        for gram in own & telling:
            gain = round(100 * ALIKE_WEIGHT * statistics.rarity(gram) / len(own))
            gains[gram] = max(gains.get(gram, 0), gain)
    return [Wanted(gram, gain) for gram, gain in _largest(gains, MOST_GRAMS)]


def _largest(gains: Mapping[str, int], most: int) -> list[tuple[str, int]]:
    return sorted(gains.items(), key=lambda item: (-item[1], item[0]))[:most]


def _with_alike(word: Asked, vectors: Iterable[Vector]) -> Asked:
    """The word, findable also by what the candidates have that is spelt nearly like it."""
    near = library.alike(normal(word.text))
    present = near.keys() & frozenset().union(*(vector.keys() & near.keys() for vector in vectors))
    nearest = sorted(present, key=lambda token: (-near[token], token))[:MOST_ALIKE]
    weights = dict(word.alternatives)
    for token in nearest:
        weights[token] = max(weights.get(token, 0.0), ALIKE_WEIGHT * near[token])
    return replace(word, alternatives=weights)


def _widened_statistics(statistics: Statistics, asked: Sequence[Asked], index: Store) -> Statistics:
    new = {t for word in asked for t in word.alternatives} - statistics.frequencies.keys()
    if not new:
        return statistics
    return replace(statistics, frequencies={**statistics.frequencies, **index.frequencies(new)})


def _vectors(candidates: Sequence[Candidate], using: str) -> dict[str, Vector]:
    held = library.held(candidate.fingerprint for candidate in candidates)
    missing = [c.document for c in candidates if c.fingerprint not in held]
    if not missing:
        return held
    rows = Document.objects.using(using).filter(pk__in=missing)
    return held | library.add(dict(rows.values_list("fingerprint", "vector")))
