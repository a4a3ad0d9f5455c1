"""What is sent to open pages, as bytes in the format of server-sent events.

A frame carries revisions, ids and counts, never text: nothing personal can leak through it.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping

FIRST_RETRY_MS, LAST_RETRY_MS = 2_000, 12_000
# An event, not a comment: scripts in pages cannot hear comments, and must notice silence.
HEARTBEAT = b"event: beat\ndata: 1\n\n"


def hello() -> bytes:
    """Opens every stream. Each page is given its own pause, so that they do not return at once."""
    return f"retry: {_pause()}\n: ok\n\n".encode()


def news(epoch: str, revision: int, counts: Mapping[int, int], changed: list[int]) -> bytes:
    """`c` is what the page may show at once, `u` is what it must fetch."""
    said: dict[str, object] = {"r": revision}
    if counts:
        said["c"] = counts
    if changed:
        said["u"] = changed
    return _frame(epoch, revision, said)


def everything(epoch: str, revision: int) -> bytes:
    """For a page that does not say what it has: ask once for all that is new."""
    return _frame(epoch, revision, {"r": revision, "all": True})


def bye() -> bytes:
    """The end of a stream, said with 200: any other answer ends an EventSource for good."""
    pause = _pause()
    return f'retry: {pause}\nevent: bye\ndata: {{"in":{pause}}}\n\n'.encode()


def _frame(epoch: str, revision: int, said: Mapping[str, object]) -> bytes:
    return f"id: {epoch}-{revision}\ndata: {json.dumps(said, separators=(',', ':'))}\n\n".encode()


def _pause() -> int:
    return FIRST_RETRY_MS + secrets.randbelow(LAST_RETRY_MS - FIRST_RETRY_MS)
