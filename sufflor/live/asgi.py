"""The stream as an ASGI application, beside the pages in the same process."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Awaitable, Callable, MutableMapping
from datetime import UTC, datetime
from types import FrameType
from typing import TypeAlias

from sufflor.live import frames
from sufflor.live.door import HEADERS, wish
from sufflor.live.hub import Hub

Message: TypeAlias = MutableMapping[str, object]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

HEADERS_BYTES = [(name.encode(), value.encode()) for name, value in HEADERS]


class AsgiSubscriber:
    """Collects what is to be sent until the server has taken what was sent before."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []
        self._size = 0
        self._is_ended = False
        self._wake = asyncio.Event()
        self._writer: asyncio.Task[None] | None = None

    def send(self, data: bytes) -> None:
        self._waiting.append(data)
        self._size += len(data)
        self._wake.set()

    def unsent(self) -> int:
        return self._size

    def end(self, last_words: bytes) -> None:
        self.send(last_words)
        self._is_ended = True

    def drop(self) -> None:
        if self._writer is not None:
            self._writer.cancel()

    async def serve(self, receive: Receive, send: Send) -> None:
        """Write until ended or dropped. A server tells only `receive` that the page has gone."""
        self._writer = asyncio.ensure_future(self._write(send))
        watcher = asyncio.ensure_future(_gone(receive))
        try:
            await asyncio.wait({self._writer, watcher}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._writer.cancel()
            watcher.cancel()
            await asyncio.gather(self._writer, watcher, return_exceptions=True)

    async def _write(self, send: Send) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            data, self._waiting = b"".join(self._waiting), []
            is_last = self._is_ended
            await send({"type": "http.response.body", "body": data, "more_body": not is_last})
            self._size -= len(data)
            if is_last:
                return


class LiveApplication:
    """`GET /live/<topic>?ticket=…&r=…`, and nothing else."""

    def __init__(self, make_hub: Callable[[], Hub]) -> None:
        self._make_hub = make_hub
        self._hub: Hub | None = None

    @property
    def hub(self) -> Hub:
        """Made at the first request, since it belongs to the server's event loop."""
        if self._hub is None:
            self._hub = self._make_hub()
            _on_sigterm(self._hub.close)
        return self._hub

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        subscriber = AsgiSubscriber()
        wished = wish(*_address(scope), datetime.now(UTC))
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS_BYTES})
        if wished is None or not self.hub.join(
            wished.topic, wished.ticket, wished.seen, subscriber
        ):
            await send({"type": "http.response.body", "body": frames.bye()})
            return
        try:
            await subscriber.serve(receive, send)
        finally:
            self.hub.leave(subscriber)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _address(scope: Message) -> tuple[str, str, str]:
    """Path, query and Last-Event-ID of the request."""
    query, headers = scope["query_string"], scope["headers"]
    if not isinstance(query, bytes) or not isinstance(headers, list | tuple):
        raise TypeError("not an ASGI scope")
    last = next((value for name, value in headers if name == b"last-event-id"), b"")
    return str(scope["path"]), query.decode("latin-1"), last.decode("latin-1")


def _on_sigterm(goodbye: Callable[[], None]) -> None:
    """Servers wait for open answers before they tell us that they end, so we listen ourselves.

    What the server had set for the signal is done afterwards, as before.
    """
    if threading.current_thread() is not threading.main_thread():
        # Only the main thread may listen; elsewhere the server's own grace has to do.
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(number)

        def told(number: int, frame: FrameType | None, before: object = before) -> None:
            loop.call_soon_threadsafe(goodbye)
            if callable(before):
                before(number, frame)
            elif before is signal.SIG_DFL:
                raise SystemExit(128 + number)

        signal.signal(number, told)
