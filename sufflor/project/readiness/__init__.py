"""Whether this installation could open on Monday: what is set, what answers, what is in it.

`manage ready` shows what is found, so that nobody learns at 08.25 that mail goes nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Standing(Enum):
    FINE = "✓"
    WORTH_A_LOOK = "!"
    IN_THE_WAY = "✗"


@dataclass(frozen=True)
class Finding:
    """`about` names the thing; `words` say how it is, and what to do where it is not fine."""

    about: str
    words: str
    standing: Standing = Standing.FINE


Look = Callable[[datetime], Finding]


def fine(about: str, words: str) -> Finding:
    return Finding(about, words)


def worth_a_look(about: str, words: str) -> Finding:
    return Finding(about, words, Standing.WORTH_A_LOOK)


def in_the_way(about: str, words: str) -> Finding:
    return Finding(about, words, Standing.IN_THE_WAY)


def findings(at: datetime) -> Iterator[Finding]:
    """One by one, since another server may be long in answering. Without a store the rest is
    moot."""
    from sufflor.project.readiness import around, inside

    yield around.address(at)
    store = around.store(at)
    yield store
    for look in around.LOOKS:
        yield look(at)
    if store.standing is not Standing.IN_THE_WAY:
        for look in inside.LOOKS:
            yield look(at)
