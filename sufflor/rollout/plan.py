"""What is planned, as plain facts: ways in, rollouts with their days, and doors moved by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language

from sufflor.lib.clock import local_date
from sufflor.rollout.models import Course


@dataclass(frozen=True)
class Names:
    """A name in the three languages; read as text, it is in the language of the page."""

    nb: str
    nn: str = ""
    en: str = ""

    def __str__(self) -> str:
        return {"nn": self.nn, "en": self.en}.get(get_language() or "nb", "") or self.nb


@dataclass(frozen=True)
class PlannedWay:
    pk: int
    slug: str
    kind: str
    names: Names
    contact: str = ""
    url: str = ""
    urgency: str = ""


@dataclass(frozen=True)
class PlannedPolicy:
    state: str
    replaced_by: str = ""


@dataclass(frozen=True)
class PlannedModeChange:
    """A rollout put into or out of force by hand."""

    pk: int
    course: str
    reason: str
    by: str
    at: datetime
    to_at: datetime | None = None

    def holds(self, at: datetime) -> bool:
        return self.at <= at and (self.to_at is None or at < self.to_at)


@dataclass(frozen=True)
class PlannedRollout:
    """`changes` are those of its mode that nobody has undone, newest first."""

    pk: int
    names: Names
    days: tuple[date, ...]
    policies: Mapping[str, PlannedPolicy]
    system: str = ""
    replaces: str = ""
    known: Names = Names("")
    awaiting: Names = Names("")
    changes: tuple[PlannedModeChange, ...] = ()
    called_off_at: datetime | None = None
    called_off_why: str = ""

    @property
    def first_date(self) -> date:
        return self.days[0]

    @property
    def last_date(self) -> date:
        return self.days[-1]

    def is_called_off(self, at: datetime) -> bool:
        return self.called_off_at is not None and self.called_off_at <= at

    def has_day(self, at: datetime) -> bool:
        """What the dates say, whatever was decided by hand."""
        return local_date(at) in self.days and not self.is_called_off(at)

    def by_hand(self, at: datetime) -> PlannedModeChange | None:
        """Only the newest decision counts: one whose time is up does not wake an older one."""
        newest = next((change for change in self.changes if change.at <= at), None)
        return newest if newest and newest.course != Course.PLAN and newest.holds(at) else None

    def is_in_force(self, at: datetime) -> bool:
        """By hand before by date."""
        if self.is_called_off(at):
            return False
        moved = self.by_hand(at)
        return moved.course == Course.ROLLOUT if moved else self.has_day(at)


@dataclass(frozen=True)
class PlannedOverride:
    pk: int
    slug: str
    state: str
    reason: str
    by: str
    from_at: datetime
    to_at: datetime | None = None

    def holds(self, at: datetime) -> bool:
        return self.from_at <= at and (self.to_at is None or at < self.to_at)
