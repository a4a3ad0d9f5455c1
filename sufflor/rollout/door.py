"""One way in at one instant, and all of them: open or not, why, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.lib.clock import OSLO, local_date, local_time
from sufflor.lib.refusals import Refusal
from sufflor.rollout.models import DoorState
from sufflor.rollout.plan import (
    Names,
    PlannedModeChange,
    PlannedOverride,
    PlannedRollout,
    PlannedWay,
)

NEXT_HOUR = "/sporretimer/neste/"


class DoorClosed(Refusal):
    reason = gettext_lazy("This way in is closed now.")
    way_out = gettext_lazy("Ask in the next question hour")
    way_out_url = NEXT_HOUR


class Mode(StrEnum):
    """What kind of day it is. PAUSED: back in normal operation by hand while a rollout goes on."""

    NORMAL = "normal"
    UPCOMING = "upcoming"
    ROLLOUT_DAY = "rollout_day"
    PAUSED = "paused"
    GAP_DAY = "gap_day"
    AFTER = "after"
    CALLED_OFF = "called_off"


class Cause(StrEnum):
    """Why a door is as it is."""

    ORDINARY = "ordinary"
    EXCEPTION = "exception"
    POLICY = "policy"
    BY_HAND = "by_hand"
    OVERRIDE = "override"
    NO_HOUR = "no_hour"


@dataclass(frozen=True)
class Door:
    """One way in at one instant, and why it is as it is."""

    slug: str
    kind: str
    state: DoorState
    cause: Cause
    names: Names
    contact: str = ""
    url: str = ""
    urgency: str = ""
    opens_again_at: datetime | None = None
    replaced_by: PlannedWay | None = None
    rollout: PlannedRollout | None = None
    override: PlannedOverride | None = None

    @property
    def is_open(self) -> bool:
        return self.state == DoorState.OPEN

    @property
    def is_exception(self) -> bool:
        return bool(self.urgency)

    @property
    def opens_again(self) -> date | None:
        return local_date(self.opens_again_at) if self.opens_again_at else None

    @property
    def label(self) -> str:
        return str(self.names)

    @property
    def reason(self) -> str:
        """One sentence in the language of the page; says when the door opens again, if known."""
        return " ".join(part for part in (self._why(), self.opening) if part)

    @property
    def brief(self) -> str:
        """As `reason`, where the page says already which rollout it is, and what to use instead."""
        if self.cause not in {Cause.POLICY, Cause.BY_HAND}:
            return self.reason
        shut = _("Closed for now.") if self.cause == Cause.BY_HAND else _("Closed on rollout days.")
        return " ".join(part for part in (shut, self.opening) if part)

    @property
    def instead(self) -> str:
        """The way in that takes over while this one is closed, when one does."""
        return str(self.replaced_by.names) if self.replaced_by else ""

    def _why(self) -> str:
        match self.cause:
            case Cause.EXCEPTION:
                return _("Always open, since this cannot wait.")
            case Cause.OVERRIDE if self.override:
                said = _("Opened by us") if self.is_open else _("Closed by us")
                return f"{said}: {self.override.reason.rstrip('.')}."
            case Cause.NO_HOUR:
                return _("Question hours are held on rollout days.")
            case Cause.POLICY | Cause.BY_HAND if self.rollout:
                return self._shut() % {"rollout": self.rollout.names, "way": self.instead}
        return _("Open as usual.")

    def _shut(self) -> str:
        if self.cause == Cause.BY_HAND:
            if self.replaced_by:
                return _("%(rollout)s: replaced by %(way)s for now.")
            return _("%(rollout)s: closed for now.")
        if self.replaced_by:
            return _("%(rollout)s: replaced by %(way)s on rollout days.")
        return _("%(rollout)s: closed on rollout days.")

    @property
    def opening(self) -> str:
        """When a closed door opens again, if that is known."""
        if self.is_open or self.opens_again_at is None:
            return ""
        day = date_format(self.opens_again_at.astimezone(OSLO), "MONTH_DAY_FORMAT")
        clock = local_time(self.opens_again_at)
        if clock == time.min:
            return _("Opens again %(date)s.") % {"date": day}
        said = _("Opens again %(date)s at %(clock)s.")
        return said % {"date": day, "clock": time_format(clock, "TIME_FORMAT")}


@dataclass(frozen=True)
class Doors:
    """Everything about the ways in at one instant."""

    mode: Mode
    ways: tuple[Door, ...]
    rollout: PlannedRollout | None = None
    day_number: int = 0
    next_date: date | None = None
    # What was decided by hand about the whole rollout, where the dates say something else.
    by_hand: PlannedModeChange | None = None

    @property
    def day_count(self) -> int:
        return len(self.rollout.days) if self.rollout else 0

    @property
    def last_date(self) -> date | None:
        return self.rollout.last_date if self.rollout else None

    def way(self, slug: str) -> Door:
        """One door; a slug that nobody has planned raises KeyError."""
        for door in self.ways:
            if door.slug == slug:
                return door
        raise KeyError(slug)

    def require_open(self, slug: str) -> Door:
        """Go on only when this way in is open."""
        door = self.way(slug)
        require_open(door)
        return door


def require_open(door: Door) -> None:
    if not door.is_open:
        raise DoorClosed(door.reason)
