"""Who answers first in the demo's first line, for four weeks; one would rather swap."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import transaction

from sufflor.lib.clock import local_date
from sufflor.organization import actions
from sufflor.organization.models import SupportGroup, User, Watch
from sufflor.organization.queries import Wanted, monday_of

CLOCKS = ((time(8), time(11, 30)), (time(12), time(15, 30)))
WEEKS = timedelta(days=27)


@transaction.atomic
def fill(*, at: datetime) -> None:
    """Once, like the opening hours. Everyone in turn, another after lunch than before."""
    group = SupportGroup.objects.get(code="forstelinjen")
    people = list(group.members.filter(is_active=True).order_by("username"))
    if Watch.objects.exists() or len(people) < 2:
        return
    planner = User.objects.get(username="admin")
    week = [
        Wanted(day, *clocks, people[(day + number) % len(people)])
        for day in range(5)
        for number, clocks in enumerate(CLOCKS)
    ]
    monday = monday_of(local_date(at))
    filled = actions.fill_watches(
        group=group, week=week, from_date=monday, to_date=monday + WEEKS, by=planner, at=at
    )
    _ask_to_swap(filled.given)


def _ask_to_swap(watches: tuple[Watch, ...]) -> None:
    """The last one in the plan, while there is time to say yes."""
    watch = watches[-1] if watches else None
    if watch is None:
        return
    others = watch.group.members.filter(is_active=True).exclude(pk=watch.person_id)
    busy = others.filter(watches__starts_at__lt=watch.ends_at, watches__ends_at__gt=watch.starts_at)
    other = others.exclude(pk__in=busy).order_by("username").first()
    if other is not None:
        actions.ask_to_swap_watch(watch=watch, to_person=other, by=watch.person, at=watch.given_at)
