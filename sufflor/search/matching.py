"""From a query to documents in order: reads the index, fetches candidates and ranks them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sufflor.search.adapters import store
from sufflor.search.adapters.interface import Candidate, Counts, Store, Visible, Wanted
from sufflor.search.analysis import grams, normal, whole_tokens
from sufflor.search.expansion import Asked, expand, meant_by, parse, possible_tokens
from sufflor.search.library import library
from sufflor.search.models import Document
from sufflor.search.own_words import OwnWords, at_revision, known_here
from sufflor.search.ranking import (
    Statistics,
    Weighed,
    found_by,
    preference,
    score,
    weighed,
)
from sufflor.search.vectors import Vector

MOST_CANDIDATES = 100
MOST_TOKENS = 40
MOST_GRAMS = 16
# Runs of letters in more than a quarter of the documents cost most and tell least.
COMMON_GRAM = 4
FEW = 25
ALIKE_WEIGHT = 0.8
MOST_ALIKE = 40
TITLE_TIMES = 2
NOTHING_COUNTED = Statistics(0, {})


@dataclass(frozen=True, slots=True)
class Match:
    """A document that answers, and how well."""

    candidate: Candidate
    score: float
    vector: Vector
    asked: Sequence[Weighed]

    @property
    def found(self) -> Mapping[str, str]:
        """Which token each word was found by; only asked of what is shown."""
        return found_by(self.vector, self.asked)

    @property
    def document(self) -> int:
        return self.candidate.document

    @property
    def ref(self) -> str:
        return self.candidate.ref


@dataclass(frozen=True, slots=True)
class Matches:
    words: Sequence[str]  # those that carry the query
    ordered: Sequence[Match]
    unknown: frozenset[str]  # words asked for that stand nowhere, unless as parts of others
    statistics: Statistics = NOTHING_COUNTED
    promoted: Sequence[str] = ()  # refs that editors let stand first for this


def match(text: str, visible: Visible, *, language: str, using: str) -> Matches:
    """All candidates that have something of what is asked for, the best first.

    Two statements when the vectors of the candidates are at hand, three when they are not.
    """
    index = store(using)
    words = parse(text)
    if not words:
        return Matches((), (), frozenset())
    meant = meant_by(text)
    spelt = {word: grams(normal(word)) for word in words}
    looked_up = possible_tokens(words) | _spelt_alike(words) | {one.concept for one in meant}
    own, counts = _counted(words, looked_up, spelt, index, using)
    readings = own.readings(words)
    asked = expand(words, counts.tokens, meant, readings)
    statistics = Statistics(counts.size, counts.tokens)
    candidates = index.candidates(
        _wanted_tokens(asked, statistics), _wanted_grams(spelt, counts), visible, MOST_CANDIDATES
    )
    vectors = _vectors(candidates, using)
    widened = [_with_alike(word, vectors.values()) for word in asked]
    statistics = _widened_statistics(statistics, widened, looked_up, index)
    unknown = (word for word in words if whole_tokens(word).isdisjoint(counts.tokens))
    ordered = _in_order(candidates, vectors, widened, statistics, language)
    promoted = own.promoted(text)
    return Matches(words, ordered, frozenset(unknown), statistics, promoted)


def _counted(
    words: Sequence[str],
    looked_up: set[str],
    spelt: Mapping[str, frozenset[str]],
    index: Store,
    using: str,
) -> tuple[OwnWords, Counts]:
    """What is counted before the words are read, and the newest that editors have added.

    Their tokens are put into `looked_up`. Only the first search after a change counts twice.
    """
    revision, own = known_here(using)
    every_gram = frozenset().union(*spelt.values())
    while True:
        looked_up.update(token for one in own.readings(words) for token in one.alternatives)
        counts = index.counts(looked_up, every_gram)
        if counts.words == revision:
            return own, counts
        revision, own = counts.words, at_revision(counts.words, using)


def _in_order(
    candidates: Iterable[Candidate],
    vectors: Mapping[str, Vector],
    asked: Sequence[Asked],
    statistics: Statistics,
    language: str,
) -> list[Match]:
    matches = []
    words = weighed(asked, statistics)
    for candidate in candidates:
        vector = vectors[candidate.fingerprint]
        scored = score(vector, words)
        if scored > 0:
            liked = preference(
                language=candidate.language,
                wanted_language=language,
                validated=candidate.validated,
            )
            matches.append(Match(candidate, round(scored * liked, 6), vector, words))
    return sorted(matches, key=lambda match: (-match.score, match.ref))


def _wanted_tokens(asked: Sequence[Asked], statistics: Statistics) -> list[Wanted]:
    gains: dict[str, int] = {}
    for word in asked:
        for token, weight in word.alternatives.items():
            if token in statistics.frequencies:
                gain = round(100 * weight * statistics.rarity(token))
                gains[token] = max(gains.get(token, 0), gain)
    return [Wanted(token, gain, TITLE_TIMES * gain) for token, gain in _largest(gains, MOST_TOKENS)]


def _wanted_grams(spelt: Mapping[str, frozenset[str]], counts: Counts) -> list[Wanted]:
    """The rarest runs of letters: they lead to what is misspelt or only related."""
    statistics = Statistics(counts.size, counts.grams)
    most = max(FEW, counts.size // COMMON_GRAM)
    telling = {gram for gram, count in counts.grams.items() if count <= most}
    gains: dict[str, int] = {}
    for own in spelt.values():
        for gram in own & telling:
            gain = round(100 * ALIKE_WEIGHT * statistics.rarity(gram) / len(own))
            gains[gram] = max(gains.get(gram, 0), gain)
    return [Wanted(gram, gain) for gram, gain in _largest(gains, MOST_GRAMS)]


def _largest(gains: Mapping[str, int], most: int) -> list[tuple[str, int]]:
    return sorted(gains.items(), key=lambda item: (-item[1], item[0]))[:most]


def _spelt_alike(words: Iterable[str]) -> set[str]:
    """What the library knows that the candidates may turn out to have: counted beforehand."""
    nearest: set[str] = set()
    for word in words:
        near = library.alike(normal(word))
        nearest.update(sorted(near, key=lambda token: (-near[token], token))[:MOST_ALIKE])
    return nearest


def _with_alike(word: Asked, vectors: Iterable[Vector]) -> Asked:
    """The word, findable also by what the candidates have that is spelt nearly like it."""
    near = library.alike(normal(word.text))
    present = near.keys() & frozenset().union(*(vector.keys() & near.keys() for vector in vectors))
    nearest = sorted(present, key=lambda token: (-near[token], token))[:MOST_ALIKE]
    weights = dict(word.alternatives)
    for token in nearest:
        weights[token] = max(weights.get(token, 0.0), ALIKE_WEIGHT * near[token])
    return replace(word, alternatives=weights)


def _widened_statistics(
    statistics: Statistics, asked: Sequence[Asked], looked_up: set[str], index: Store
) -> Statistics:
    """With what a library that knew less did not think of beforehand."""
    new = {token for word in asked for token in word.alternatives} - looked_up
    if not new:
        return statistics
    more = index.counts(new).tokens
    return replace(statistics, frequencies={**statistics.frequencies, **more})


def _vectors(candidates: Sequence[Candidate], using: str) -> dict[str, Vector]:
    held = library.held(candidate.fingerprint for candidate in candidates)
    missing = [c.document for c in candidates if c.fingerprint not in held]
    if not missing:
        return held
    rows = Document.objects.using(using).filter(pk__in=missing)
    return held | library.add(dict(rows.values_list("fingerprint", "vector")))
