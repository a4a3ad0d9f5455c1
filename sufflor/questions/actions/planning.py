"""Laying question hours on the days of a rollout: the rhythm that is the same every day."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime

from django.db import transaction

from sufflor.events import actions as events
from sufflor.events.http import CHROME
from sufflor.lib.addresses import free_among
from sufflor.lib.refusals import require
from sufflor.organization.models import User
from sufflor.questions import rules
from sufflor.questions.actions import carrying
from sufflor.questions.actions.carrying import Series
from sufflor.questions.actions.removing import remove_hour
from sufflor.questions.models import HourKind, HourTemplate, QuestionHour
from sufflor.questions.pattern import DAILY, Planned
from sufflor.rollout import actions as rollouts
from sufflor.rollout.actions import Wording
from sufflor.rollout.models import Rollout
from sufflor.rollout.rules import WayPolicy


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
    that somebody has changed or called off.
    """
    require(rules.may_plan(by))
    dates = list(rollout.days.order_by("date").values_list("date", flat=True))
    templates = templates_of(rollout)
    series = carrying.lock_all(rollout)
    removed = _remove_those_without_a_date(series, dates, at)
    added = _lay(series, list(_planned(templates, dates)), at)
    carrying.settle(series, by, at)
    if added or removed:
        added_json: list[events.JsonValue] = list(added)
        removed_json: list[events.JsonValue] = list(removed)
        events.record(
            "hours.planned", about=rollout, by=by, at=at, added=added_json, removed=removed_json
        )
        events.touch(CHROME)


def templates_of(rollout: Rollout) -> list[HourTemplate]:
    """One for each daily hour, made the first time that somebody asks for them."""
    there = {template.kind: template for template in rollout.hour_templates.all()}
    for kind, opens, closes in DAILY:
        if kind not in there:
            there[kind], _is_new = HourTemplate.objects.get_or_create(
                rollout=rollout, kind=kind, defaults={"opens": opens, "closes": closes}
            )
    return [there[kind] for kind, _opens, _closes in DAILY]


def planned_for(hour: QuestionHour) -> tuple[date, str]:
    """The day and the kind that an hour was laid for. Its address keeps them when it is moved."""
    try:
        return date.fromisoformat(hour.slug[:10]), hour.kind
    except ValueError:
        return hour.date, hour.kind


def free_slug(day: date, kind: str) -> str:
    """2026-10-29-oppstart; with a number behind it when two rollouts share the day."""
    wanted = f"{day:%Y-%m-%d}-{kind}"
    beside = QuestionHour.objects.filter(slug__startswith=wanted)
    return free_among(set(beside.values_list("slug", flat=True)), wanted)


def _planned(templates: Collection[HourTemplate], dates: Collection[date]) -> Iterator[Planned]:
    for day in dates:
        yield from (Planned(template, day) for template in templates)


def _remove_those_without_a_date(
    series: Series, dates: Collection[date], at: datetime
) -> list[str]:
    gone = [
        hour
        for hour in series.hours
        if hour.kind != HourKind.EXTRA
        and hour.opens_at > at
        and hour.changed_at is None
        and not hour.is_cancelled
        and hour.date not in dates
        and not hour.questions.exists()
    ]
    for hour in gone:
        series.hours.remove(hour)
        remove_hour(hour)
    return [hour.slug for hour in gone]


def _lay(series: Series, planned: list[Planned], at: datetime) -> list[str]:
    """On a day that has its hour already, perhaps moved there or called off, none is laid; nor
    where another hour has taken its time."""
    there = {planned_for(hour) for hour in series.hours if hour.kind != HourKind.EXTRA}
    there |= {(hour.date, hour.kind) for hour in series.held()}
    added = []
    for plan in planned:
        is_free = plan.key not in there and not series.at_once(plan.opens_at, plan.closes_at)
        if is_free and plan.closes_at > at:
            hour = _make(plan)
            series.hours.append(hour)
            added.append(hour.slug)
    return added


def _make(plan: Planned) -> QuestionHour:
    template = plan.template
    return QuestionHour.objects.create(
        rollout=template.rollout,
        kind=template.kind,
        slug=free_slug(plan.day, template.kind),
        date=plan.day,
        opens_at=plan.opens_at,
        closes_at=plan.closes_at,
        # Where the hour before it ends: `settle` says where that is.
        collects_from=plan.opens_at,
        own_title=template.own_title,
        room=template.room,
        video_url=template.video_url,
        moderation=template.moderation,
        names=template.names,
    )
