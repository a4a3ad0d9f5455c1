"""The questions of one hour: the same list for everyone, kept per revision, then made personal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sufflor.events.models import TopicItem
from sufflor.lib.clock import local_date
from sufflor.lib.kept import Kept
from sufflor.organization.models import User, WorkRole
from sufflor.organization.rules import Someone
from sufflor.questions.models import Answer, Names, Question, QuestionHour, Vote
from sufflor.questions.queries.articles import NONE, Written, readable
from sufflor.questions.queries.hours import Found
from sufflor.questions.reading import AnswerPart, Changes, Listing, QuestionRow
from sufflor.questions.rules import State

# So many fit on a page of 40 KB, also when many are answered.
PAGE = 40

_listings: Kept[Listing] = Kept(size=64)


class Order(StrEnum):
    """The value stands in the address: ?sorter=nyeste."""

    VOTES = "stemmer"
    NEWEST = "nyeste"
    ANSWERED = "besvart"
    MINE = "mine"


@dataclass(frozen=True, slots=True)
class HourPage:
    """What the page of one hour shows to one reader."""

    hour: QuestionHour
    revision: int
    order: Order
    rows: tuple[QuestionRow, ...]
    page: Page[QuestionRow]
    total: int
    answered: int
    votes: int
    is_open: bool
    is_over: bool
    collects: bool


def hour_page(
    found: Found,
    viewer: Someone,
    at: datetime,
    order: Order = Order.VOTES,
    number: int = 1,
    shared: int = 0,
) -> HourPage:
    """At most three queries: the questions, the articles of their answers, and one's own votes.

    `shared` is the revision of what else the rows are made from: articles and names of areas.
    """
    hour = found.hour
    takes_votes = hour.collects(at)
    listing = _listing(found, takes_votes, shared)
    page = Paginator(_ordered(listing, order, viewer), PAGE).get_page(number)
    own = _own_votes(hour, viewer)
    return HourPage(
        hour=hour,
        revision=found.revision,
        order=order,
        rows=tuple(replace(row, has_own_vote=True) if row.pk in own else row for row in page),
        page=page,
        total=listing.total,
        answered=listing.answered,
        votes=listing.votes,
        is_open=hour.is_open(at),
        is_over=hour.is_over(at),
        collects=takes_votes,
    )


def changes(found: Found, since: int, at: datetime, shared: int = 0) -> Changes:
    """What an open page at revision `since` lacks. Holds nothing personal."""
    hour = found.hour
    items = TopicItem.objects.filter(topic=hour.topic).filter(
        Q(change_revision__gt=since) | Q(count_revision__gt=since)
    )
    listing = _listing(found, hour.collects(at), shared)
    by_pk = {row.pk: row for row in listing.rows}
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


def part(answer: Answer, day: date, written: Mapping[int, Written]) -> AnswerPart:
    """An answer as it stands inside its question."""
    article = written.get(answer.article_id or 0, NONE) if answer.published_at else NONE
    return AnswerPart(
        text=answer.text,
        unit=answer.unit.local_name if answer.unit else "",
        written_at=answer.written_at,
        is_same_day=local_date(answer.written_at) == day,
        is_edited=answer.edited_at is not None,
        path=answer.path,
        article_title=article.title,
        article_url=article.url,
    )


def role_name(role: str) -> str:
    return "" if role == WorkRole.ANYONE else str(WorkRole(role).label)


def _listing(found: Found, takes_votes: bool, shared: int) -> Listing:
    hour = found.hour
    # The hour was read before its revision. What the rows take from it stands in the key, so that
    # a list made from an hour that has just moved on is never shown to the next reader.
    own = (hour.pk, hour.now_answering_id, hour.names, hour.moderation)
    key = (own, get_language(), takes_votes, shared)
    return _listings.get(key, found.revision, lambda: _read(found.hour, takes_votes))


def _read(hour: QuestionHour, takes_votes: bool) -> Listing:
    questions = list(
        Question.objects.listed()
        .filter(hour=hour)
        .ranked()
        .select_related("area", "answer__unit", "owed", *_named(hour))
        .defer("area__summary", "area__summary_nn", "area__summary_en", "submission")
    )
    for question in questions:
        question.hour = hour
    written = readable(
        [q.answer.article_id for q in questions if q.is_answered and q.answer.article_id]
    )
    rows = tuple(_row(question, hour, takes_votes, written) for question in questions)
    return Listing(rows, {question.pk: question.asked_by_id for question in questions})


def _named(hour: QuestionHour) -> tuple[str, ...]:
    """Who asked is not even read from the database where nobody is to see it."""
    return () if hour.names == Names.HOSTS_ONLY else ("asked_by__unit",)


def _row(
    question: Question, hour: QuestionHour, takes_votes: bool, written: Mapping[int, Written]
) -> QuestionRow:
    answer = part(question.answer, hour.date, written) if question.is_answered else None
    return QuestionRow(
        pk=question.pk,
        text=question.text,
        detail=question.detail,
        language=question.language,
        area=question.area.local_name,
        role=role_name(question.role),
        asker=_asker(question, hour),
        state=State.ANSWERED if answer else _state_in_the_list(question, hour),
        vote_count=question.vote_count,
        takes_votes=takes_votes,
        answer=answer,
    )


def _state_in_the_list(question: Question, hour: QuestionHour) -> State:
    if hour.now_answering_id == question.pk:
        return State.NOW
    return State.OWED if hasattr(question, "owed") else State.WAITING


def _asker(question: Question, hour: QuestionHour) -> str:
    if hour.names == Names.HOSTS_ONLY:
        return ""
    person = question.asked_by
    if hour.names == Names.EVERYONE:
        return person.full_name
    return _("employee at %(unit)s") % {"unit": person.unit.local_name} if person.unit else ""


def _ordered(listing: Listing, order: Order, viewer: Someone) -> list[QuestionRow]:
    """What is being answered now stands first, whatever the order."""
    rows: Iterable[QuestionRow] = listing.rows
    if order == Order.NEWEST:
        rows = sorted(rows, key=lambda row: -row.pk)
    if order == Order.ANSWERED:
        rows = [row for row in rows if row.answer]
    if order == Order.MINE:
        rows = [row for row in rows if listing.askers[row.pk] == viewer.pk]
    return sorted(rows, key=lambda row: row.state != State.NOW)


def _own_votes(hour: QuestionHour, viewer: Someone) -> frozenset[int]:
    if not isinstance(viewer, User):
        return frozenset()
    votes = Vote.objects.filter(voter=viewer, question__hour=hour)
    return frozenset(votes.values_list("question_id", flat=True))
