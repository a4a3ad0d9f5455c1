"""Practising an hour in a copy that nobody else sees, and taking it away again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from sufflor.events import actions as events
from sufflor.lib.clock import local_date
from sufflor.lib.refusals import require
from sufflor.organization.models import User
from sufflor.questions import rules
from sufflor.questions.actions.carrying import lock_beside
from sufflor.questions.actions.planning import free_slug
from sufflor.questions.actions.removing import remove_rehearsals
from sufflor.questions.models import Duty, ErrorReport, Question, QuestionHour, Vote

# As many questions as a host gets through in one hour.
COPIED = 12


@transaction.atomic
def rehearse(
    *, hour: QuestionHour, by: User, at: datetime, with_questions: bool = False
) -> QuestionHour:
    """Set up a copy of an hour, open from now for as long as the hour lasts.

    A day is practised by rehearsing its opening and then its closing, which begins where the
    opening ends. Rehearsing again joins a rehearsal that goes on, and replaces one that is over.
    """
    require(rules.may_arrange(by))
    origin = hour.rehearsal_of or hour
    QuestionHour.objects.select_for_update(of=("self",), no_key=True).get(pk=origin.pk)
    if there := QuestionHour.objects.filter(rehearsal_of=origin).first():
        if not there.is_over(at):
            return there
        remove_rehearsals([there])
    copy = _copy(origin, at)
    if with_questions:
        _copy_questions(origin, copy, by, at)
    events.record("rehearsal.begun", about=origin, by=by, at=at, rehearsal=copy.slug)
    return copy


@transaction.atomic
def end_rehearsal(*, hour: QuestionHour, by: User, at: datetime) -> None:
    """Take away all that was practised with this hour. Ending twice is the same as ending once."""
    require(rules.may_arrange(by))
    if hour.rehearsal_of is None:
        return
    hours = lock_beside(hour).hours
    if not hours:
        return
    remove_rehearsals(hours)
    events.record("rehearsal.ended", about=hour.rehearsal_of, by=by, at=at, rehearsal=hour.slug)


def _copy(origin: QuestionHour, at: datetime) -> QuestionHour:
    practised = QuestionHour(rollout=origin.rollout, rehearsal_of=origin)
    before = QuestionHour.objects.beside(practised).filter(
        rehearsal_of__opens_at__lt=origin.opens_at, closes_at__gt=at
    )
    opens_at = max((each.closes_at for each in before), default=at)
    day = local_date(opens_at)
    practised.kind, practised.own_title, practised.date = origin.kind, origin.own_title, day
    practised.slug = free_slug(day, f"{origin.kind}-prove")
    practised.opens_at = opens_at
    practised.closes_at = opens_at + (origin.closes_at - origin.opens_at)
    practised.collects_from = opens_at
    practised.room, practised.video_url = origin.room, origin.video_url
    practised.moderation, practised.names = origin.moderation, origin.names
    practised.status_text = origin.status_text
    practised.save()
    Duty.objects.bulk_create(_duties(origin, practised))
    return practised


def _duties(origin: QuestionHour, copy: QuestionHour) -> Iterator[Duty]:
    for duty in origin.duties.all():
        duty.pk, duty.hour = None, copy
        yield duty


def _copy_questions(origin: QuestionHour, copy: QuestionHour, by: User, at: datetime) -> None:
    """Words of real questions, of this hour or else of those before it; asked by the one who
    practises, so that nobody hears of what happens to them."""
    rows = Question.objects.public().filter(hour__rollout=origin.rollout_id)
    own = list(rows.filter(hour=origin).ranked()[:COPIED])
    for question in own or list(rows.newest()[:COPIED]):
        copied = Question.objects.create(
            hour=copy,
            area_id=question.area_id,
            role=question.role,
            kind=question.kind,
            text=question.text,
            detail=question.detail,
            language=question.language,
            asked_by=by,
            asked_at=at,
            submission=uuid4(),
            vote_count=1,
        )
        Vote.objects.create(question=copied, voter=by, at=at)
        if report := ErrorReport.objects.filter(pk=question.pk).first():
            report.pk = copied.pk
            report.save(force_insert=True)
