"""Making the minutes of an hour from its agenda, and mending what they say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy

from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import clean
from sufflor.organization.models import User
from sufflor.questions import rules
from sufflor.questions.models import (
    MINUTES_LENGTH,
    HourKind,
    Minutes,
    MinutesEdit,
    MinutesError,
    MinutesItem,
    Outcome,
    Question,
    QuestionHour,
    QuestionKind,
    Section,
)
from sufflor.questions.queries.agenda import sections
from sufflor.questions.queries.known import SPOKEN_OF, known_in
from sufflor.questions.queries.programme import Programme, programme


class MinutesTooLong(Refusal):
    reason = gettext_lazy("The minutes have at most 8,000 characters in each place.")
    status = 422


class MinutesEditedMeanwhile(Refusal):
    reason = gettext_lazy("Someone else has changed these minutes while you wrote.")
    way_out = gettext_lazy("See what they say now, and make your change once more.")


@transaction.atomic
def edit_minutes(
    *,
    minutes: Minutes,
    item: MinutesItem | None,
    text: str,
    seen: str,
    by: User,
    at: datetime,
) -> Minutes:
    """Change what the minutes say on top, or of one question; what they said is kept.

    `seen` is the stamp of the text that the host had on the screen.
    """
    require(rules.may_host(by))
    text = clean(text)
    if len(text) > MINUTES_LENGTH:
        raise MinutesTooLong
    minutes = Minutes.objects.select_for_update(of=("self",), no_key=True).get(pk=minutes.pk)
    place = minutes.items.get(pk=item.pk) if item else minutes
    if place.text == text:
        return minutes
    if place.stamp != seen:
        raise MinutesEditedMeanwhile
    MinutesEdit.objects.create(minutes=minutes, item=item, text_before=place.text, by=by, at=at)
    place.text = text
    place.save(update_fields=["text"])
    minutes.edited_at, minutes.edited_by = at, by
    minutes.save(update_fields=["edited_at", "edited_by"])
    events.record("minutes.edited", about=minutes.hour, by=by, at=at)
    events.touch(minutes.hour.topic)
    return minutes


def freeze(hour: QuestionHour, *, goes_on: bool, at: datetime) -> Minutes:
    """The agenda as it is now, and what was ended without an answer. `goes_on` says whether there
    is another hour that takes up what is left."""
    agenda = programme(hour)
    minutes = Minutes.objects.create(hour=hour, text=agenda.status, frozen_at=at)
    placed = sorted(
        _placed(hour, goes_on, agenda),
        key=lambda place: (-place.question.vote_count, place.question.pk),
    )
    MinutesItem.objects.bulk_create(
        MinutesItem(
            minutes=minutes,
            section=place.section,
            position=position,
            question=place.question,
            outcome=place.outcome,
        )
        for position, place in enumerate(placed)
    )
    MinutesError.objects.bulk_create(
        MinutesError(
            minutes=minutes,
            section=section,
            position=position,
            error=error,
            state=error.state,
            version=error.version,
            next_update_at=error.next_update_at if error.is_under_way else None,
        )
        for section in SPOKEN_OF
        if section in sections(hour)
        for position, error in enumerate(known_in(section, hour, agenda.since))
    )
    return minutes


@dataclass(frozen=True)
class _Place:
    question: Question
    section: Section
    outcome: Outcome


def _placed(hour: QuestionHour, goes_on: bool, agenda: Programme) -> Iterator[_Place]:
    """Each question once. What goes on stands by itself, but an error among the errors."""
    for section in Section:
        if section == Section.CARRIED:
            continue
        for question in agenda.of(section):
            outcome = _outcome(question, hour, goes_on)
            is_apart = outcome == Outcome.CARRIED and section != Section.KNOWN_ERRORS
            yield _Place(question, Section.CARRIED if is_apart else section, outcome)
    for question in _ended_otherwise(hour):
        yield _Place(question, _own_section(question, hour), _outcome(question, hour, goes_on))


def _outcome(question: Question, hour: QuestionHour, goes_on: bool) -> Outcome:
    if hasattr(question, "move"):
        return Outcome.MOVED
    if hasattr(question, "decline"):
        return Outcome.DECLINED
    if question.merged_into_id:
        return Outcome.MERGED
    if question.is_answered:
        return Outcome.ANSWERED
    # Answered aloud, what is missing is the text: that is not taken up once more.
    is_spoken = rules.has_owner(question) and question.owed.spoken_at is not None
    is_own = question.hour_id == hour.pk
    return Outcome.CARRIED if not is_spoken and (goes_on or not is_own) else Outcome.OWED


def _ended_otherwise(hour: QuestionHour) -> Iterator[Question]:
    """Taken into another, declined or made private: no longer on the agenda, but not forgotten."""
    ended = Q(merged_into__isnull=False) | Q(decline__isnull=False) | Q(move__isnull=False)
    rows = Question.objects.filter(ended, hour=hour).select_related(*rules.STATE_ROWS)
    yield from rows.order_by("pk")


def _own_section(question: Question, hour: QuestionHour) -> Section:
    if hour.kind == HourKind.CLOSING:
        return Section.ANSWERS
    return Section.ERRORS if question.kind == QuestionKind.ERROR else Section.QUESTIONS
