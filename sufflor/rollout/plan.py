"""What is planned, as plain facts: ways in, rollouts with their days, and doors moved by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language


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
class PlannedRollout:
    pk: int
    names: Names
    days: tuple[date, ...]
    policies: Mapping[str, PlannedPolicy]
    system: str = ""
    replaces: str = ""
    known: Names = Names("")
    awaiting: Names = Names("")

    @property
    def first_date(self) -> date:
        return self.days[0]

    @property
    def last_date(self) -> date:
        return self.days[-1]


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
