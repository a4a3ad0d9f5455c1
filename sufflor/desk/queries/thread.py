"""What has been said on a request as values: a thread draws forty of them, and needs no models.

Messages and notes are of two kinds here too, so that neither can be shown as the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple, TypeVar

from django.db.models import QuerySet

from sufflor.desk.models import Message, Note
from sufflor.desk.queries.rows import Columns, full_name, person_columns
from sufflor.events.models import reference_to
from sufflor.lib.prepared import Values, prepared_rows

# Of a long thread the newest are shown, and the others when somebody asks for them.
NEWEST = 40
Entries = TypeVar("Entries", Message, Note)


class MessageLine(NamedTuple):
    """To the user, or from them."""

    pk: int
    text: str
    at: datetime
    by_id: int
    is_from_helper: bool
    sent_at: datetime
    by: str

    @property
    def reference(self) -> str:
        return reference_to(Message, self.pk)


class NoteLine(NamedTuple):
    """Among helpers alone."""

    pk: int
    text: str
    at: datetime
    by_id: int
    by: str

    @property
    def reference(self) -> str:
        return reference_to(Note, self.pk)


def messages_of(request: int, *, whole: bool) -> list[MessageLine]:
    """The newest first, and one more than is shown."""
    found = _rows(Message, request, whole, "is_from_helper", "sent_at")
    return [MessageLine._make(values) for values in found]


def notes_of(request: int, *, whole: bool) -> list[NoteLine]:
    return [NoteLine._make(values) for values in _rows(Note, request, whole)]


def _rows(kind: type[Entries], request: int, whole: bool, *more: str) -> Iterable[Columns]:
    """The columns in the order of the lines, with the name made of its parts."""

    def newest(to: Values) -> QuerySet[Entries, Columns]:
        rows = kind._default_manager.filter(**to.keys).order_by("-at", "-pk")
        columns = rows.values_list("pk", "text", "at", "by_id", *more, *person_columns("by"))
        return columns if whole else columns[: NEWEST + 1]

    found = prepared_rows((kind, whole), Values(keys={"request": request}), newest)
    for *values, first, last, username in found:
        yield (*values, full_name(str(first), str(last), str(username)))
