"""How the work list says when something is due, and how long it has been where."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from sufflor.lib.clock import OSLO, local_date

SOON = timedelta(hours=2)
MINUTE = timedelta(minutes=1)
MOST_KEPT = 4096
# A week of days says less than the date.
DAYS_TOLD = 6


class DueWords(NamedTuple):
    """`tone` is "danger" when it is late and "lys" when it soon is; the words say so as well."""

    text: str
    tone: str = ""


def due_words(
    due_at: datetime | None, at: datetime, language: str | None = None
) -> DueWords | None:
    """`language` is that of the page, where many are said."""
    if due_at is None:
        return None
    language = language or get_language()
    if due_at < at:
        return _over(_minutes(at - due_at), language)
    left = due_at - at
    if left <= SOON:
        return DueWords(_span(_minutes(left), language), "lys")
    days = (local_date(due_at) - local_date(at)).days
    if days == 0:
        return DueWords(_span(_minutes(left), language))
    return DueWords(_("tomorrow") if days == 1 else _days(days, due_at))


def span(time: timedelta) -> str:
    """“53 min”, “3 h 25 min”, “4 days”: as exact as somebody who plans a day needs it."""
    return _span(_minutes(time), get_language())


def _minutes(time: timedelta) -> int:
    return max(time // MINUTE, 1)


@lru_cache(maxsize=MOST_KEPT)
def _over(minutes: int, language: str | None) -> DueWords:
    return DueWords(_("%(time)s over") % {"time": _span(minutes, language)}, "danger")


@lru_cache(maxsize=MOST_KEPT)
def _span(minutes: int, _language: str | None) -> str:
    """In the language of the page; a list says fifty of them."""
    hours, minutes = divmod(minutes, 60)
    if hours >= 48:
        return ngettext("%(count)d day", "%(count)d days", hours // 24) % {"count": hours // 24}
    if not hours:
        return _("%(minutes)d min") % {"minutes": minutes}
    if not minutes or hours >= 10:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}


def _days(days: int, due_at: datetime) -> str:
    if days > DAYS_TOLD:
        return str(date_format(due_at.astimezone(OSLO), "MONTH_DAY_FORMAT"))
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
