"""Reading the plan, and from it which doors are open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from sufflor.events.http import CHROME
from sufflor.events.models import Event
from sufflor.events.queries import revisions
from sufflor.lib.kept import Kept
from sufflor.organization.models import User
from sufflor.rollout.door import Doors
from sufflor.rollout.doors import Plan
from sufflor.rollout.models import Override, Policy, Rollout, RolloutDay, WayIn
from sufflor.rollout.plan import (
    Names,
    PlannedOverride,
    PlannedPolicy,
    PlannedRollout,
    PlannedWay,
)

LOGGED = (
    "rollout.planned",
    "rollout.changed",
    "door.opened",
    "door.closed",
    "door.override_undone",
    "way_in.changed",
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


def read_plan() -> Plan:
    """The plan from the database, in four queries."""
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
    grouped: dict[Rollout, list[RolloutDay]] = {}
    for day in RolloutDay.objects.select_related("rollout").order_by("date", "rollout_id"):
        grouped.setdefault(day.rollout, []).append(day)
    return tuple(
        _rollout(rollout, days, policies.get(rollout.pk, {})) for rollout, days in grouped.items()
    )


def _rollout(
    rollout: Rollout, days: list[RolloutDay], policies: dict[str, PlannedPolicy]
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


@dataclass(frozen=True)
class LogLine:
    """One deed as the planners' log shows it."""

    at: datetime
    by: str
    verb: str
    about: str
    reason: str


def log(limit: int = 20) -> list[LogLine]:
    """The newest deeds about rollouts and doors, in three queries."""
    events = list(Event.objects.filter(verb__in=LOGGED).order_by("-id")[:limit])
    people = _named(User, (event.by for event in events))
    things = _named(WayIn, (event.about for event in events))
    things |= _named(Rollout, (event.about for event in events))
    return [
        LogLine(
            at=event.at,
            by=people.get(event.by, ""),
            verb=event.verb,
            about=things.get(event.about, event.about),
            reason=str(event.details.get("reason", "")),
        )
        for event in events
    ]


def _named(model: type[models.Model], references: Iterable[str]) -> dict[str, str]:
    """The names of objects by how history refers to them."""
    prefix = f"{model._meta.label_lower}:"
    pks = {reference.removeprefix(prefix) for reference in references if prefix in reference}
    found = model._default_manager.filter(pk__in=pks) if pks else ()
    return {f"{prefix}{thing.pk}": str(thing) for thing in found}
