"""The hub: tells every open page, at most four times a second, that its topic has moved on.

It knows nothing of sockets and nothing of the database. Transports give it subscribers, a source
tells it what moved. All of it runs in one event loop, so nothing here is locked.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sufflor.lib.tickets import Audience, Ticket
from sufflor.live import frames
from sufflor.live.channel import UNKNOWN, Channel, Seen, Subscriber
from sufflor.live.sources import Source

log = logging.getLogger("sufflor.live")

# The hall is told at most four times a second, those who run the hour ten times.
WINDOWS = {Audience.EVERYONE: 0.25, Audience.HOSTS: 0.1}
HEARTBEAT_SECONDS = 20.0
STREAMS_PER_TICKET = 4
UNSENT_LIMIT = 64 * 1024
PATIENCE_WITH_SOURCE = 5
PAUSE_AFTER_FAULT = 1.0


@dataclass(frozen=True)
class Place:
    """Where one page sits; what it hands back when it leaves."""

    channel: Channel
    ticket: str


class Hub:
    def __init__(self, source: Source, max_clients: int) -> None:
        self._source = source
        self._max_clients = max_clients
        self._epoch = secrets.token_hex(4)
        self._channels: dict[tuple[str, Audience], Channel] = {}
        self._places: dict[Subscriber, Place] = {}
        self._streams: Counter[str] = Counter()
        self._moved = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._is_closing = False

    @property
    def clients(self) -> int:
        return len(self._places)

    def join(self, topic: str, ticket: Ticket, seen: Seen, subscriber: Subscriber) -> bool:
        """Seat a page and tell it what it has missed. No when the house is full or closing."""
        is_full = self.clients >= self._max_clients
        if self._is_closing or is_full or self._streams[ticket.name] >= STREAMS_PER_TICKET:
            return False
        self._work()
        channel = self._channel(topic, ticket.audience)
        channel.subscribers[subscriber] = seen
        self._places[subscriber] = Place(channel, ticket.name)
        self._streams[ticket.name] += 1
        subscriber.send(frames.hello() + channel.welcome(seen))
        return True

    def leave(self, subscriber: Subscriber) -> None:
        """Free the page's seat. Leaving twice is the same as leaving once."""
        place = self._places.pop(subscriber, None)
        if place is None:
            return
        place.channel.subscribers.pop(subscriber, None)
        self._streams[place.ticket] -= 1
        if not self._streams[place.ticket]:
            del self._streams[place.ticket]
        if not self._places:
            self._rest()

    def close(self) -> None:
        """Say goodbye to every page, each with its own time to come back, and take no more."""
        self._is_closing = True
        self._send_all_away()

    def _send_all_away(self) -> None:
        for subscriber in list(self._places):
            subscriber.end(frames.bye())
            self.leave(subscriber)

    def _channel(self, topic: str, audience: Audience) -> Channel:
        key = (topic, audience)
        if key not in self._channels:
            self._channels[key] = Channel(topic, WINDOWS[audience], self._epoch)
            self._moved.set()
        return self._channels[key]

    def _work(self) -> None:
        """The source is watched, and a connection kept, only while somebody listens."""
        if not self._tasks:
            jobs = (self._source.watch(self._note), self._tell(), self._beat())
            self._tasks = [asyncio.ensure_future(job) for job in jobs]

    def _rest(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._tasks = []
        self._channels.clear()

    def _note(self, topics: Iterable[str] | None) -> None:
        """Something may have moved in these topics, or in any. Told too often does no harm."""
        named = None if topics is None else set(topics)
        for channel in self._channels.values():
            channel.stale = channel.stale or named is None or channel.topic in named
        self._moved.set()

    async def _tell(self) -> None:
        faults = 0
        while True:
            await self._moved.wait()
            self._moved.clear()
            try:
                await self._tell_those_due()
                faults = 0
            except Exception:
                faults += 1
                log.exception("the live stream cannot read what moved")
                await self._bear_with(faults)

    async def _tell_those_due(self) -> None:
        for channel in [each for each in self._channels.values() if each.stale]:
            if channel.free_at > asyncio.get_running_loop().time():
                self._look_again_at(channel.free_at)
            else:
                await self._tell_one(channel)

    async def _tell_one(self, channel: Channel) -> None:
        channel.stale = False
        try:
            news = await self._source.news(channel.topic, channel.revision)
        except BaseException:
            channel.stale = True
            raise
        is_new = channel.revision == UNKNOWN
        frame = channel.take(news)
        if is_new:
            self._welcome_all(channel)
        elif frame:
            channel.free_at = asyncio.get_running_loop().time() + channel.window
            self._send(channel, frame)

    def _look_again_at(self, moment: float) -> None:
        asyncio.get_running_loop().call_at(moment, self._moved.set)

    async def _bear_with(self, faults: int) -> None:
        """A page that polls is better served than one that believes a silent stream."""
        if faults >= PATIENCE_WITH_SOURCE:
            self._send_all_away()
        await asyncio.sleep(PAUSE_AFTER_FAULT)
        self._moved.set()

    def _welcome_all(self, channel: Channel) -> None:
        for subscriber, seen in list(channel.subscribers.items()):
            if missed := channel.welcome(seen):
                subscriber.send(missed)

    def _send(self, channel: Channel, frame: bytes) -> None:
        """The same bytes to all. Who has not taken the last ones is dropped, and may come back."""
        channel.told_at = asyncio.get_running_loop().time()
        for subscriber in list(channel.subscribers):
            if subscriber.unsent() > UNSENT_LIMIT:
                self.leave(subscriber)
                subscriber.drop()
            else:
                subscriber.send(frame)

    async def _beat(self) -> None:
        """Proxies close what is silent; a page learns from silence that the stream is dead."""
        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS / 4)
            silent_since = asyncio.get_running_loop().time() - HEARTBEAT_SECONDS
            for channel in list(self._channels.values()):
                if channel.told_at <= silent_since:
                    self._send(channel, frames.HEARTBEAT)
