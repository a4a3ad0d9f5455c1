"""The ten minutes in which several things become one letter: who does one often does another."""

from __future__ import annotations

from datetime import datetime, timedelta

from sufflor.lib.clock import OSLO

TURN = timedelta(minutes=10)


def turn_of(at: datetime) -> int:
    return int(at.timestamp() // TURN.total_seconds())


def beginning_of(turn: int) -> datetime:
    return datetime.fromtimestamp(turn * TURN.total_seconds(), tz=OSLO)
