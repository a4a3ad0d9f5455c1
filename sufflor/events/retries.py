"""When what failed is tried again, and when it is given up."""

from __future__ import annotations

from datetime import datetime, timedelta

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=6)
# What fails in our own code fails alike each time; this is about four hours.
MOST_ATTEMPTS = 10


def retry_at(attempts: int, at: datetime) -> datetime:
    """Half a minute after the first attempt, then twice as long each time, at most six hours."""
    doublings = min(max(attempts, 1) - 1, 12)
    return at + min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)
