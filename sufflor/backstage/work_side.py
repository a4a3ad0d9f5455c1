"""What stands beside every request: the queues, the rows of one of them, and the way back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.db import models
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from sufflor.backstage.hour_desk import number_in
from sufflor.backstage.work_rows import Row
from sufflor.backstage.work_words import due_words
from sufflor.desk import queries
from sufflor.desk.models import State
from sufflor.desk.queries import MOST_COUNTED, Due, Queue, Sieve, Slice, WorkRow
from sufflor.lib.refusals import Sentence
from sufflor.lib.text import one_line
from sufflor.organization.http import SignedInRequest
from sufflor.organization.rules import groups_of

PARTS: tuple[tuple[Sentence, tuple[tuple[Queue, str, str], ...]], ...] = (
    (
        _("Queues"),
        (
            (Queue.MINE, "inbox", "m"),
            (Queue.OURS, "layers", ""),
            (Queue.UNASSIGNED, "person", ""),
            (Queue.ADVISER, "people", ""),
            (Queue.FIRST, "headset", "f"),
            (Queue.SECOND, "education", "s"),
            (Queue.VENDOR, "vendor", ""),
        ),
    ),
    (
        _("Need you"),
        (
            (Queue.OVERDUE, "clock", ""),
            (Queue.RETURNED, "undo", ""),
            (Queue.MENTIONED, "chat", ""),
            (Queue.COORDINATOR, "flag", ""),
        ),
    ),
    (
        _("Not with you"),
        ((Queue.SENT_ON, "send", ""), (Queue.RESOLVED, "check", "")),
    ),
)
WORDS_LENGTH = 200
# These stand in the menu when there is something in them.
WHEN_FILLED = frozenset({Queue.ADVISER, Queue.FIRST, Queue.SECOND, Queue.VENDOR, Queue.COORDINATOR})
Choice = TypeVar("Choice", bound=models.TextChoices)


@dataclass(frozen=True)
class QueueLink:
    queue: Queue
    icon: str
    key: str
    count: str
    is_current: bool

    @property
    def is_urgent(self) -> bool:
        return self.queue is Queue.OVERDUE and bool(self.count.strip("0"))


@dataclass(frozen=True)
class WorkSide:
    """What stands beside every request, and the address that leads back to it."""

    sieve: Sieve
    parts: tuple[tuple[Sentence, tuple[QueueLink, ...]], ...]
    rows: tuple[Row, ...]
    slice: Slice
    query: str

    @property
    def count(self) -> str:
        if self.sieve.words:
            return ""
        found = (link for _title, links in self.parts for link in links if link.is_current)
        return next((link.count for link in found), "")

    def beside(self, pk: int) -> tuple[WorkRow | None, WorkRow | None]:
        """The one before and the one after, as the list has them."""
        rows = [row.work for row in self.rows]
        at = next((place for place, row in enumerate(rows) if row.pk == pk), None)
        if at is None:
            return None, rows[0] if rows else None
        return (rows[at - 1] if at else None), (rows[at + 1] if at + 1 < len(rows) else None)


def work_side(request: SignedInRequest) -> WorkSide:
    """Two queries: the rows, and all the counts."""
    sieve = sieve_of(request.GET)
    number = number_in(request.GET.get("side", "")) or 1
    found = queries.work_slice(request.user, sieve, number, request.at)
    counted = queries.counts(request.user, request.at)
    ours = groups_of(request.user)
    return WorkSide(
        sieve=sieve,
        parts=tuple(_parts(sieve, counted)),
        rows=tuple(
            Row(
                one,
                due_words(one.due_at, request.at) if one.is_unresolved else None,
                one.assignee_id == request.user.pk or one.group_id in ours,
            )
            for one in found.rows
        ),
        slice=found,
        query=query_of(request),
    )


def sieve_of(asked: QueryDict) -> Sieve:
    """From the address: what is not on a list is as if it had not been said."""
    return Sieve(
        queue=_chosen(Queue, asked.get("ko")) or Queue.OURS,
        state=_chosen(State, asked.get("tilstand")),
        area=asked.get("omrade", "")[:60],
        due=_chosen(Due, asked.get("frist")),
        words=one_line(asked.get("q", ""))[:WORDS_LENGTH],
    )


def query_of(request: SignedInRequest, **more: str | int) -> str:
    """The part of the address that says which list one came from."""
    sieve = sieve_of(request.GET)
    kept = {
        "ko": sieve.queue.value,
        "tilstand": sieve.state.value if sieve.state else "",
        "omrade": sieve.area,
        "frist": sieve.due.value if sieve.due else "",
        "q": sieve.words,
    }
    said = {name: value for name, value in {**kept, **more}.items() if value}
    return f"?{urlencode(said)}"


def back_to_list(request: SignedInRequest, **more: str | int) -> str:
    return reverse("requests") + query_of(request, **more)


def _parts(
    sieve: Sieve, counted: Mapping[Queue, int]
) -> Iterable[tuple[Sentence, tuple[QueueLink, ...]]]:
    for title, queues in PARTS:
        links = tuple(
            QueueLink(queue, icon, key, _up_to(counted.get(queue)), _is_here(queue, sieve))
            for queue, icon, key in queues
            if queue not in WHEN_FILLED or counted[queue] or queue is sieve.queue
        )
        yield title, links


def _is_here(queue: Queue, sieve: Sieve) -> bool:
    return queue is sieve.queue and not sieve.words


def _up_to(count: int | None) -> str:
    if count is None:
        return ""
    return f"{MOST_COUNTED - 1}+" if count >= MOST_COUNTED else str(count)


def _chosen(choices: type[Choice], value: str | None) -> Choice | None:
    return choices(value) if value in choices.values else None
