"""Who is away just now, for pages that say it to those who help; kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sufflor.lib.clock import local_date
from sufflor.lib.kept import Kept
from sufflor.organization.queries import away_on

_kept: Kept[Mapping[int, date]] = Kept(size=2)


def away_now(at: datetime, revision: int) -> Mapping[int, date]:
    """Until when, by the keys of those who are. Read once a day and per revision of
    "organization"."""
    day = local_date(at)
    return _kept.get(day, revision, lambda: away_on(day))
