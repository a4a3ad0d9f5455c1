"""What a search reads: the index in the process, or the store where it is too large for that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Protocol

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, models

from sufflor.search.adapters import store
from sufflor.search.adapters.interface import Candidate, Counts, Visible, Wanted
from sufflor.search.editions import Revision, newest
from sufflor.search.held import HeldIndex, candidate_of
from sufflor.search.library import library
from sufflor.search.meaning import Around
from sufflor.search.models import Document
from sufflor.search.ranking import Standing
from sufflor.search.vectors import Vector

# 5,000 documents take 30 MB in each process and 2.3 s to read; so many were not tried.
MOST_HELD = 20_000


class Index(Protocol):
    """What is asked of either."""

    def counts(self, tokens: Collection[str], grams: Collection[str] = ()) -> Counts:
        """All that is counted before a query is read."""

    def candidates(
        self, tokens: Sequence[Wanted], grams: Sequence[Wanted], visible: Visible, limit: int
    ) -> list[Candidate]:
        """The visible documents with the largest sum of gains; equal sums in the order of `ref`."""

    def nearest(self, meaning: bytes, visible: Visible, least: float, most: int) -> list[Candidate]:
        """The visible documents that say most nearly the same, at least so nearly."""

    def alike(self, word: str) -> Mapping[str, float]:
        """Tokens spelt nearly like a word, with how near; perhaps of documents that nobody sees."""

    def present(self, tokens: Iterable[str], candidates: Sequence[Candidate]) -> Collection[str]:
        """Those of the tokens that a candidate has."""

    def standing(self, candidates: Sequence[Candidate], tokens: Iterable[str]) -> Standing:
        """How much the candidates are about these tokens, by their numbers in the order given."""


_held: dict[str, HeldIndex] = {}


@contextmanager
def reading(using: str, revision: Revision) -> Iterator[Index]:
    """The index as it is at this revision. One search at a time reads it, as one thread at a time
    runs; a second process is what makes two searches quicker."""
    if revision.size > MOST_HELD:
        yield StoredIndex(using)
        return
    held = _held.setdefault(using, HeldIndex(using))
    with held.lock:
        held.keep_up(revision)
        yield held


def hold_index() -> None:
    """In a thread of its own, before somebody searches: some .4 s of work for a thousand documents.
    Where the database is away or not made yet, the first search reads it."""
    with suppress(DatabaseError), reading(DEFAULT_DB_ALIAS, newest(DEFAULT_DB_ALIAS)):
        pass
    connection.close()


class StoredIndex:
    """The store picks candidates, and their vectors are fetched."""

    def __init__(self, using: str) -> None:
        self._using = using
        self._store = store(using)
        self._vectors: dict[str, Vector] = {}

    def counts(self, tokens: Collection[str], grams: Collection[str] = ()) -> Counts:
        return self._store.counts(tokens, grams)

    def candidates(
        self, tokens: Sequence[Wanted], grams: Sequence[Wanted], visible: Visible, limit: int
    ) -> list[Candidate]:
        found = self._store.candidates(tokens, grams, visible, limit)
        self._vectors |= self._fetched(found)
        return found

    def nearest(self, meaning: bytes, visible: Visible, least: float, most: int) -> list[Candidate]:
        """Two statements, of which one reads which way all of them point."""
        rows = seen_by(visible, self._using).order_by("ref")
        meanings = {pk: bytes(own) for pk, own in rows.values_list("pk", "meaning")}
        near = Around(meanings).nearest(meaning, meanings, least=least, most=most)
        numbers = [pk for _near, pk in near[:most]]
        documents = rows.defer("summary", "body", "words").in_bulk(numbers)
        found = [documents[pk] for pk in numbers if pk in documents]
        new = {one.fingerprint: one.vector for one in found if one.fingerprint not in self._vectors}
        self._vectors |= library.add(new)
        return [candidate_of(one) for one in found]

    def alike(self, word: str) -> Mapping[str, float]:
        return library.alike(word)

    def present(self, tokens: Iterable[str], candidates: Sequence[Candidate]) -> Collection[str]:
        return self.standing(candidates, tokens).keys()

    def standing(self, candidates: Sequence[Candidate], tokens: Iterable[str]) -> Standing:
        wanted, standing = frozenset(tokens), dict[str, dict[int, float]]()
        for at, one in enumerate(candidates):
            vector = self._vectors[one.fingerprint]
            for token in vector.keys() & wanted:
                standing.setdefault(token, {})[at] = vector[token]
        return standing

    def _fetched(self, candidates: Sequence[Candidate]) -> dict[str, Vector]:
        held = library.held(candidate.fingerprint for candidate in candidates)
        missing = [c.document for c in candidates if c.fingerprint not in held]
        if not missing:
            return held
        rows = Document.objects.using(self._using).filter(pk__in=missing)
        return held | library.add(dict(rows.values_list("fingerprint", "vector")))


def seen_by(visible: Visible, using: str) -> models.QuerySet[Document]:
    """As the stores say it in their statements, and the held index of what it holds."""
    rows = Document.objects.using(using).filter(audience__lte=visible.audience)
    if visible.kinds is not None:
        rows = rows.filter(kind__in=visible.kinds)
    if visible.area:
        rows = rows.filter(area=visible.area)
    return rows.filter(role__in=["", visible.role]) if visible.role else rows
