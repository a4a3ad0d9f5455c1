"""What the room asks of a token index, whichever store holds it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sufflor.search.models import Audience
from sufflor.search.vectors import Analysed


@dataclass(frozen=True, slots=True)
class Visible:
    """Which documents a search may see at all. Joined in the store, before anything is ranked."""

    audience: Audience
    kinds: tuple[str, ...] | None = None
    area: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One token or gram looked for, and what a document gains by having it."""

    text: str
    gain: int
    title_gain: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    document: int
    ref: str
    kind: str
    url: str
    title: str
    fingerprint: str
    language: str
    validated: bool
    area: str
    role: str
    meaning: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many documents are indexed, and in how many of them each token or gram stands.

    What stands nowhere is left out.
    """

    size: int
    tokens: Mapping[str, int]
    grams: Mapping[str, int]


class Store(Protocol):
    """What a store must do. It holds tokens as given and analyses nothing itself.

    Gains are whole numbers and equal sums are ordered by `ref`: every store picks the same
    candidates.
    """

    def put(self, document: int, analysed: Analysed) -> None: ...

    def delete(self, document: int) -> None: ...

    def tidy(self) -> None:
        """Leave no trace of deleted tokens."""

    def counts(self, tokens: Collection[str], grams: Collection[str] = ()) -> Counts:
        """All that is counted before a query is read, in one statement."""

    def candidates(
        self,
        tokens: Sequence[Wanted],
        grams: Sequence[Wanted],
        visible: Visible,
        limit: int,
    ) -> list[Candidate]:
        """The visible documents with the largest sum of gains."""
