"""Running a coroutine from a test, whatever else runs in the same process."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor


def run(work: Coroutine[object, object, None]) -> None:
    """In a thread of its own: the browser's driver keeps a loop running in the test's thread."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()
