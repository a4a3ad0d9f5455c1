"""How a moment is written: “now”, hours from now, whole days from today, or a date.

"+1d" is when tomorrow begins, so “before +1d” is by the end of today, whatever the clock says.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from sufflor.lib.clock import local_date, start_of_day

NOW = "now"
_AWAY = re.compile(r"([+-]\d{1,4})([hd])")
_DATE = re.compile(r"(?:19|20|21)\d{2}-\d{2}-\d{2}")


def is_moment(text: str) -> bool:
    if _DATE.fullmatch(text):
        try:
            date.fromisoformat(text)
        except ValueError:
            return False
        return True
    return text == NOW or _AWAY.fullmatch(text) is not None


def moment_of(text: str, at: datetime) -> datetime:
    """Of a text that is a moment."""
    away = _AWAY.fullmatch(text)
    if away is None:
        return at if text == NOW else start_of_day(date.fromisoformat(text))
    count = int(away[1])
    if away[2] == "h":
        return at + timedelta(hours=count)
    return start_of_day(local_date(at) + timedelta(days=count))
