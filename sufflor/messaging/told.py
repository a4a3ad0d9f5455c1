"""That somebody is to be told something, and what is read out of the event that says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Told:
    """That one person is to be told one thing, not before `due_at`."""

    person: int
    kind: str
    about: str
    key: str
    due_at: datetime


def number_in(reference: str) -> int:
    return int(reference.rpartition(":")[2])


def person_of(by: str) -> int | None:
    return number_in(by) if by.startswith("organization.user:") else None


def integer(detail: object) -> int:
    return detail if isinstance(detail, int) else 0
