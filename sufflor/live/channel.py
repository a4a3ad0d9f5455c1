"""One topic and those who follow it: what they have been told, and what a late one has missed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from sufflor.live import frames
from sufflor.live.frames import Changes


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
    revision: int | None = None
    stale: bool = True
    free_at: float = 0.0
    told_at: float = 0.0
    subscribers: dict[Subscriber, Seen] = field(default_factory=dict)
    _known_since: int = 0
    _counts: dict[int, tuple[int, int]] = field(default_factory=dict)
    _changed: dict[int, int] = field(default_factory=dict)
    _missed: dict[int, bytes] = field(default_factory=dict)

    def take(self, changes: Changes) -> bytes:
        """Remember the news and give the frame that tells it; empty when there is none."""
        if self.revision is None or changes.revision < self.revision:
            return self._start_over(changes.revision)
        if changes.revision == self.revision:
            return b""
        self.revision = changes.revision
        self._counts |= {item: (count, self.revision) for item, count in changes.counts.items()}
        self._changed |= dict.fromkeys(changes.changed, self.revision)
        self._missed.clear()
        return frames.news(self.epoch, changes)

    def welcome(self, seen: Seen) -> bytes:
        """What one page must be told to have what the others have: often nothing."""
        if self.revision is None:
            return b""
        was_told_elsewhere = bool(seen.epoch) and seen.epoch != self.epoch
        if seen.revision is None or (seen.revision > self.revision and was_told_elsewhere):
            return frames.everything(self.epoch, self.revision)
        if seen.revision >= self.revision:
            return b""
        if seen.revision < self._known_since:
            return frames.everything(self.epoch, self.revision)
        if seen.revision not in self._missed:
            self._missed[seen.revision] = frames.news(self.epoch, self._since(seen.revision))
        return self._missed[seen.revision]

    def _since(self, revision: int) -> Changes:
        return Changes(
            self.revision or 0,
            {item: count for item, (count, at) in self._counts.items() if at > revision},
            frozenset(item for item, at in self._changed.items() if at > revision),
        )

    def _start_over(self, revision: int) -> bytes:
        """At the first look, and when a restored database is behind what pages were told."""
        is_first = self.revision is None
        self.revision = self._known_since = revision
        self._counts.clear()
        self._changed.clear()
        self._missed.clear()
        return b"" if is_first else frames.everything(self.epoch, revision)
