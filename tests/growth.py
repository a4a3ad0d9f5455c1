"""How work grows with what it is given: a ratio, which says the same on a slow machine."""

from __future__ import annotations

import time
from collections.abc import Callable

TRIES = 3


def growth(work: Callable[[str], object], text: str, *, times: int = 10) -> float:
    """How many times more CPU the whole text takes than its first part, which is `times` shorter:
    about `times` where every sign costs the same, its square where each is held to all others."""
    part = text[: len(text) // times]
    return _least(work, text) / _least(work, part)


def _least(work: Callable[[str], object], text: str) -> float:
    return min(_seconds(work, text) for _try in range(TRIES))


def _seconds(work: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    work(text)
    return time.process_time() - began
