"""Which articles are opened, as numbers alone.

A page only adds one in memory, so it costs the reader nothing and says nothing of who reads; a
thread of the process writes the sums down a moment later. What a process has not written when it
dies is lost, and does no harm.
"""

from __future__ import annotations

import logging
from collections import Counter
from datetime import datetime
from threading import Lock

from django.conf import settings
from django.db import DatabaseError

from sufflor.knowledge import actions
from sufflor.lib.meanwhile import every

MOST_WAITING = 5_000
SECONDS_BETWEEN = 15
ROOM = "tema"

logger = logging.getLogger(__name__)
_languages = frozenset(code for code, _name in settings.LANGUAGES)
# By address and hour.
_waiting: Counter[tuple[str, datetime]] = Counter()
_lock = Lock()


def note(path: str, at: datetime) -> None:
    """Somebody has opened the page at this address."""
    if not (address := _address(path)):
        return
    key = (address, at.replace(minute=0, second=0, microsecond=0))
    if key in _waiting or len(_waiting) < MOST_WAITING:
        with _lock:
            _waiting[key] += 1


def write() -> None:
    """Add what waits to the numbers of its day. What cannot be written is lost."""
    with _lock:
        waited = dict(_waiting)
        _waiting.clear()
    for hour in sorted({at for _address, at in waited}):
        counts = {address: times for (address, at), times in waited.items() if at == hour}
        try:
            actions.count_readings(counts=counts, at=hour)
        except DatabaseError:
            logger.warning("Readings were not written down", exc_info=True)


def write_meanwhile() -> None:
    """In a thread beside the pages, for as long as the process lives."""
    every(SECONDS_BETWEEN, write, name="readings", waits=lambda: bool(_waiting))


def _address(path: str) -> str:
    """Of what may be an article: `/tema/personal/ferie/`, whichever language it is read in."""
    _, *parts, end = path.split("/")
    if parts and parts[0] in _languages:
        parts = parts[1:]
    is_page = len(parts) == 3 and parts[0] == ROOM and not end
    return parts[2] if is_page else ""
