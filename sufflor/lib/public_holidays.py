"""The days off that Norwegian law gives everyone: fixed dates, and those that follow Easter."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter

# Month and day: New Year's Day, the first and the seventeenth of May, and two days of Christmas.
FIXED = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
# Days from Easter Day: Maundy Thursday, Good Friday, Easter and the day after, Ascension Day, and
# Whit Sunday and the day after.
AFTER_EASTER = (-3, -2, 0, 1, 39, 49, 50)


def is_public_holiday(day: date) -> bool:
    """Ordinary Sundays are no holidays here; whoever is closed on them says so by weekday."""
    return day in public_holidays(day.year)


@cache
def public_holidays(year: int) -> frozenset[date]:
    fixed = {date(year, month, day) for month, day in FIXED}
    easter_day: date = easter(year)
    return frozenset(fixed | {easter_day + timedelta(days=days) for days in AFTER_EASTER})
