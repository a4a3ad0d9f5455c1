"""Reading the plan, and from it which doors are open."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Min, QuerySet

from sufflor.events.http import CHROME
from sufflor.events.queries import revisions
from sufflor.lib.kept import Kept
from sufflor.lib.prepared import Values, prepared_rows
from sufflor.rollout.door import Doors
from sufflor.rollout.doors import Plan
from sufflor.rollout.models import ModeChange, Override, Policy, Rollout, RolloutDay, WayIn
from sufflor.rollout.plan import (
    Names,
    PlannedModeChange,
    PlannedOverride,
    PlannedPolicy,
    PlannedRollout,
    PlannedWay,
)

_kept: Kept[Plan] = Kept(size=2)


def doors(at: datetime, plan: Plan | None = None) -> Doors:
    """The one place that knows which ways in are open at an instant, and why."""
    return (plan or current_plan()).doors(at)


def current_plan(revision: int | None = None) -> Plan:
    """The plan as of the topic "chrome"; pages that know its revision already pass it on.

    For gates. Deeds that change the plan read it with `read_plan`, since what they have written
    may still be undone and must not be kept.
    """
    if revision is None:
        revision = revisions([CHROME])[CHROME]
    return _kept.get("plan", revision, read_plan)


def planned_days() -> frozenset[date]:
    """The dates of every rollout that is not called off."""
    return frozenset(prepared_rows("planned days", Values(), _planned_days))


def begun_since(first: date, last: date) -> list[Rollout]:
    """Those that are not called off and whose first day is one of these."""
    rows = Rollout.objects.filter(called_off_at=None).annotate(first=Min("days__date"))
    return list(rows.filter(first__range=(first, last)).order_by("pk"))


def dates_of(rollout: int) -> list[date]:
    """None once it is called off."""
    days = RolloutDay.objects.filter(rollout=rollout, rollout__called_off_at=None)
    return list(days.order_by("date").values_list("date", flat=True))


def _planned_days(_values: Values) -> QuerySet[RolloutDay, date]:
    days = RolloutDay.objects.filter(rollout__called_off_at=None)
    return days.values_list("date", flat=True)


def read_plan() -> Plan:
    """The plan from the database, in five queries."""
    ways = tuple(_way(way) for way in WayIn.objects.all())
    return Plan(
        ways=ways,
        rollouts=_rollouts({way.pk: way.slug for way in ways}),
        overrides=tuple(
            _override(override)
            for override in Override.objects.filter(undone_at=None).select_related("way_in", "by")
        ),
    )


def _way(way: WayIn) -> PlannedWay:
    return PlannedWay(
        pk=way.pk,
        slug=way.slug,
        kind=way.kind,
        names=Names(way.name, way.name_nn, way.name_en),
        contact=way.contact,
        url=way.url,
        urgency=way.urgency,
    )


def _rollouts(slugs: dict[int, str]) -> tuple[PlannedRollout, ...]:
    policies: dict[int, dict[str, PlannedPolicy]] = {}
    # A way in that was added since the ways were read is left to the next revision.
    for row in Policy.objects.filter(way_in__in=list(slugs)):
        replacement = slugs.get(row.replaced_by_id, "") if row.replaced_by_id else ""
        policies.setdefault(row.rollout_id, {})[slugs[row.way_in_id]] = PlannedPolicy(
            row.state, replacement
        )
    changes: dict[int, list[PlannedModeChange]] = {}
    for change in ModeChange.objects.filter(undone_at=None).select_related("by"):
        changes.setdefault(change.rollout_id, []).append(_mode_change(change))
    grouped: dict[Rollout, list[RolloutDay]] = {}
    for day in RolloutDay.objects.select_related("rollout").order_by("date", "rollout_id"):
        grouped.setdefault(day.rollout, []).append(day)
    return tuple(
        _rollout(rollout, days, policies.get(rollout.pk, {}), changes.get(rollout.pk, []))
        for rollout, days in grouped.items()
    )


def _rollout(
    rollout: Rollout,
    days: list[RolloutDay],
    policies: dict[str, PlannedPolicy],
    changes: list[PlannedModeChange],
) -> PlannedRollout:
    return PlannedRollout(
        pk=rollout.pk,
        names=Names(rollout.name, rollout.name_nn, rollout.name_en),
        days=tuple(day.date for day in days),
        policies=policies,
        system=rollout.system,
        replaces=rollout.replaces,
        known=Names(rollout.known, rollout.known_nn, rollout.known_en),
        awaiting=Names(rollout.awaiting, rollout.awaiting_nn, rollout.awaiting_en),
        changes=tuple(changes),
        called_off_at=rollout.called_off_at,
        called_off_why=rollout.called_off_why,
    )


def _mode_change(change: ModeChange) -> PlannedModeChange:
    return PlannedModeChange(
        pk=change.pk,
        course=change.course,
        reason=change.reason,
        by=change.by.full_name,
        at=change.at,
        to_at=change.to_at,
    )


def _override(override: Override) -> PlannedOverride:
    return PlannedOverride(
        pk=override.pk,
        slug=override.way_in.slug,
        state=override.state,
        reason=override.reason,
        by=override.by.full_name,
        from_at=override.from_at,
        to_at=override.to_at,
    )
