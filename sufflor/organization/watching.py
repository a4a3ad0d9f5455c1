"""Who has the watch just now, for pages that say it to those who help; kept."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import get_language

from sufflor.lib.clock import local_date
from sufflor.lib.kept import Kept
from sufflor.organization.queries import OnWatch, watches_today

_kept: Kept[tuple[OnWatch, ...]] = Kept(size=6)


def on_watch(
    at: datetime, revision: int, groups: Collection[int] | None = None
) -> tuple[OnWatch, ...]:
    """In these groups, or in all. Read once a day and per revision of "organization"."""
    day = local_date(at)
    today = _kept.get((day, get_language()), revision, lambda: watches_today(day))
    return tuple(one for one in today if one.has_it(at) and (groups is None or one.group in groups))
