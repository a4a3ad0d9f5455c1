"""The stream as a process of its own: bare asyncio, for thousands of open pages behind a proxy.

    python -m sufflor.live

Several may share one port; the kernel spreads the pages over them.
"""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable
from datetime import UTC, datetime

from sufflor.live import frames
from sufflor.live.door import HEADERS, wish
from sufflor.live.hub import Hub

REQUEST_LIMIT = 8 * 1024
REQUEST_SECONDS = 10.0
SEND_BUFFER = 16 * 1024
BACKLOG = 4096
# The last words leave with the loop's next turns.
GOODBYE_SECONDS = 0.3
HEAD = (
    "HTTP/1.1 200 OK\r\n"
    + "".join(f"{name}: {value}\r\n" for name, value in HEADERS)
    + "connection: close\r\n\r\n"
).encode()
NOTHING_HERE = b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class SidecarSubscriber(asyncio.Protocol):
    """One connection is one request and one stream; the transport itself keeps what is unsent."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._request = bytearray()
        self._is_answered = False

    def connection_made(  # type: ignore[override]  # a TCP server gives nothing less
        self, transport: asyncio.Transport
    ) -> None:
        self._transport = transport
        opened: socket.socket = transport.get_extra_info("socket")
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        loop = asyncio.get_running_loop()
        self._too_slow = loop.call_later(REQUEST_SECONDS, transport.abort)

    def data_received(self, data: bytes) -> None:
        if self._is_answered:
            return
        self._request += data
        if b"\r\n\r\n" in self._request or len(self._request) > REQUEST_LIMIT:
            self._is_answered = True
            self._too_slow.cancel()
            self._answer(bytes(self._request))
            self._request.clear()

    def connection_lost(self, problem: Exception | None) -> None:
        self._too_slow.cancel()
        self._hub.leave(self)

    def send(self, data: bytes) -> None:
        self._transport.write(data)

    def unsent(self) -> int:
        return self._transport.get_write_buffer_size()

    def end(self, last_words: bytes) -> None:
        self._transport.write(last_words)
        self._transport.close()

    def drop(self) -> None:
        self._transport.abort()

    def _answer(self, request: bytes) -> None:
        target, last_event_id = _read(request)
        path, _, query = target.partition("?")
        if not path.startswith("/live/"):
            self.end(NOTHING_HERE)
            return
        wished = wish(path, query, last_event_id, datetime.now(UTC))
        self.send(HEAD)
        if wished is None or not self._hub.join(wished.topic, wished.ticket, wished.seen, self):
            self.end(frames.bye())


def _read(request: bytes) -> tuple[str, str]:
    """The address that is asked for, and Last-Event-ID. Nothing when it is no GET."""
    first, *lines = request.decode("latin-1").split("\r\n")
    words = first.split(" ")
    if len(words) != 3 or words[0] != "GET":
        return "", ""
    named = (line.partition(":") for line in lines)
    last = next((value for name, _, value in named if name.lower() == "last-event-id"), "")
    return words[1], last.strip()


async def serve(hub: Hub, host: str, port: int, announce: Callable[[int], None]) -> None:
    """Until SIGTERM or SIGINT; then every page is told when to come back."""
    loop = asyncio.get_running_loop()
    told_to_end = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told_to_end.set)
    server = await loop.create_server(
        lambda: SidecarSubscriber(hub), host, port, backlog=BACKLOG, reuse_port=True
    )
    announce(server.sockets[0].getsockname()[1])
    await told_to_end.wait()
    server.close()
    hub.close()
    await asyncio.sleep(GOODBYE_SECONDS)
