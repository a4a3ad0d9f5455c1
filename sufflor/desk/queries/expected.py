"""Who will help, and when: said before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sufflor.desk import clearance
from sufflor.desk.queries.clocks import promised
from sufflor.desk.queries.meaning import Meaning
from sufflor.desk.queries.work import load
from sufflor.organization import queries as organization
from sufflor.organization.models import CaseArea, Line, User


@dataclass(frozen=True)
class Expected:
    """`person` is named only where one person gets it; `is_anybody` is false where nobody helps."""

    line: Line
    person: User | None
    area: CaseArea | None
    is_deputy: bool
    is_anybody: bool
    answer_by: datetime | None


def expected(meant: Meaning, *, by: User, concerns: User | None, at: datetime) -> Expected:
    """By the same routes as when it is sent, and at most fifteen queries."""
    passing = [person.pk for person in (by, concerns) if person]
    found = organization.route(
        unit=meant.unit or (concerns or by).unit,
        area=meant.area,
        process=meant.process,
        help_kind=meant.help_kind,
        at=at,
        load=load(),
        passing=passing,
        readers=clearance.readers(passing) if meant.is_confidential else None,
    )
    return Expected(
        line=Line(found.line),
        person=found.person,
        area=meant.area,
        is_deputy=found.deputy_for is not None,
        is_anybody=bool(found.person or found.group),
        answer_by=promised(Line(found.line), found.group, at).first_answer_due,
    )
