"""One way in at one instant, and all of them: open or not, why, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.lib.refusals import Refusal
from sufflor.rollout.models import DoorState
from sufflor.rollout.plan import Names, PlannedOverride, PlannedRollout, PlannedWay

NEXT_HOUR = "/sporretimer/neste/"


class DoorClosed(Refusal):
    reason = gettext_lazy("This way in is closed now.")
    way_out = gettext_lazy("Ask in the next question hour")
    way_out_url = NEXT_HOUR


class Mode(StrEnum):
    NORMAL = "normal"
    UPCOMING = "upcoming"
    ROLLOUT_DAY = "rollout_day"
    GAP_DAY = "gap_day"
    AFTER = "after"


class Cause(StrEnum):
    """Why a door is as it is."""

    ORDINARY = "ordinary"
    EXCEPTION = "exception"
    POLICY = "policy"
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
    opens_again: date | None = None
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
    def label(self) -> str:
        return str(self.names)

    @property
    def reason(self) -> str:
        """One sentence in the language of the page; says when the door opens again, if known."""
        return " ".join(part for part in (self._why(), self._when()) if part)

    def _why(self) -> str:
        match self.cause:
            case Cause.EXCEPTION:
                return _("Always open, since this cannot wait.")
            case Cause.OVERRIDE if self.override:
                said = _("Opened by us") if self.is_open else _("Closed by us")
                return f"{said}: {self.override.reason.rstrip('.')}."
            case Cause.NO_HOUR:
                return _("Question hours are held on rollout days.")
            case Cause.POLICY if self.rollout and self.replaced_by:
                return _("%(rollout)s: replaced by %(way)s on rollout days.") % {
                    "rollout": self.rollout.names,
                    "way": self.replaced_by.names,
                }
            case Cause.POLICY if self.rollout and not self.is_open:
                return _("%(rollout)s: closed on rollout days.") % {"rollout": self.rollout.names}
        return _("Open as usual.")

    def _when(self) -> str:
        if self.is_open or self.opens_again is None:
            return ""
        return _("Opens again %(date)s.") % {
            "date": date_format(self.opens_again, "MONTH_DAY_FORMAT")
        }


@dataclass(frozen=True)
class Doors:
    """Everything about the ways in at one instant."""

    mode: Mode
    ways: tuple[Door, ...]
    rollout: PlannedRollout | None = None
    day_number: int = 0
    next_date: date | None = None

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
