"""Laying question hours on the days of a rollout: the rhythm that is the same every day."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from sufflor.events import actions as events
from sufflor.events.http import CHROME
from sufflor.lib.clock import moment
from sufflor.lib.refusals import require
from sufflor.lib.text import one_line
from sufflor.organization.models import User
from sufflor.questions import rules
from sufflor.questions.models import HourKind, QuestionHour
from sufflor.rollout import actions as rollouts
from sufflor.rollout.actions import Wording
from sufflor.rollout.models import Rollout
from sufflor.rollout.rules import WayPolicy


@dataclass(frozen=True)
class Slot:
    """One hour of every rollout day, on the wall clock in Oslo."""

    kind: HourKind
    opens: time
    closes: time


DAILY = (
    Slot(HourKind.OPENING, time(8, 30), time(9, 0)),
    Slot(HourKind.CLOSING, time(15, 0), time(15, 30)),
)
# The first hour of a rollout takes questions from the day before.
FIRST_COLLECTS = time(14, 0)


@dataclass(frozen=True)
class Planned:
    kind: HourKind
    date: date
    opens_at: datetime
    closes_at: datetime
    collects_from: datetime


@transaction.atomic
def plan_rollout(
    *,
    wording: Wording,
    dates: Collection[date],
    policies: Collection[WayPolicy],
    by: User,
    at: datetime,
) -> Rollout:
    """Lay a rollout on its dates, with an opening and a closing hour on each."""
    rollout = rollouts.plan_rollout(wording=wording, dates=dates, policies=policies, by=by, at=at)
    plan_hours(rollout=rollout, by=by, at=at)
    return rollout


@transaction.atomic
def change_rollout(
    *,
    rollout: Rollout,
    wording: Wording,
    dates: Collection[date],
    policies: Collection[WayPolicy],
    by: User,
    at: datetime,
) -> Rollout:
    """Change a rollout; hours follow its dates where nobody has asked or changed anything yet."""
    rollout = rollouts.change_rollout(
        rollout=rollout, wording=wording, dates=dates, policies=policies, by=by, at=at
    )
    plan_hours(rollout=rollout, by=by, at=at)
    return rollout


@transaction.atomic
def plan_hours(*, rollout: Rollout, by: User, at: datetime) -> None:
    """Make the hours follow the rollout's dates. Doing it twice is the same as doing it once.

    Only hours that are still to come are made or taken away, and never one that has questions or
    that somebody has changed by hand.
    """
    require(rules.may_plan(by))
    dates = list(rollout.days.order_by("date").values_list("date", flat=True))
    removed = _remove_those_without_a_date(rollout, dates, at)
    added = _lay(rollout, list(series(dates)), at)
    if added or removed:
        added_json: list[events.JsonValue] = list(added)
        removed_json: list[events.JsonValue] = list(removed)
        events.record(
            "hours.planned", about=rollout, by=by, at=at, added=added_json, removed=removed_json
        )
        events.touch(CHROME)


@transaction.atomic
def change_hour(
    *, hour: QuestionHour, room: str, video_url: str, by: User, at: datetime
) -> QuestionHour:
    """Give an hour its room and its video link."""
    require(rules.may_host(by) or rules.may_plan(by))
    hour = QuestionHour.objects.select_for_update(no_key=True).get(pk=hour.pk)
    hour.room, hour.video_url = one_line(room), video_url
    hour.changed_at, hour.changed_by = at, by
    hour.save(update_fields=["room", "video_url", "changed_at", "changed_by"])
    events.record("hour.changed", about=hour, by=by, at=at)
    events.touch(hour.topic)
    events.touch(CHROME)
    return hour


def series(dates: Collection[date]) -> Iterator[Planned]:
    """Every hour of the rollout in order; each takes questions from where the one before ended."""
    if not dates:
        return
    collects_from = moment(min(dates) - timedelta(days=1), FIRST_COLLECTS)
    for day in sorted(dates):
        for slot in DAILY:
            closes_at = moment(day, slot.closes)
            yield Planned(slot.kind, day, moment(day, slot.opens), closes_at, collects_from)
            collects_from = closes_at


def _remove_those_without_a_date(
    rollout: Rollout, dates: Collection[date], at: datetime
) -> list[str]:
    untouched = (
        QuestionHour.objects.filter(rollout=rollout, opens_at__gt=at, changed_at=None)
        .exclude(kind=HourKind.EXTRA)
        .exclude(date__in=dates)
        .filter(questions=None)
    )
    slugs = list(untouched.values_list("slug", flat=True))
    QuestionHour.objects.filter(slug__in=slugs).delete()
    return slugs


def _lay(rollout: Rollout, planned: list[Planned], at: datetime) -> list[str]:
    existing = {(hour.date, hour.kind): hour for hour in rollout.question_hours.all()}
    added = []
    for plan in planned:
        hour = existing.get((plan.date, plan.kind))
        if hour is None and plan.closes_at > at:
            added.append(_make(rollout, plan).slug)
        elif hour is not None and not hour.is_over(at):
            _follow(hour, plan)
    return added


def _make(rollout: Rollout, plan: Planned) -> QuestionHour:
    return QuestionHour.objects.create(
        rollout=rollout,
        kind=plan.kind,
        slug=_free_slug(plan),
        date=plan.date,
        opens_at=plan.opens_at,
        closes_at=plan.closes_at,
        collects_from=plan.collects_from,
    )


def _follow(hour: QuestionHour, plan: Planned) -> None:
    """Its neighbours have changed. An hour that is in use may begin earlier, never later."""
    is_untouched = hour.changed_at is None and not hour.questions.exists()
    collects_from = plan.collects_from
    if not is_untouched:
        collects_from = min(hour.collects_from, plan.collects_from)
    if collects_from != hour.collects_from:
        hour.collects_from = collects_from
        hour.save(update_fields=["collects_from"])


def _free_slug(plan: Planned) -> str:
    """2026-10-29-oppstart; with a number behind it when two rollouts share the day."""
    wanted = f"{plan.date:%Y-%m-%d}-{plan.kind.value}"
    taken = set(QuestionHour.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
