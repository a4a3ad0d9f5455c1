"""Open pages on the live stream, and how late they hear of what happened.

Run in a process of its own, so that the load beside it does not delay the ears:

    python -m benchmarks.listening PORT PAGES SECONDS   (prints JSON)
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from datetime import UTC, datetime

import django

TOPIC = "hour-1"
# A little slower than the hub tells, so that each change is a frame of its own.
EVERY = 0.28


class Ears:
    """When each revision was committed, and how many seconds later each page heard of it."""

    def __init__(self) -> None:
        self.committed: dict[int, float] = {}
        self.heard: list[tuple[int, float]] = []
        self.lost = 0

    def lateness(self) -> list[float]:
        return sorted(
            moment - self.committed[revision]
            for revision, moment in self.heard
            if revision in self.committed
        )


async def listen(port: int, ticket: str, ears: Ears) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"GET /live/{TOPIC}?ticket={ticket}&r=0 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
    )
    try:
        async for line in reader:
            if line.startswith(b'data: {"r"'):
                now = time.monotonic()
                ears.heard.append((json.loads(line[6:])["r"], now))
            elif line.startswith(b"event: bye"):
                break
    except OSError:
        pass
    ears.lost += 1


def speak(seconds: float, ears: Ears) -> None:
    """One vote every quarter of a second, as the questions room writes it."""
    from sufflor.events.actions import touch

    until = time.monotonic() + seconds
    number = 0
    while time.monotonic() < until:
        began = time.monotonic()
        number += 1
        revision = touch(TOPIC, counts={number % 50 + 1: number})
        ears.committed[revision] = time.monotonic()
        time.sleep(max(0.0, EVERY - (time.monotonic() - began)))


async def main(port: int, pages: int, seconds: float) -> dict[str, float]:
    from sufflor.lib import tickets

    ears = Ears()
    tasks = []
    for _ in range(pages):
        ticket = tickets.issue(TOPIC, datetime.now(UTC))
        tasks.append(asyncio.create_task(listen(port, ticket, ears)))
    await asyncio.sleep(1.5)
    print("ready", file=sys.stderr, flush=True)
    await asyncio.get_running_loop().run_in_executor(None, speak, seconds, ears)
    await asyncio.sleep(1)
    late = ears.lateness()
    newest = max(ears.committed)
    ended = ears.lost
    for task in tasks:
        task.cancel()
    return {
        "pages": pages,
        "heard_last": sum(revision == newest for revision, _ in ears.heard),
        "p50_ms": late[len(late) // 2] * 1000 if late else -1,
        "p99_ms": late[int(len(late) * 0.99)] * 1000 if late else -1,
        "max_ms": late[-1] * 1000 if late else -1,
        "lost": ended,
    }


if __name__ == "__main__":
    django.setup()
    port, pages, seconds = sys.argv[1:]
    print(json.dumps(asyncio.run(main(int(port), int(pages), float(seconds)))))
