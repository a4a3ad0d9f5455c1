"""Callers over HTTP/1.1 with kept connections, and what a tree of processes costs meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path


@dataclass
class Calls:
    """How long each answer took, and when calls failed."""

    seconds: list[float] = field(default_factory=list)
    failed_at: list[float] = field(default_factory=list)
    answered_at: list[float] = field(default_factory=list)

    def percentile_ms(self, part: float) -> float:
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1000 if ordered else -1


async def call_for(seconds: float, port: int, path: str, cookies: str, callers: int) -> Calls:
    """`callers` people who ask again as soon as they are answered."""
    calls = Calls()
    until = time.monotonic() + seconds
    request = (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookies}\r\n"
        "Accept-Encoding: br\r\n\r\n"
    ).encode()
    await asyncio.gather(*(send_each(port, repeat(request), until, calls) for _ in range(callers)))
    return calls


async def send_each(port: int, requests: Iterable[bytes], until: float, calls: Calls) -> None:
    """One caller who sends these one after another, each once, until time or requests end."""
    writer: asyncio.StreamWriter | None = None
    reader = asyncio.StreamReader()
    for request in requests:
        if time.monotonic() >= until:
            break
        began = time.monotonic()
        try:
            if writer is None:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(request)
            stays, _body = await asyncio.wait_for(_read(reader), 10)
        except (OSError, EOFError, ValueError, TimeoutError):
            calls.failed_at.append(time.monotonic())
            writer = _hang_up(writer)
            await asyncio.sleep(0.02)
            continue
        calls.seconds.append(time.monotonic() - began)
        calls.answered_at.append(time.monotonic())
        if not stays:
            writer = _hang_up(writer)
    _hang_up(writer)


def _hang_up(writer: asyncio.StreamWriter | None) -> None:
    if writer is not None:
        writer.close()


async def _read(reader: asyncio.StreamReader) -> tuple[bool, bytes]:
    """One answer whole; whether the connection stays open, and the body."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if not head.startswith(b"http/1.1 200"):
        raise ValueError(head[:60])
    body = b""
    if b"transfer-encoding: chunked" in head:
        while size := int(await reader.readuntil(b"\r\n"), 16):
            body += (await reader.readexactly(size + 2))[:-2]
        await reader.readexactly(2)
    else:
        length = head.split(b"content-length:")[1].split(b"\r\n")[0]
        body = await reader.readexactly(int(length))
    return b"connection: close" not in head, body


@dataclass
class Answer:
    """One call: when it was due, how long until it was answered, and with what; empty: not."""

    began: float
    seconds: float = 0.0
    body: bytes = b""


async def paced(
    port: int, requests: Iterator[bytes], per_second: float, seconds: float, callers: int = 64
) -> list[Answer]:
    """So many calls a second, whether or not those before have been answered.

    Each counts from the moment when it was due, so that a server which stops is not let off.
    """
    idle: asyncio.Queue[Caller] = asyncio.Queue()
    for _ in range(callers):
        idle.put_nowait(Caller(port))
    began = time.monotonic()
    tasks = []
    for number, request in enumerate(requests):
        due = began + number / per_second
        if due - began >= seconds:
            break
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        tasks.append(asyncio.create_task(_call(idle, request, Answer(due))))
    answers = await asyncio.gather(*tasks)
    while not idle.empty():
        idle.get_nowait().hang_up()
    return answers


class Caller:
    """Somebody with a kept connection."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._reader = asyncio.StreamReader()
        self._writer: asyncio.StreamWriter | None = None

    async def ask(self, request: bytes) -> bytes:
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        self._writer.write(request)
        stays, body = await asyncio.wait_for(_read(self._reader), 10)
        if not stays:
            self.hang_up()
        return body

    def hang_up(self) -> None:
        self._writer = _hang_up(self._writer)


async def _call(idle: asyncio.Queue[Caller], request: bytes, answer: Answer) -> Answer:
    caller = await idle.get()
    try:
        answer.body = await caller.ask(request)
    except (OSError, EOFError, ValueError, TimeoutError):
        caller.hang_up()
    answer.seconds = time.monotonic() - answer.began
    idle.put_nowait(caller)
    return answer


def percentile_ms(answers: list[Answer], part: float) -> float:
    ordered = sorted(answer.seconds for answer in answers)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1000 if ordered else -1


def family(pid: int) -> list[int]:
    """The process and all that descend from it."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents.setdefault(int(stat[1]), []).append(int(entry.name))
    found = [pid]
    for member in found:
        found += parents.get(member, [])
    return found


def cpu_seconds(pids: list[int]) -> float:
    """By the clock that each process has for itself: what `/proc` tells is counted in hundredths,
    which is a tenth of a page when twenty are measured at a time."""
    total = 0.0
    for pid in pids:
        with contextlib.suppress(OSError):
            total += time.clock_gettime(_clock_of(pid))
    return total


def _clock_of(pid: int) -> int:
    """As clock_getcpuclockid(3) reckons it, which Python has for threads alone."""
    return (~pid << 3) | 2


@dataclass
class Memory:
    """Kilobytes: what would be free without these processes, and what they have in all."""

    private: float = 0.0
    resident: float = 0.0


def kilobytes(pids: list[int]) -> Memory:
    total = Memory()
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
        except OSError:
            continue
        has = {
            name: float(rest.split()[0]) for name, _, rest in (li.partition(":") for li in lines)
        }
        total.private += has["Private_Clean"] + has["Private_Dirty"]
        total.resident += has["Rss"]
    return total


def megabytes(pids: list[int]) -> float:
    """Memory that is theirs: shared pages counted in parts (PSS)."""
    total = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024
