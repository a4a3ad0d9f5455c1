"""Which ways in are open at an instant: one pure function of the plan and the time.

Everything that opens or closes asks here. Nothing is stored when a day begins or ends: the answer
follows from the clock, so no job has to run and no process has to start anew.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sufflor.lib.clock import OSLO, end_of_day, local_date, moment, start_of_day
from sufflor.rollout.door import Cause, Door, Doors, Mode
from sufflor.rollout.models import DoorState, WayKind
from sufflor.rollout.plan import PlannedModeChange, PlannedOverride, PlannedRollout, PlannedWay

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
        stretch = self.stretch(at)
        found = self._found.get(stretch)
        if found is None:
            found = self._found[stretch] = _doors(self, at)
        return found

    def stretch(self, at: datetime) -> int:
        """The number of that stretch: what is said of the doors is the same as long as it is."""
        return bisect_right(self.changes, at)

    def rollout(self, pk: int) -> PlannedRollout:
        """One rollout; one that nobody has planned raises KeyError."""
        for rollout in self.rollouts:
            if rollout.pk == pk:
                return rollout
        raise KeyError(pk)

    def with_mode_change(self, pk: int, change: PlannedModeChange) -> Plan:
        """The plan as it would be, to look at before anything is done."""
        rollouts = (
            replace(rollout, changes=(change, *rollout.changes)) if rollout.pk == pk else rollout
            for rollout in self.rollouts
        )
        return replace(self, rollouts=tuple(rollouts))

    def called_off(self, pk: int, reason: str, at: datetime) -> Plan:
        """The plan as it would be without a rollout."""
        rollouts = (
            replace(rollout, called_off_at=at, called_off_why=reason)
            if rollout.pk == pk
            else rollout
            for rollout in self.rollouts
        )
        return replace(self, rollouts=tuple(rollouts))


def _changes(plan: Plan) -> tuple[datetime, ...]:
    days = {day for rollout in plan.rollouts for day in rollout.days}
    edges = days | {day + timedelta(days=1) for day in days}
    for rollout in plan.rollouts:
        edges.add(rollout.first_date - AHEAD)
        edges.add(rollout.last_date + timedelta(days=1) + AFTERWARDS)
    instants = {start_of_day(day) for day in edges}
    for rollout in plan.rollouts:
        instants |= {
            instant
            for change in rollout.changes
            for instant in (change.at, change.to_at)
            if instant
        }
        if rollout.called_off_at:
            instants |= {rollout.called_off_at, _until(rollout.called_off_at)}
    for override in plan.overrides:
        instants |= {instant for instant in (override.from_at, override.to_at) if instant}
    return tuple(sorted(instants))


def _doors(plan: Plan, at: datetime) -> Doors:
    today = local_date(at)
    mode, rollout = _mode(plan.rollouts, at)
    days = rollout.days if rollout else ()
    moved = rollout.by_hand(at) if rollout else None
    makes_a_difference = mode == Mode.PAUSED or (mode == Mode.ROLLOUT_DAY and today not in days)
    return Doors(
        mode=mode,
        rollout=rollout,
        ways=tuple(_door(plan, way, at) for way in plan.ways),
        day_number=sum(day <= today for day in days),
        next_date=next((day for day in days if day > today), None),
        by_hand=moved if makes_a_difference else None,
    )


def _mode(rollouts: tuple[PlannedRollout, ...], at: datetime) -> tuple[Mode, PlannedRollout | None]:
    """What kind of day it is. Of several rollouts, the one that concerns people most today."""
    today = local_date(at)
    held = [rollout for rollout in rollouts if not rollout.is_called_off(at)]
    for rollout in held:
        if rollout.is_in_force(at):
            return Mode.ROLLOUT_DAY, rollout
    for rollout in held:
        if rollout.by_hand(at) and rollout.first_date - AHEAD <= today <= rollout.last_date:
            return Mode.PAUSED, rollout
    for rollout in held:
        if rollout.first_date < today < rollout.last_date:
            return Mode.GAP_DAY, rollout
    coming = [r for r in held if today < r.first_date <= today + AHEAD]
    if coming:
        return Mode.UPCOMING, min(coming, key=lambda rollout: rollout.first_date)
    return _what_was(rollouts, held, at)


def _what_was(
    rollouts: tuple[PlannedRollout, ...], held: list[PlannedRollout], at: datetime
) -> tuple[Mode, PlannedRollout | None]:
    """Of what is over or called off, the latest; for a while people want to know of it."""
    ends = [
        (rollout.called_off_at, Mode.CALLED_OFF, rollout)
        for rollout in rollouts
        if rollout.called_off_at
    ]
    ends += [(end_of_day(rollout.last_date), Mode.AFTER, rollout) for rollout in held]
    lately = [end for end in ends if end[0] <= at < _until(end[0])]
    if not lately:
        return Mode.NORMAL, None
    _ended_at, mode, rollout = max(lately, key=lambda end: end[0])
    return mode, rollout


def _until(ended_at: datetime) -> datetime:
    """Whole days: also when the clocks change in between, it ends at the same time of the day."""
    there = ended_at.astimezone(OSLO)
    return moment(there.date() + AFTERWARDS, there.time())


def _door(plan: Plan, way: PlannedWay, at: datetime) -> Door:
    state, cause, rollout, override = _state(plan, way, at)
    policy = rollout.policies.get(way.slug) if rollout else None
    replacement = policy.replaced_by if policy and state == DoorState.REPLACED else ""
    return Door(
        slug=way.slug,
        kind=way.kind,
        state=state,
        cause=cause,
        names=way.names,
        contact=way.contact,
        url=way.url,
        urgency=way.urgency,
        opens_again_at=None if state == DoorState.OPEN else _opens_again_at(plan, way, at),
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
    running = [rollout for rollout in plan.rollouts if rollout.is_in_force(at)]
    for rollout in running:
        policy = rollout.policies.get(way.slug)
        if policy and policy.state != DoorState.OPEN:
            cause = Cause.POLICY if rollout.has_day(at) else Cause.BY_HAND
            return DoorState(policy.state), cause, rollout, None
    if way.kind == WayKind.QUESTION_HOUR and not running and not _has_hours(plan, at):
        return DoorState.CLOSED, Cause.NO_HOUR, None, None
    return DoorState.OPEN, Cause.ORDINARY, running[0] if running else None, None


def _has_hours(plan: Plan, at: datetime) -> bool:
    """Hours are laid on dates: they are held also when the other doors are opened by hand."""
    return any(rollout.has_day(at) for rollout in plan.rollouts)


def _opens_again_at(plan: Plan, way: PlannedWay, at: datetime) -> datetime | None:
    """The first instant, from now on, at which some change opens the door."""
    for change in plan.changes:
        if change > at and _state(plan, way, change)[0] == DoorState.OPEN:
            return change
    return None
