"""The head of a request's page: values and no models, since it is drawn once for the same facts."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sufflor.backstage.work_side import WorkSide
from sufflor.backstage.work_words import DueWords, due_words
from sufflor.desk import queries
from sufflor.desk.models import Request, State
from sufflor.desk.models.requests import UNRESOLVED, WAITING
from sufflor.organization.models import Line


class Head(NamedTuple):
    """What it is called, how it stands, and the ways to its list and to those beside it there."""

    pk: int
    number: str
    title: str
    language: str
    line: str
    state: str
    waits_for: str
    wake_at: datetime | None
    due: DueWords | None
    is_confidential: bool
    needs_coordinator: bool
    coordinators: str
    is_unexplained: bool
    before: int | None
    after: int | None
    query: str
    list_title: str
    list_count: str

    @property
    def is_unresolved(self) -> bool:
        return self.state in UNRESOLVED

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    def get_state_display(self) -> str:
        return str(State(self.state).label)


def head_of(found: Request, side: WorkSide, at: datetime) -> Head:
    before, after = side.beside(found.pk)
    return Head(
        pk=found.pk,
        number=found.number,
        title=found.title,
        language=found.language,
        line=str(Line(found.line).label),
        state=found.state,
        waits_for=found.waits_for,
        wake_at=found.wake_at,
        due=due_words(found.due_at, at) if found.is_unresolved else None,
        is_confidential=found.is_confidential,
        needs_coordinator=found.needs_coordinator,
        coordinators=_coordinators(found) if found.needs_coordinator else "",
        is_unexplained=getattr(found, "is_unexplained", False),
        before=before.pk if before else None,
        after=after.pk if after else None,
        query=side.query,
        list_title=str(side.title),
        list_count=side.count,
    )


def _coordinators(found: Request) -> str:
    return ", ".join(person.full_name for person in queries.coordinators_on(found))
