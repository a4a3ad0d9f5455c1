"""A request as a line of a list: its values and no models, since a list draws fifty of them."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db import models
from django.db.models import F, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language

from sufflor.desk.models import Request, State
from sufflor.desk.models.requests import UNRESOLVED, WAITING, RequestQuerySet
from sufflor.lib.text import shortened

TITLE = 80
Columns = tuple[object, ...]


class WorkRow(NamedTuple):
    """In the order of `in_columns`. Empty texts for what it has none of."""

    pk: int
    title: str
    language: str
    state: str
    is_confidential: bool
    due_at: datetime | None
    area: str
    unit: str
    group: str
    group_id: int | None
    assignee_id: int | None
    reporter_names: tuple[str, str, str]
    assignee_names: tuple[str, str, str]

    @property
    def number(self) -> str:
        return f"H-{self.pk}"

    @property
    def short_title(self) -> str:
        return shortened(self.title, TITLE)

    @property
    def reporter(self) -> str:
        return full_name(*self.reporter_names)

    @property
    def assignee(self) -> str:
        return full_name(*self.assignee_names)

    @property
    def is_unresolved(self) -> bool:
        return self.state in UNRESOLVED

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    def get_state_display(self) -> str:
        return str(State(self.state).label)


def work_rows(found: RequestQuerySet) -> list[WorkRow]:
    """One query."""
    return [row_of(values) for values in in_columns(found)]


def row_of(values: Columns) -> WorkRow:
    return WorkRow._make((*values[:-6], values[-6:-3], values[-3:]))


def in_columns(found: RequestQuerySet) -> models.QuerySet[Request, Columns]:
    """Names in the language of the page, in bokmål where they have no other."""
    return found.values_list(
        "pk",
        "title",
        "language",
        "state",
        "is_confidential",
        "due_at",
        _name("area"),
        _name("reporter__unit"),
        _name("group"),
        "group_id",
        "assignee_id",
        *person_columns("reporter"),
        *person_columns("assignee"),
    )


def full_name(first: str, last: str, username: str) -> str:
    return f"{first} {last}".strip() or username


def _name(of: str) -> Combinable:
    language = get_language() or "nb"
    name = F(f"{of}__name")
    if language in {"nn", "en"}:
        own = NullIf(F(f"{of}__name_{language}"), Value(""))
        return Coalesce(own, name, Value(""))
    return Coalesce(name, Value(""))


def person_columns(who: str) -> tuple[Combinable, ...]:
    """What a name is made of."""
    parts = ("first_name", "last_name", "username")
    return tuple(Coalesce(F(f"{who}__{part}"), Value("")) for part in parts)
