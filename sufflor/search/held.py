"""The whole index in the memory of the process: what a store would answer, without asking it.

Numbers stand in arrays, so that five thousand documents take less room than their texts. It is read
by the first search, and by each that finds another edition of a document in the database.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sufflor.lib.kept import Kept
from sufflor.search.adapters.interface import Candidate, Counts, Visible, Wanted
from sufflor.search.analysis import grams
from sufflor.search.editions import Revision, editions, newest
from sufflor.search.meaning import Around
from sufflor.search.models import Document
from sufflor.search.postings import Postings, Sought
from sufflor.search.ranking import Standing
from sufflor.search.spellings import Spellings
from sufflor.search.thesaurus import MARK
from sufflor.search.vectors import tokens_of_title

AT_ONCE = 400
# Somebody may always be writing: what is read after a search began is new enough for it.
MOST_ROUNDS = 3
MOST_AUDIENCES = 16


@dataclass(frozen=True, slots=True)
class _Held:
    """One document as it is in one edition."""

    candidate: Candidate
    audience: int

    def is_seen(self, visible: Visible) -> bool:
        one = self.candidate
        return (
            self.audience <= visible.audience
            and (visible.kinds is None or one.kind in visible.kinds)
            and (not visible.area or one.area == visible.area)
            and (not visible.role or one.role in {"", visible.role})
        )


class _Seen(NamedTuple):
    """The places that an audience sees: to look one up, and to go through all."""

    places: frozenset[int]
    row: NDArray[np.intp]


class HeldIndex:
    """A document has a place, and another one in its next edition. Whoever asks holds the lock."""

    def __init__(self, using: str) -> None:
        self.lock = Lock()
        self._using = using
        self._revision: Revision | None = None
        self._editions: dict[int, int] = {}
        self._places: dict[int, int] = {}
        self._at: dict[int, _Held] = {}
        self._next = 0
        self._titles, self._tokens, self._grams = Postings(), Postings(), Postings()
        self._weights: dict[str, array[float]] = {}
        self._spellings = Spellings()
        self._seen: Kept[_Seen] = Kept(size=MOST_AUDIENCES)
        self._around: Kept[Around] = Kept(size=1)

    def keep_up(self, revision: Revision) -> None:
        """As the index was when this revision was read, or after it."""
        for _round in range(MOST_ROUNDS):
            if self._revision == revision:
                return
            self._revision = None
            self._read_changes()
            numbers = self._editions.values()
            self._revision = Revision(len(numbers), sum(numbers), revision.words)
            if self._revision != revision:
                revision = newest(self._using)

    def counts(self, tokens: Collection[str], grams: Collection[str] = ()) -> Counts:
        return Counts(
            len(self._editions),
            {token: count for token in tokens if (count := self._tokens.count(token))},
            {gram: count for gram in grams if (count := self._grams.count(gram))},
        )

    def candidates(
        self, tokens: Sequence[Wanted], grams: Sequence[Wanted], visible: Visible, limit: int
    ) -> list[Candidate]:
        gains = np.zeros(self._next, np.int64)
        for postings, term, gain in self._wanted(tokens, grams):
            postings.give(term, gain, gains)
        seen = self._seen_by(visible).row
        found = seen[gains[seen] > 0]
        # Names decide between equals only: few of what is found need be put in order by them.
        if len(found) > limit:
            bar = np.partition(gains[found], -limit)[-limit]
            found = found[gains[found] >= bar]
        nearest = [
            (-gain, self._at[place].candidate)
            for gain, place in zip(gains[found].tolist(), found.tolist(), strict=True)
        ]
        return [one for _gain, one in sorted(nearest, key=_nearest_then_name)[:limit]]

    def nearest(self, meaning: bytes, visible: Visible, least: float, most: int) -> list[Candidate]:
        def all_of_them() -> Around:
            return Around({place: one.candidate.meaning for place, one in self._at.items()})

        around = self._around.get("all", self._revision, all_of_them)
        found = around.nearest(meaning, self._seen_by(visible).places, least=least, most=most)
        named = [(-near, self._at[place].candidate) for near, place in found]
        return [one for _near, one in sorted(named, key=_nearest_then_name)[:most]]

    def alike(self, word: str) -> Mapping[str, float]:
        return self._spellings.alike(word)

    def present(self, tokens: Iterable[str], candidates: Iterable[Candidate]) -> list[str]:
        sought = self._sought(candidates)
        return [token for token in tokens if self._tokens.is_at_any(token, sought)]

    def standing(self, candidates: Iterable[Candidate], tokens: Iterable[str]) -> Standing:
        sought, standing = self._sought(candidates), dict[str, Mapping[int, float]]()
        for token in tokens:
            weights = self._weights.get(token, ())
            if found := {no: weights[at] for at, no in self._tokens.among(token, sought)}:
                standing[token] = found
        return standing

    def _sought(self, candidates: Iterable[Candidate]) -> Sought:
        return Sought([self._places[one.document] for one in candidates], self._next)

    def _wanted(
        self, tokens: Iterable[Wanted], grams: Iterable[Wanted]
    ) -> Iterator[tuple[Postings, str, int]]:
        for token in tokens:
            yield self._tokens, token.text, token.gain
            if token.title_gain:
                yield self._titles, token.text, token.title_gain
        for gram in grams:
            yield self._grams, gram.text, gram.gain

    def _seen_by(self, visible: Visible) -> _Seen:
        def seen() -> _Seen:
            places = [place for place, one in self._at.items() if one.is_seen(visible)]
            return _Seen(frozenset(places), np.asarray(places, np.intp))

        return self._seen.get(visible, self._revision, seen)

    def _read_changes(self) -> None:
        there = editions(self._using)
        for pk in [pk for pk, number in self._editions.items() if there.get(pk) != number]:
            self._forget(pk)
        missing = iter(sorted(there.keys() - self._editions.keys()))
        while some := list(islice(missing, AT_ONCE)):
            rows = Document.objects.using(self._using).filter(pk__in=some).order_by("pk")
            for document in rows.defer("summary", "body", "words").select_related("edition"):
                self._learn(document)

    def _learn(self, document: Document) -> None:
        vector: Mapping[str, float] = json.loads(document.vector)
        place, self._next = self._next, self._next + 1
        spelt = [token for token in vector if not token.startswith(MARK)]
        title = document.edition.title.split() or tokens_of_title(document.title)
        self._titles.add(title, place)
        self._tokens.add(vector, place)
        self._grams.add(frozenset().union(*map(grams, spelt)), place)
        for token, weight in vector.items():
            self._weights.setdefault(token, array("d")).append(weight)
        self._spellings.learn(spelt)
        self._at[place] = _Held(candidate_of(document), document.audience)
        self._places[document.pk] = place
        self._editions[document.pk] = document.edition.number

    def _forget(self, document: int) -> None:
        del self._editions[document]
        place = self._places.pop(document)
        del self._at[place]
        for token, at in self._tokens.remove(place):
            del self._weights[token][at]
        for postings in (self._titles, self._grams):
            list(postings.remove(place))


def _nearest_then_name(one: tuple[float, Candidate]) -> tuple[float, str]:
    return one[0], one[1].ref


def candidate_of(document: Document) -> Candidate:
    return Candidate(
        document=document.pk,
        ref=document.ref,
        kind=document.kind,
        url=document.url,
        title=document.title,
        fingerprint=document.fingerprint,
        language=document.language,
        validated=document.validated,
        area=document.area,
        role=document.role,
        meaning=bytes(document.meaning),
    )
