"""What stands beside every request: the queues, the rows of one of them, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from django.db import models
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from sufflor.backstage.hour_desk import number_in
from sufflor.backstage.work_queues import Part, parts_of
from sufflor.backstage.work_rows import Column, Row
from sufflor.backstage.work_words import due_words
from sufflor.desk import queries
from sufflor.desk.models import Order, SavedView, State
from sufflor.desk.models.views import VIEWS
from sufflor.desk.queries import (
    Due,
    Queue,
    Sieve,
    Slice,
    Views,
    WorkRow,
)
from sufflor.events.http import ORGANIZATION, revisions
from sufflor.lib.kept import Kept
from sufflor.lib.refusals import Sentence
from sufflor.lib.text import one_line
from sufflor.organization.away import away_now
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import User
from sufflor.organization.rules import groups_of

WORDS_LENGTH = 200
_kept_views: Kept[Views] = Kept(size=500)
Choice = TypeVar("Choice", bound=models.TextChoices)


@dataclass(frozen=True)
class WorkSide:
    """What stands beside every request, and the address that leads back to it."""

    sieve: Sieve
    parts: tuple[Part, ...]
    rows: tuple[Row, ...]
    slice: Slice
    query: str
    view: SavedView | None = None

    @property
    def title(self) -> Sentence:
        return self.view.name if self.view else self.sieve.queue.label

    @property
    def place(self) -> str:
        """The part of the address that says where one looks, before anything is sifted."""
        return place_of(self.sieve)

    @property
    def order(self) -> Order:
        """How the rows lie, whoever said so."""
        if self.sieve.order:
            return self.sieve.order
        return Order(self.view.order) if self.view else Order.DUE

    @property
    def count(self) -> str:
        if self.sieve.words:
            return ""
        found = (link for _title, links in self.parts for link in links if link.is_current)
        return next((link.holds for link in found), "")

    @property
    def column(self) -> Column:
        """As it stands beside a request."""
        order = str(self.order.label)
        return Column(str(self.title), self.count, order, bool(self.rows), self.query)

    def beside(self, pk: int) -> tuple[WorkRow | None, WorkRow | None]:
        """The one before and the one after, as the list has them."""
        rows = [row.work for row in self.rows]
        at = next((place for place, row in enumerate(rows) if row.pk == pk), None)
        if at is None:
            return None, rows[0] if rows else None
        return (rows[at - 1] if at else None), (rows[at + 1] if at + 1 < len(rows) else None)


def work_side(request: SignedInRequest, *, with_views: bool = False) -> WorkSide:
    """Two queries: the rows, and all the counts; and one more where views are counted."""
    views = _views_of(request)
    sieve = sieve_of(request.GET)
    if sieve.view not in views.kept:
        sieve = replace(sieve, view=None)
    number = number_in(request.GET.get("side", "")) or 1
    found = queries.work_slice(request.user, sieve, number, request.at)
    counted = queries.counts(request.user, request.at, with_views=with_views)
    return WorkSide(
        sieve=sieve,
        parts=parts_of(sieve, counted, views.in_sight),
        rows=_rows(found.rows, request.user, request.at, away_of(request)),
        slice=found,
        query=_address(sieve),
        view=views.kept.get(sieve.view) if sieve.view else None,
    )


def away_of(request: SignedInRequest) -> Mapping[int, date]:
    """Until when others are away. What one has oneself one knows of."""
    away = away_now(request.at, revisions(request)[ORGANIZATION])
    own = request.user.pk
    return {person: until for person, until in away.items() if person != own} if away else away


def _rows(
    found: list[WorkRow], person: User, at: datetime, away: Mapping[int, date]
) -> tuple[Row, ...]:
    own, ours, language = person.pk, groups_of(person), get_language()
    return tuple(
        Row(
            one,
            due_words(one.due_at, at, language) if one.is_unresolved else None,
            one.assignee_id == own or one.group_id in ours,
            away.get(one.assignee_id) if one.assignee_id and one.is_unresolved else None,
        )
        for one in found
    )


def _views_of(request: SignedInRequest) -> Views:
    """Read once per change of anybody's views, and anew when somebody comes to another group."""
    revision = revisions(request, VIEWS)[VIEWS]
    key = (request.user.pk, groups_of(request.user))
    kept = _kept_views.get(key, revision, lambda: queries.views_of(request.user))
    return queries.remember(request.user, kept)


def sieve_of(asked: QueryDict) -> Sieve:
    """From the address: what is not on a list is as if it had not been said."""
    return Sieve(
        queue=_chosen(Queue, asked.get("ko")) or Queue.OURS,
        state=_chosen(State, asked.get("tilstand")),
        area=asked.get("omrade", "")[:60],
        due=_chosen(Due, asked.get("frist")),
        words=one_line(asked.get("q", ""))[:WORDS_LENGTH],
        view=number_in(asked.get("visning", "")),
        order=_chosen(Order, asked.get("sorter")),
    )


def query_of(request: SignedInRequest, **more: str | int) -> str:
    """The part of the address that says which list one came from."""
    return _address(sieve_of(request.GET), **more)


def _address(sieve: Sieve, **more: str | int) -> str:
    kept = {
        "ko": "" if sieve.view else sieve.queue.value,
        "visning": str(sieve.view or ""),
        "tilstand": sieve.state.value if sieve.state else "",
        "omrade": sieve.area,
        "frist": sieve.due.value if sieve.due else "",
        "q": sieve.words,
        "sorter": sieve.order.value if sieve.order else "",
    }
    said = {name: value for name, value in {**kept, **more}.items() if value}
    return f"?{urlencode(said)}"


def back_to_list(request: SignedInRequest, **more: str | int) -> str:
    return reverse("requests") + query_of(request, **more)


def place_of(sieve: Sieve) -> str:
    return f"?visning={sieve.view}" if sieve.view else f"?ko={sieve.queue.value}"


def _chosen(choices: type[Choice], value: str | None) -> Choice | None:
    # The list of all values is made anew each time it is asked for.
    return choices(value) if value and value in choices.values else None
