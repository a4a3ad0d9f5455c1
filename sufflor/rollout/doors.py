"""Which ways in are open at an instant: one pure function of the plan and the time.

Everything that opens or closes asks here. Nothing is stored when a day begins or ends: the answer
follows from the clock, so no job has to run and no process has to start anew.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sufflor.lib.clock import local_date, start_of_day
from sufflor.rollout.door import Cause, Door, Doors, Mode
from sufflor.rollout.models import DoorState, WayKind
from sufflor.rollout.plan import PlannedOverride, PlannedRollout, PlannedWay

# How long before the first day pages say that a rollout is coming, and for how long after the last
# one they say that it is over.
AHEAD = timedelta(days=28)
AFTERWARDS = timedelta(days=30)


@dataclass(frozen=True)
class Plan:
    """Everything that decides about doors. Between two of `changes` nothing opens or closes."""

    ways: tuple[PlannedWay, ...] = ()
    rollouts: tuple[PlannedRollout, ...] = ()
    overrides: tuple[PlannedOverride, ...] = ()
    changes: tuple[datetime, ...] = field(init=False, repr=False)
    _found: dict[int, Doors] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "changes", _changes(self))

    def doors(self, at: datetime) -> Doors:
        """What holds at `at`, found once for each stretch of time in which it stays the same."""
        stretch = bisect_right(self.changes, at)
        found = self._found.get(stretch)
        if found is None:
            found = self._found[stretch] = _doors(self, at)
        return found


def _changes(plan: Plan) -> tuple[datetime, ...]:
    days = {day for rollout in plan.rollouts for day in rollout.days}
    edges = days | {day + timedelta(days=1) for day in days}
    for rollout in plan.rollouts:
        edges.add(rollout.first_date - AHEAD)
        edges.add(rollout.last_date + timedelta(days=1) + AFTERWARDS)
    instants = {start_of_day(day) for day in edges}
    for override in plan.overrides:
        instants.add(override.from_at)
        if override.to_at:
            instants.add(override.to_at)
    return tuple(sorted(instants))


def _doors(plan: Plan, at: datetime) -> Doors:
    today = local_date(at)
    mode, rollout = _mode(plan.rollouts, today)
    days = rollout.days if rollout else ()
    return Doors(
        mode=mode,
        rollout=rollout,
        ways=tuple(_door(plan, way, at) for way in plan.ways),
        day_number=sum(day <= today for day in days),
        next_date=next((day for day in days if day > today), None),
    )


def _mode(rollouts: tuple[PlannedRollout, ...], today: date) -> tuple[Mode, PlannedRollout | None]:
    """What kind of day it is. Of several rollouts, the one that concerns people most today."""
    for rollout in rollouts:
        if today in rollout.days:
            return Mode.ROLLOUT_DAY, rollout
    for rollout in rollouts:
        if rollout.first_date < today < rollout.last_date:
            return Mode.GAP_DAY, rollout
    coming = [r for r in rollouts if today < r.first_date <= today + AHEAD]
    if coming:
        return Mode.UPCOMING, min(coming, key=lambda rollout: rollout.first_date)
    over = [r for r in rollouts if r.last_date < today <= r.last_date + AFTERWARDS]
    if over:
        return Mode.AFTER, max(over, key=lambda rollout: rollout.last_date)
    return Mode.NORMAL, None


def _door(plan: Plan, way: PlannedWay, at: datetime) -> Door:
    state, cause, rollout, override = _state(plan, way, at)
    policy = rollout.policies.get(way.slug) if rollout else None
    replacement = policy.replaced_by if policy and cause == Cause.POLICY else ""
    return Door(
        slug=way.slug,
        kind=way.kind,
        state=state,
        cause=cause,
        names=way.names,
        contact=way.contact,
        url=way.url,
        urgency=way.urgency,
        opens_again=None if state == DoorState.OPEN else _opens_again(plan, way, at),
        replaced_by=next((other for other in plan.ways if other.slug == replacement), None),
        rollout=rollout,
        override=override,
    )


def _state(
    plan: Plan, way: PlannedWay, at: datetime
) -> tuple[DoorState, Cause, PlannedRollout | None, PlannedOverride | None]:
    """By hand before by exception, by exception before by plan."""
    for override in plan.overrides:
        if override.slug == way.slug and override.holds(at):
            return DoorState(override.state), Cause.OVERRIDE, None, override
    if way.urgency:
        return DoorState.OPEN, Cause.EXCEPTION, None, None
    today = local_date(at)
    running = [rollout for rollout in plan.rollouts if today in rollout.days]
    for rollout in running:
        policy = rollout.policies.get(way.slug)
        if policy and policy.state != DoorState.OPEN:
            return DoorState(policy.state), Cause.POLICY, rollout, None
    if way.kind == WayKind.QUESTION_HOUR and not running:
        return DoorState.CLOSED, Cause.NO_HOUR, None, None
    return DoorState.OPEN, Cause.ORDINARY, running[0] if running else None, None


def _opens_again(plan: Plan, way: PlannedWay, at: datetime) -> date | None:
    """The first local date, from now on, on which the door is open at some change of state."""
    for change in plan.changes:
        if change > at and _state(plan, way, change)[0] == DoorState.OPEN:
            return local_date(change)
    return None
