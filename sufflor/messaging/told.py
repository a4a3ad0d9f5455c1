"""That somebody is to be told something, and reading the history for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Told:
    """That one person is to be told one thing, not before `due_at`. `deed` is the first event of
    those that are told in one letter."""

    person: int
    kind: str
    about: str
    key: str
    due_at: datetime
    deed: int | None = None


def number_in(reference: str) -> int:
    return int(reference.rpartition(":")[2])


def person_in(by: str) -> int | None:
    return number_in(by) if by.startswith("organization.user:") else None


def whole(number: object) -> int:
    """Of the details of an event, where it is a key."""
    return number if isinstance(number, int) else 0
