"""What one person has before them: their own duties, and those that somebody asks them to take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sufflor.organization.models import User
from sufflor.questions.models import Duty, Swap
from sufflor.questions.queries.roster import asked_swaps, duties_of


@dataclass(frozen=True, slots=True)
class MyDuty:
    """A duty, and whom it has been offered to without an answer yet."""

    duty: Duty
    offered: Swap | None


@dataclass(frozen=True, slots=True)
class MyDuties:
    duties: tuple[MyDuty, ...]
    asked: tuple[Swap, ...]


def my_duties(person: User, at: datetime) -> MyDuties:
    """Three queries."""
    duties = duties_of(person, at)
    open_swaps = Swap.objects.filter(duty__in=duties, answered_at=None).select_related("to_person")
    offered = {swap.duty_id: swap for swap in open_swaps}
    return MyDuties(
        duties=tuple(MyDuty(duty, offered.get(duty.pk)) for duty in duties),
        asked=tuple(asked_swaps(person, at)),
    )
