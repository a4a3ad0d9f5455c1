"""Visiting the pages elsewhere that departments keep links to: at night, one at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q

from sufflor.knowledge import actions
from sufflor.knowledge.models import Fault, Link
from sufflor.lib.clock import local_date, moment
from sufflor.lib.web_visits import Met, Visitor

AT_NIGHT = time(1)
# Between two visits to one place.
PAUSE = timedelta(seconds=20)
FAULTS = {
    Met.GONE: Fault.GONE,
    Met.NOWHERE: Fault.NOWHERE,
    Met.SILENT: Fault.SILENT,
    Met.BROKEN: Fault.BROKEN,
    Met.CLOSED: Fault.CLOSED,
    # Where we may not look ourselves, readers may well get in.
    Met.FORBIDDEN: Fault.CLOSED,
}


def to_visit(at: datetime) -> Iterator[tuple[Link, datetime]]:
    """Those that nobody has looked at since the night began, and when it is their turn."""
    if not settings.LINKS_ARE_VISITED:
        return
    night = _night(at)
    waiting = Link.objects.filter(Q(checked_at=None) | Q(checked_at__lt=night)).order_by("pk")
    before: Counter[str] = Counter()
    for link in waiting:
        place = urlsplit(link.url).hostname or ""
        turn = night + before[place] * PAUSE
        before[place] += 1
        if turn <= at:
            yield link, turn


def visit(link: Link, at: datetime) -> None:
    """Twice is the same as once. It is in no transaction while somebody else is waited for."""
    visitor = Visitor(f"Sufflor ({settings.PUBLIC_URL})", settings.LINKS_MAY_LEAD_INSIDE)
    actions.note_visit(link=link, fault=FAULTS.get(visitor.visit(link.url)), at=at)


def _night(at: datetime) -> datetime:
    """When the last night began."""
    today = moment(local_date(at), AT_NIGHT)
    return today if today <= at else moment(local_date(at) - timedelta(days=1), AT_NIGHT)
