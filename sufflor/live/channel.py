"""One topic and those who follow it: what they have been told, and what a late one has missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from sufflor.live import frames

UNKNOWN = -1


class Item(NamedTuple):
    """One part of a topic, and the revisions that last moved its count and its content."""

    number: int
    amount: int
    counted_in: int
    changed_in: int


class News(NamedTuple):
    """What revision a topic is at, and the items that moved after an earlier one."""

    revision: int
    items: Sequence[Item] = ()


class Subscriber(Protocol):
    """One open page, whatever carries the bytes to it. None of these ever waits."""

    def send(self, data: bytes) -> None: ...

    def unsent(self) -> int:
        """How many bytes the page has not taken yet."""
        ...

    def end(self, last_words: bytes) -> None:
        """Say these and close."""
        ...

    def drop(self) -> None:
        """Close at once; the page is too slow to be told why."""
        ...


@dataclass
class Seen:
    """What a page says that it has. `epoch` is empty when the page, not a stream, told it."""

    revision: int | None = None
    epoch: str = ""


@dataclass
class Channel:
    """The state of one topic for one audience. Lives in one event loop and is never locked."""

    topic: str
    window: float
    epoch: str
    revision: int = UNKNOWN
    stale: bool = True
    free_at: float = 0.0
    told_at: float = 0.0
    subscribers: dict[Subscriber, Seen] = field(default_factory=dict)
    _items: dict[int, Item] = field(default_factory=dict)
    _missed: dict[int, bytes] = field(default_factory=dict)

    def take(self, news: News) -> bytes:
        """Remember the news and give the frame that tells it; empty when there is none."""
        before = self.revision
        if news.revision == before:
            return b""
        self._missed.clear()
        self.revision = news.revision
        if news.revision < before:
            # A database was restored: it is behind what the pages have been told.
            self._items.clear()
            return frames.everything(self.epoch, self.revision)
        self._items.update((item.number, item) for item in news.items)
        return self._since(before)

    def welcome(self, seen: Seen) -> bytes:
        """What one page must be told to have what the others have: often nothing."""
        if self.revision == UNKNOWN:
            return b""
        is_of_another_time = bool(seen.epoch) and seen.epoch != self.epoch
        if seen.revision is None or (seen.revision > self.revision and is_of_another_time):
            return frames.everything(self.epoch, self.revision)
        # A page may have been made a moment before we look: then it is ahead, and lacks nothing.
        if seen.revision >= self.revision:
            return b""
        return self._since(seen.revision)

    def _since(self, revision: int) -> bytes:
        """One frame for all that moved after a revision, made once for all who ask."""
        if revision not in self._missed:
            counts = {
                item.number: item.amount
                for item in self._items.values()
                if item.counted_in > revision
            }
            changed = [item.number for item in self._items.values() if item.changed_in > revision]
            self._missed[revision] = frames.news(self.epoch, self.revision, counts, changed)
        return self._missed[revision]
