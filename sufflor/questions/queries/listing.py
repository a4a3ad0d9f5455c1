"""The questions of one hour: the same list for everyone, kept per revision, then made personal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils.translation import get_language

from sufflor.events.models import TopicItem
from sufflor.lib.kept import Kept
from sufflor.organization.models import User
from sufflor.organization.rules import Someone
from sufflor.questions.models import QuestionHour, QuestionKind, Vote
from sufflor.questions.queries.hours import Found
from sufflor.questions.queries.rows import read
from sufflor.questions.reading import Changes, Listing, QuestionRow
from sufflor.questions.rules import State

# So many fit on a page of 40 KB, also when many are answered.
PAGE = 36

_listings: Kept[Listing] = Kept(size=64)


class Order(StrEnum):
    """The value stands in the address: ?sorter=nyeste."""

    VOTES = "stemmer"
    NEWEST = "nyeste"
    ANSWERED = "besvart"
    MINE = "mine"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which questions are shown: of one area, of one kind; what is empty keeps all."""

    area: str = ""
    kind: str = ""

    def __bool__(self) -> bool:
        return bool(self.area or self.kind)

    def keeps(self, row: QuestionRow) -> bool:
        kind = QuestionKind.ERROR if row.is_error else QuestionKind.QUESTION
        return self.area in {"", row.area_slug} and self.kind in {"", kind}


ALL = Choice()


@dataclass(frozen=True, slots=True)
class HourPage:
    """What the page of one hour shows to one reader."""

    hour: QuestionHour
    revision: int
    # In which revision a question last became another; votes do not count.
    content: int
    order: Order
    choice: Choice
    rows: tuple[QuestionRow, ...]
    page: Page[QuestionRow]
    areas: tuple[tuple[str, str], ...]
    has_both_kinds: bool
    total: int
    answered: int
    is_open: bool
    is_over: bool
    collects: bool


def hour_page(
    found: Found,
    viewer: Someone,
    at: datetime,
    order: Order = Order.VOTES,
    choice: Choice = ALL,
    number: int = 1,
    shared: int = 0,
) -> HourPage:
    """One's own votes are one query; the list is read when it has changed.

    `shared` is the revision of what else the rows are made from: articles and names of areas.
    """
    hour = found.hour
    takes_votes = hour.collects(at)
    listing = _listing(found, takes_votes, shared)
    wanted = _ordered(listing, order, viewer)
    if choice:
        wanted = [row for row in wanted if choice.keeps(row)]
    page = Paginator(wanted, PAGE).get_page(number)
    own = _own_votes(hour, viewer)
    return HourPage(
        hour=hour,
        revision=found.revision,
        content=listing.content,
        order=order,
        choice=choice,
        rows=tuple(replace(row, has_own_vote=True) if row.pk in own else row for row in page),
        page=page,
        areas=listing.areas,
        has_both_kinds=listing.has_both_kinds,
        total=listing.total,
        answered=listing.answered,
        is_open=hour.is_open(at),
        is_over=hour.is_over(at),
        collects=takes_votes,
    )


def changes(
    found: Found, since: int, at: datetime, choice: Choice = ALL, shared: int = 0
) -> Changes:
    """What an open page at revision `since` lacks. Holds nothing personal."""
    hour = found.hour
    items = TopicItem.objects.filter(topic=hour.topic).filter(
        Q(change_revision__gt=since) | Q(count_revision__gt=since)
    )
    listing = _listing(found, hour.collects(at), shared)
    by_pk = {row.pk: row for row in listing.rows if choice.keeps(row)}
    moved = list(items)
    changed = [item.item for item in moved if item.change_revision > since]
    return Changes(
        revision=found.revision,
        rows=tuple(by_pk[pk] for pk in changed if pk in by_pk),
        gone=tuple(pk for pk in changed if pk not in by_pk),
        counts={
            item.item: by_pk[item.item].vote_count
            for item in moved
            if item.count_revision > since and item.item in by_pk
        },
        total=listing.total,
        answered=listing.answered,
    )


def page_number(found: Found, question: int, at: datetime, shared: int = 0) -> int:
    """On which page of its hour's list a question stands, in the order that people meet first."""
    listing = _listing(found, found.hour.collects(at), shared)
    pks = [row.pk for row in _first_things_first(listing.rows)]
    return pks.index(question) // PAGE + 1 if question in pks else 1


def _listing(found: Found, takes_votes: bool, shared: int) -> Listing:
    hour = found.hour
    # The hour was read before its revision. What the rows take from it stands in the key, so that
    # a list made from an hour that has just moved on is never shown to the next reader.
    own = (hour.pk, hour.now_answering_id, hour.names, hour.moderation)
    key = (own, get_language(), takes_votes, shared)
    return _listings.get(key, found.revision, lambda: read(found.hour, takes_votes))


def _ordered(listing: Listing, order: Order, viewer: Someone) -> list[QuestionRow]:
    rows: Iterable[QuestionRow] = listing.rows
    if order == Order.NEWEST:
        rows = sorted(rows, key=lambda row: -row.pk)
    if order == Order.ANSWERED:
        rows = [row for row in rows if row.answer]
    if order == Order.MINE:
        rows = [row for row in rows if listing.askers[row.pk] == viewer.pk]
    return _first_things_first(rows)


def _first_things_first(rows: Iterable[QuestionRow]) -> list[QuestionRow]:
    """What is being answered now, and then what is pinned, whatever the order of the others."""
    return sorted(rows, key=lambda row: (row.state != State.NOW, not row.is_pinned))


def _own_votes(hour: QuestionHour, viewer: Someone) -> frozenset[int]:
    if not isinstance(viewer, User):
        return frozenset()
    votes = Vote.objects.filter(voter=viewer, question__hour=hour)
    return frozenset(votes.values_list("question_id", flat=True))
