"""Changing one hour: what it is like, whether it is held, and another beside it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.events import actions as events
from sufflor.events.http import CHROME
from sufflor.lib.clock import local_date
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import clean, one_line
from sufflor.organization.models import User
from sufflor.questions import rules
from sufflor.questions.actions import carrying
from sufflor.questions.actions.carrying import Series
from sufflor.questions.actions.planning import free_slug
from sufflor.questions.actions.wishes import HourWish
from sufflor.questions.models import STATUS_LENGTH, HourKind, Question, QuestionHour
from sufflor.rollout.actions.planning import require_held
from sufflor.rollout.models import Rollout

WHY_LENGTH = 300


class InThePast(Refusal):
    reason = gettext_lazy("Choose a time that is still to come.")
    status = 422


class HourIsOver(Refusal):
    reason = gettext_lazy("This hour is over.")
    way_out = gettext_lazy("Add an extra hour instead.")


class TimeTaken(Refusal):
    reason = gettext_lazy("Another hour is held at that time.")
    status = 422


class DayHasOne(Refusal):
    reason = gettext_lazy("That day has an hour of this kind already.")
    way_out = gettext_lazy("Call one of them off, or add an extra hour.")


class AskedInTrust(Refusal):
    reason = gettext_lazy("People have asked here knowing that fewer would see who they are.")
    way_out = gettext_lazy("Show names from the next hour on instead.")


class NoReasonGiven(Refusal):
    reason = gettext_lazy("Say in at most 300 characters why the hour is called off.")
    status = 422


class StatusTooLong(Refusal):
    reason = gettext_lazy("The status has at most 4,000 characters.")
    status = 422


class OnlyPractised(Refusal):
    reason = gettext_lazy("This is a rehearsal, which follows no plan.")
    way_out = gettext_lazy("End it, and begin another.")


@transaction.atomic
def change_hour(*, hour: QuestionHour, wanted: HourWish, by: User, at: datetime) -> QuestionHour:
    """Change when and where an hour is and how it works. After that it follows no template."""
    require(rules.may_arrange(by))
    wanted = wanted.checked()
    series, hour = _locked(hour)
    before = HourWish.of(hour)
    if before == wanted:
        return hour
    is_moved = (before.opens_at, before.closes_at) != (wanted.opens_at, wanted.closes_at)
    if is_moved:
        _move(series, hour, wanted, at)
    _show_as(hour, wanted, by, at)
    hour.own_title, hour.room, hour.video_url = wanted.title, wanted.room, wanted.video_url
    hour.changed_at, hour.changed_by = at, by
    hour.save()
    carrying.settle(series, by, at)
    _tell(hour, "hour.moved" if is_moved else "hour.changed", by, at)
    return hour


@transaction.atomic
def cancel_hour(*, hour: QuestionHour, reason: str, by: User, at: datetime) -> QuestionHour:
    """Call an hour off; what was asked waits in the next one. Twice is the same as once."""
    require(rules.may_arrange(by))
    reason = one_line(reason)
    if not reason or len(reason) > WHY_LENGTH:
        raise NoReasonGiven
    series, hour = _locked(hour)
    if hour.is_cancelled:
        return hour
    if hour.is_over(at) or hour.is_finished:
        raise HourIsOver
    hour.cancelled_at, hour.cancelled_by, hour.cancelled_why = at, by, reason
    hour.now_answering = None
    hour.save()
    carrying.settle(series, by, at)
    _tell(hour, "hour.cancelled", by, at, reason=reason)
    return hour


@transaction.atomic
def hold_again(*, hour: QuestionHour, by: User, at: datetime) -> QuestionHour:
    """Hold an hour after all: it gets its questions back. Holding what is held changes nothing."""
    require(rules.may_arrange(by))
    series, hour = _locked(hour)
    if not hour.is_cancelled:
        return hour
    if hour.is_over(at):
        raise HourIsOver
    if hour.rollout:
        require_held(hour.rollout)
    _require_the_day(series, hour)
    require_free_time(series, hour)
    hour.cancelled_at, hour.cancelled_by, hour.cancelled_why = None, None, ""
    hour.save()
    carrying.settle(series, by, at)
    _tell(hour, "hour.held_again", by, at)
    return hour


@transaction.atomic
def add_hour(
    *,
    rollout: Rollout | None,
    title: str,
    opens_at: datetime,
    closes_at: datetime,
    room: str,
    video_url: str,
    by: User,
    at: datetime,
) -> QuestionHour:
    """An extra hour beside the daily ones. If it comes first, what waits is taken up in it."""
    require(rules.may_plan(by))
    wanted = HourWish(opens_at, closes_at, title=title, room=room, video_url=video_url).checked()
    if wanted.opens_at <= at:
        raise InThePast
    if rollout:
        require_held(rollout)
    series = carrying.lock_all(rollout)
    day = local_date(wanted.opens_at)
    hour = QuestionHour(
        rollout=rollout,
        kind=HourKind.EXTRA,
        slug=free_slug(day, HourKind.EXTRA),
        date=day,
        opens_at=wanted.opens_at,
        closes_at=wanted.closes_at,
        # Where the hour before it ends: `settle` says where that is.
        collects_from=wanted.opens_at,
        own_title=wanted.title,
        room=wanted.room,
        video_url=wanted.video_url,
    )
    require_free_time(series, hour)
    hour.save()
    series.hours.append(hour)
    carrying.settle(series, by, at)
    _tell(hour, "hour.added", by, at)
    return hour


@transaction.atomic
def say_status(*, hour: QuestionHour, text: str, by: User, at: datetime) -> QuestionHour:
    """Say how the rollout stands: the first thing on the agenda, until a later hour says more."""
    require(rules.may_arrange(by))
    text = clean(text)
    if len(text) > STATUS_LENGTH:
        raise StatusTooLong
    hour = QuestionHour.objects.select_for_update(of=("self",), no_key=True).get(pk=hour.pk)
    if hour.status_text == text:
        return hour
    hour.status_text = text
    hour.save(update_fields=["status_text"])
    _tell(hour, "hour.status_said", by, at)
    return hour


def require_free_time(series: Series, hour: QuestionHour) -> None:
    other = series.at_once(hour.opens_at, hour.closes_at, beside=hour)
    if other is None:
        return
    raise TimeTaken(
        _("“%(hour)s” is held from %(opens)s to %(closes)s. Choose another time.")
        % {
            "hour": other.title,
            "opens": time_format(localtime(other.opens_at)),
            "closes": time_format(localtime(other.closes_at)),
        }
    )


def _locked(hour: QuestionHour) -> tuple[Series, QuestionHour]:
    if hour.is_rehearsal:
        raise OnlyPractised
    series = carrying.lock_beside(hour, all_of=True)
    return series, series.own(hour)


def _move(series: Series, hour: QuestionHour, wanted: HourWish, at: datetime) -> None:
    """An hour that goes on may be given another end; what has been is as it was."""
    if hour.is_over(at) or hour.is_finished:
        raise HourIsOver
    if wanted.closes_at <= at or (wanted.opens_at <= at and wanted.opens_at != hour.opens_at):
        raise InThePast
    hour.opens_at, hour.closes_at = wanted.opens_at, wanted.closes_at
    hour.date = local_date(wanted.opens_at)
    hour.collects_from = min(hour.collects_from, hour.opens_at)
    if not hour.is_cancelled:
        _require_the_day(series, hour)
        require_free_time(series, hour)


def _require_the_day(series: Series, hour: QuestionHour) -> None:
    if hour.kind == HourKind.EXTRA:
        return
    others = [other for other in series.held() if other.pk != hour.pk]
    if (hour.date, hour.kind) in {(other.date, other.kind) for other in others}:
        raise DayHasOne


def _show_as(hour: QuestionHour, wanted: HourWish, by: User, at: datetime) -> None:
    """Questions stay as seen as they were; who asked is never shown to more than was promised."""
    is_looser = rules.fewest(wanted.names, hour.names) != wanted.names
    if is_looser and Question.objects.filter(hour=hour).exists():
        raise AskedInTrust
    if wanted.moderation != hour.moderation:
        carrying.keep_shown(hour, str(wanted.moderation), by, at)
    hour.moderation, hour.names = str(wanted.moderation), str(wanted.names)


def _tell(hour: QuestionHour, verb: str, by: User, at: datetime, reason: str = "") -> None:
    if reason:
        events.record(verb, about=hour, by=by, at=at, reason=reason)
    else:
        events.record(verb, about=hour, by=by, at=at)
    events.touch(hour.topic)
    events.touch(CHROME)
