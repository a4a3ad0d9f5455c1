"""How help is laid out just now: each level, its groups, and how many people stand there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count

from sufflor.lib.clock import local_date
from sufflor.organization.models import Appointment, Line, SupportGroup
from sufflor.organization.queries.why import GroupCard


class Level(StrEnum):
    """From oneself and up; a word on screen for each belongs to the page."""

    SELF_HELP = "self_help"
    COLLEAGUE = "colleague"
    FIRST = "first"
    SECOND = "second"
    VENDOR = "vendor"


LINES = {Level.FIRST: Line.FIRST, Level.SECOND: Line.SECOND, Level.VENDOR: Line.VENDOR}


@dataclass(frozen=True)
class LineOfHelp:
    """One level. `people` and `units` count process advisers and their units at COLLEAGUE."""

    level: Level
    groups: tuple[GroupCard, ...] = ()
    people: int = 0
    units: int = 0


def lines(*, at: datetime) -> tuple[LineOfHelp, ...]:
    """Two queries: appointments that are valid today, and groups."""
    advisers = (
        Appointment.objects.valid_on(local_date(at))
        .filter(person__is_active=True)
        .aggregate(people=Count("person", distinct=True), units=Count("unit", distinct=True))
    )
    groups = list(
        SupportGroup.objects.select_related("unit", "area").annotate(people=Count("members"))
    )
    return (
        LineOfHelp(Level.SELF_HELP),
        LineOfHelp(Level.COLLEAGUE, people=advisers["people"], units=advisers["units"]),
        *(_line(level, line, groups) for level, line in LINES.items()),
    )


def _line(level: Level, line: Line, groups: Sequence[SupportGroup]) -> LineOfHelp:
    cards = tuple(_card(group) for group in groups if group.line == line)
    return LineOfHelp(level, cards, people=sum(card.people for card in cards))


def _card(group: SupportGroup) -> GroupCard:
    people: int = group.__dict__["people"]
    area = group.area.local_name if group.area else ""
    return GroupCard(group.code, group.local_name, group.unit.local_name, people, area)
