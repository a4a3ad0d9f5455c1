"""From a query to documents in order: reads the index, fetches candidates and ranks them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from sufflor.lib.kept import Kept
from sufflor.search.adapters.interface import Candidate, Counts, Visible, Wanted
from sufflor.search.analysis import grams, normal, whole_tokens
from sufflor.search.editions import Revision
from sufflor.search.expansion import Asked, expand, meant_by, parse, possible_tokens
from sufflor.search.lessons import pointing
from sufflor.search.meaning import closeness
from sufflor.search.own_words import OwnWords, at_revision
from sufflor.search.ranking import (
    Standing,
    Statistics,
    Weighed,
    found_by,
    preference,
    scores,
    weighed,
)
from sufflor.search.reading import Index, reading
from sufflor.search.thesaurus import Meant

MOST_CANDIDATES = 100
MOST_TOKENS = 40
MOST_GRAMS = 16
# Runs of letters in more than a quarter of the documents cost most and tell least.
COMMON_GRAM = 4
FEW = 25
ALIKE_WEIGHT = 0.8
MOST_ALIKE = 40
TITLE_TIMES = 2
# What is near enough to be found without a word in common, and how many of those are looked at.
NEAR_ENOUGH = 0.45
MOST_NEAREST = 30
# To say the same is worth so many words that only one document has.
CLOSENESS = 12.0
NOTHING_COUNTED = Statistics(0, {})


@dataclass(frozen=True)
class Match:
    """A document that answers, and how well."""

    candidate: Candidate
    score: float
    near: float  # how nearly it says the same, from 0 to 1
    number: int  # among the candidates
    standing: Standing
    asked: Sequence[Weighed]

    @cached_property
    def found(self) -> Mapping[str, str]:
        """Which token each word was found by; only asked of what is shown."""
        return found_by(self.standing, self.number, self.asked)

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


class _Read(NamedTuple):
    """What can be told of a query by itself."""

    words: Sequence[str]
    meant: Sequence[Meant]
    spelt: Mapping[str, frozenset[str]]  # runs of letters of each word
    possible: frozenset[str]  # every token whose presence decides how the words are read
    meaning: bytes  # which way all of it points


class _Sought(NamedTuple):
    """What the index is asked for, whoever asks."""

    asked: Sequence[Asked]
    statistics: Statistics
    looked_up: frozenset[str]  # every token that was counted, also those that stand nowhere
    tokens: Sequence[Wanted]
    grams: Sequence[Wanted]


_kept: Kept[_Sought] = Kept(size=64)


def match(text: str, visible: Visible, *, language: str, using: str, revision: Revision) -> Matches:
    """All candidates that have something of what is asked for, the best first."""
    read = _read(text)
    words = read.words
    if not words:
        return Matches((), (), frozenset())
    own = at_revision(revision.words, using)
    with reading(using, revision) as index:
        sought = _kept.get((using, text), revision, lambda: _sought(read, own, index))
        candidates = index.candidates(sought.tokens, sought.grams, visible, MOST_CANDIDATES)
        nearest = index.nearest(read.meaning, visible, NEAR_ENOUGH, MOST_NEAREST)
        candidates = list(dict.fromkeys((*candidates, *nearest)))
        widened = [_with_alike(word, candidates, index) for word in sought.asked]
        statistics = _widened_statistics(sought, widened, index)
        every = {token for word in widened for token in word.alternatives}
        standing = index.standing(candidates, every)
    counted = sought.statistics.frequencies
    unknown = (word for word in words if whole_tokens(word).isdisjoint(counted))
    near = closeness(read.meaning, (one.meaning for one in candidates))
    found = list(zip(candidates, near, strict=True))
    ordered = _in_order(found, standing, widened, statistics, language)
    promoted = own.promoted(text)
    return Matches(words, ordered, frozenset(unknown), statistics, promoted)


def _sought(read: _Read, own: OwnWords, index: Index) -> _Sought:
    """A page asks for the same in several circles, one after another."""
    readings = own.readings(read.words)
    looked_up = {*read.possible, *(token for one in readings for token in one.alternatives)}
    looked_up.update(_spelt_alike(read.words, index))
    counts = index.counts(looked_up, frozenset().union(*read.spelt.values()))
    asked = expand(read.words, counts.tokens, read.meant, readings)
    statistics = Statistics(counts.size, counts.tokens)
    tokens, grams = _wanted_tokens(asked, statistics), _wanted_grams(read.spelt, counts)
    return _Sought(asked, statistics, frozenset(looked_up), tokens, grams)


@lru_cache(maxsize=256)
def _read(text: str) -> _Read:
    """The same text is often looked for in several places, one after another."""
    words, meant = parse(text), meant_by(text)
    spelt = {word: grams(normal(word)) for word in words}
    possible = possible_tokens(words) | {one.concept for one in meant}
    return _Read(words, meant, spelt, frozenset(possible), pointing(text))


def _in_order(
    found: Sequence[tuple[Candidate, float]],
    standing: Standing,
    asked: Sequence[Asked],
    statistics: Statistics,
    language: str,
) -> list[Match]:
    matches, words = [], weighed(asked, statistics, standing)
    gained = scores(standing, words, len(found))
    for number, (candidate, near) in enumerate(found):
        scored = gained[number]
        if scored > 0 or near >= NEAR_ENOUGH:
            scored += CLOSENESS * statistics.rarest * near
            liked = preference(
                language=candidate.language,
                wanted_language=language,
                validated=candidate.validated,
            )
            own = round(scored * liked, 6)
            matches.append(Match(candidate, own, near, number, standing, words))
    return sorted(matches, key=lambda match: (-match.score, match.ref))


def _wanted_tokens(asked: Sequence[Asked], statistics: Statistics) -> list[Wanted]:
    gains: dict[str, int] = {}
    for word in asked:
        for token, weight in word.alternatives.items():
            if token in statistics.frequencies:
                # What stands everywhere finds little, but it finds.
                gain = round(100 * weight * statistics.rarity(token)) or 1
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
            gain = round(100 * ALIKE_WEIGHT * statistics.rarity(gram) / len(own)) or 1
            gains[gram] = max(gains.get(gram, 0), gain)
    return [Wanted(gram, gain) for gram, gain in _largest(gains, MOST_GRAMS)]


def _largest(gains: Mapping[str, int], most: int) -> list[tuple[str, int]]:
    return sorted(gains.items(), key=lambda item: (-item[1], item[0]))[:most]


def _spelt_alike(words: Iterable[str], index: Index) -> set[str]:
    """What the candidates may turn out to have, so far as it is known: counted beforehand."""
    nearest: set[str] = set()
    for word in words:
        near = index.alike(normal(word))
        nearest.update(sorted(near, key=lambda token: (-near[token], token))[:MOST_ALIKE])
    return nearest


def _with_alike(word: Asked, candidates: Sequence[Candidate], index: Index) -> Asked:
    """The word, findable also by what the candidates have that is spelt nearly like it."""
    near = index.alike(normal(word.text))
    present = index.present(near, candidates)
    nearest = sorted(present, key=lambda token: (-near[token], token))[:MOST_ALIKE]
    weights = dict(word.alternatives)
    for token in nearest:
        weights[token] = max(weights.get(token, 0.0), ALIKE_WEIGHT * near[token])
    return replace(word, alternatives=weights)


def _widened_statistics(sought: _Sought, asked: Sequence[Asked], index: Index) -> Statistics:
    """With what was not thought of beforehand."""
    new = {token for word in asked for token in word.alternatives} - sought.looked_up
    if not new:
        return sought.statistics
    more = index.counts(new).tokens
    return replace(sought.statistics, frequencies={**sought.statistics.frequencies, **more})
