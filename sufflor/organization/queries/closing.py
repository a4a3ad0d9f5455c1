"""Which groups are closed for so long that others are asked before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sufflor.lib.clock import local_date
from sufflor.organization.models import SupportGroup
from sufflor.organization.queries.hours import kept_times

# Over night and at a weekend a request waits for those who are nearest.
LONG = timedelta(days=1)
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Shut:
    """A group that others answer before. `until` is None where nobody has said when it opens."""

    group: SupportGroup
    until: date | None


def shut_for_long(groups: Sequence[SupportGroup], at: datetime) -> list[Shut]:
    """Those that open more than a day after the first of them does. One alone is never passed by,
    and costs no query."""
    if len(groups) < 2:
        return []
    times = kept_times()
    opens = {group.pk: times.calendar(group.pk).next_open(at) or NEVER for group in groups}
    soonest = min(opens.values())
    if soonest == NEVER:
        return []
    late = [group for group in groups if opens[group.pk] - soonest > LONG]
    return [Shut(group, _day(opens[group.pk])) for group in late]


def _day(opens: datetime) -> date | None:
    return None if opens == NEVER else local_date(opens)
