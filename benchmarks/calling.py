"""Callers over HTTP/1.1 with kept connections, and what a tree of processes costs meanwhile."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


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
            stays = await asyncio.wait_for(_answer(reader), 10)
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


async def _answer(reader: asyncio.StreamReader) -> bool:
    """Read one answer whole; says whether the connection stays open."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if not head.startswith(b"http/1.1 200"):
        raise ValueError(head[:60])
    if b"transfer-encoding: chunked" in head:
        while size := int(await reader.readuntil(b"\r\n"), 16):
            await reader.readexactly(size + 2)
        await reader.readexactly(2)
    else:
        length = head.split(b"content-length:")[1].split(b"\r\n")[0]
        await reader.readexactly(int(length))
    return b"connection: close" not in head


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
    total = 0
    for pid in pids:
        try:
            stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += int(stat[11]) + int(stat[12])
    return total / TICK


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
