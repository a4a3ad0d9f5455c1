"""The least that could do the hub's work: no store, no pages, no tickets. `hour` compares with it.

    python -m benchmarks.raw_hub PORT

It counts votes in memory and tells every open stream, with the bytes and the pauses of our hub.
"""

from __future__ import annotations

import asyncio
import json
import sys
from itertools import count

import uvloop

from sufflor.lib.tickets import Audience
from sufflor.live import frames
from sufflor.live.hub import WINDOWS

EPOCH = "0" * 8
STREAM = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n"


class RawHub:
    def __init__(self) -> None:
        self.pages: set[asyncio.Transport] = set()
        self.counts: dict[int, int] = {}
        self._moved: set[int] = set()
        self._revisions = count(1)
        self._told_at = 0.0

    def vote(self, question: int) -> int:
        self.counts[question] = self.counts.get(question, 0) + 1
        if not self._moved:
            self._tell_when_due()
        self._moved.add(question)
        return self.counts[question]

    def _tell_when_due(self) -> None:
        loop = asyncio.get_running_loop()
        loop.call_at(max(loop.time(), self._told_at + WINDOWS[Audience.EVERYONE]), self._tell)

    def _tell(self) -> None:
        self._told_at = asyncio.get_running_loop().time()
        moved = {question: self.counts[question] for question in self._moved}
        self._moved.clear()
        frame = frames.news(EPOCH, next(self._revisions), moved, [])
        for page in self.pages:
            page.write(frame)


class RawConnection(asyncio.Protocol):
    """`GET` is a stream, `POST /sporsmal/17/stemme/` is a vote."""

    def __init__(self, hub: RawHub) -> None:
        self._hub = hub

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        if data.startswith(b"GET"):
            self._transport.write(STREAM + frames.hello())
            self._hub.pages.add(self._transport)
            return
        question = int(data.split(b"/", 3)[2])
        said = json.dumps({"item": question, "count": self._hub.vote(question), "voted": True})
        head = f"HTTP/1.1 200 OK\r\ncontent-length: {len(said)}\r\n\r\n"
        self._transport.write((head + said).encode())

    def connection_lost(self, problem: Exception | None) -> None:
        self._hub.pages.discard(self._transport)


async def main(port: int) -> None:
    hub = RawHub()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: RawConnection(hub), "127.0.0.1", port, backlog=4096)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1])))
