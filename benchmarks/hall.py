"""Everyone in a full question hour: the open pages, the voters, and those who write a question.

Run in a process of its own, so that the server does not wait for it nor it for the server:

    python -m benchmarks.hall PORT PID < HALL.json   (prints JSON)
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime

import uvloop

from benchmarks import calling
from benchmarks.calling import Answer
from sufflor.lib import tickets

OPENING_AT_ONCE = 200
WITHIN = 30.0
SETTLED = 2.0


@dataclass
class Hall:
    """What the callers are told: how many, for how long, and where."""

    pages: int
    seconds: float
    votes_per_second: float
    topic: str
    ballots: list[str]
    page: str = ""
    hints: list[str] = field(default_factory=list)


@dataclass
class Figures:
    """What they saw; times in milliseconds, memory in kilobytes for each open page."""

    private_kb: float
    resident_kb: float
    votes: int
    failed_votes: int
    votes_missed: int
    screen_p50: float
    screen_p99: float
    screen_worst: float
    post_p99: float
    back: int
    back_seconds: float
    page_p95: float = -1
    hint_p95: float = -1
    hint_found: bool = False


@dataclass
class Frame:
    """The same bytes, told to all who listen to one hub, and when each page had them."""

    epoch: str
    revision: int
    counts: dict[int, int]
    arrivals: list[float] = field(default_factory=list)


class Screens:
    """What all the open pages have been told."""

    def __init__(self) -> None:
        self.frames: dict[bytes, Frame] = {}
        self.greeted = 0
        self.newest = 0

    def told(self, event: bytes) -> None:
        now = time.monotonic()
        frame = self.frames.get(event)
        if frame is None:
            if not event.startswith(b"id: "):
                self.greeted += event.endswith(b": ok")
                return
            frame = self.frames[event] = _read(event)
            self.newest = max(self.newest, frame.revision)
        frame.arrivals.append(now)

    def shown_at(self, question: int, count: int) -> list[float]:
        """When each page showed this count or a later one of it."""
        arrivals: list[float] = []
        for epoch in {frame.epoch for frame in self.frames.values()}:
            later = [
                frame
                for frame in self.frames.values()
                if frame.epoch == epoch and frame.counts.get(question, -1) >= count
            ]
            if later:
                arrivals += min(later, key=lambda frame: frame.revision).arrivals
        return sorted(arrivals)


class OpenPage(asyncio.Protocol):
    """One stream. It keeps nothing of its own but the piece of an event that is still to come."""

    def __init__(self, screens: Screens, request: bytes) -> None:
        self._screens = screens
        self._request = request
        self._rest = b""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.transport = transport
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        *events, self._rest = (self._rest + data).split(b"\n\n")
        for event in events:
            self._screens.told(event)


async def visit(port: int, server: int, hall: Hall) -> Figures:
    """The whole evening."""
    await _warm(port, hall)
    empty = calling.kilobytes(calling.family(server))
    screens = Screens()
    pages = await _open_all(port, hall, screens, at_once=OPENING_AT_ONCE)
    await asyncio.sleep(SETTLED)
    full = calling.kilobytes(calling.family(server))
    ballots = (ballot.encode() for ballot in hall.ballots)
    votes = await calling.paced(port, ballots, hall.votes_per_second, hall.seconds)
    await asyncio.sleep(SETTLED)
    hints = await _hints(port, hall)
    back, seconds, answers = await _storm(port, hall, pages, screens.newest)
    return Figures(
        private_kb=(full.private - empty.private) / hall.pages,
        resident_kb=(full.resident - empty.resident) / hall.pages,
        back=back,
        back_seconds=seconds,
        page_p95=calling.percentile_ms(answers, 0.95),
        hint_p95=calling.percentile_ms(hints, 0.95),
        hint_found=any(b"<li" in hint.body for hint in hints),
        **_on_screen(votes, screens, hall.pages),
    )


async def _warm(port: int, hall: Hall) -> None:
    """What a server makes at its first page and first stream is not what a stream costs."""
    screens = Screens()
    for page in await _open_all(port, hall, screens, at_once=OPENING_AT_ONCE, count=50):
        page.transport.abort()
    if hall.page:
        await calling.paced(port, _repeated(hall.page), 20, 2)
        await calling.paced(port, iter([hint.encode() for hint in hall.hints]), 20, 2)
    await asyncio.sleep(SETTLED)


async def _open_all(
    port: int, hall: Hall, screens: Screens, *, at_once: int, count: int = 0, seen: int = 0
) -> list[OpenPage]:
    """All pages, each with a ticket of its own, until each has been greeted or time is out."""
    loop = asyncio.get_running_loop()
    wanted = count or hall.pages
    turns = asyncio.Semaphore(at_once)

    async def opened() -> OpenPage:
        ticket = tickets.issue(hall.topic, datetime.now(UTC))
        request = (
            f"GET /live/{hall.topic}?ticket={ticket}&r={seen} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        ).encode()
        async with turns:
            _transport, page = await loop.create_connection(
                lambda: OpenPage(screens, request), "127.0.0.1", port
            )
        return page

    pages = await asyncio.gather(*(opened() for _ in range(wanted)), return_exceptions=True)
    until = time.monotonic() + WITHIN
    while screens.greeted < wanted and time.monotonic() < until:
        await asyncio.sleep(0.005)
    return [page for page in pages if isinstance(page, OpenPage)]


async def _hints(port: int, hall: Hall) -> list[Answer]:
    if not hall.hints:
        return []
    requests = [hint.encode() for hint in hall.hints]
    return await calling.paced(port, iter(requests * 10), 20, 5)


async def _storm(
    port: int, hall: Hall, pages: list[OpenPage], newest: int
) -> tuple[int, float, list[Answer]]:
    """All are cut off in the same moment and come back in the next, without the pause we ask for.

    Meanwhile others open an ordinary page; those who ask while anybody is away are counted.
    """
    reading = asyncio.create_task(calling.paced(port, _repeated(hall.page), 20, 6))
    await asyncio.sleep(1)
    began = time.monotonic()
    for page in pages:
        page.transport.abort()
    screens = Screens()
    again = await _open_all(port, hall, screens, at_once=hall.pages, seen=newest)
    ended = time.monotonic()
    answers = [each for each in await reading if began <= each.began + each.seconds <= ended + 1]
    for page in again:
        page.transport.abort()
    return screens.greeted, ended - began, answers


def _on_screen(votes: list[Answer], screens: Screens, pages: int) -> dict[str, float | int]:
    """From the moment that a person votes until 99 of 100 pages show it."""
    accepted = [vote for vote in votes if vote.body]
    late: list[float] = []
    missed = 0
    for vote in accepted:
        said = json.loads(vote.body)
        shown = screens.shown_at(said["item"], said["count"])
        if len(shown) < pages:
            missed += 1
        else:
            late.append((shown[int(len(shown) * 0.99)] - vote.began) * 1000)
    late.sort()
    return {
        "votes": len(accepted),
        "failed_votes": len(votes) - len(accepted),
        "votes_missed": missed,
        "screen_p50": late[len(late) // 2] if late else -1,
        "screen_p99": late[int(len(late) * 0.99)] if late else -1,
        "screen_worst": late[-1] if late else -1,
        "post_p99": calling.percentile_ms(accepted, 0.99),
    }


def _read(event: bytes) -> Frame:
    first, second = event.decode().split("\n")
    epoch, _, revision = first.removeprefix("id: ").rpartition("-")
    counts = json.loads(second.removeprefix("data: ")).get("c", {})
    return Frame(epoch, int(revision), {int(item): amount for item, amount in counts.items()})


def _repeated(page: str) -> Iterator[bytes]:
    while page:
        yield page.encode()


if __name__ == "__main__":
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    port, server = map(int, sys.argv[1:])
    found = uvloop.run(visit(port, server, Hall(**json.load(sys.stdin))))
    print(json.dumps(asdict(found)))
