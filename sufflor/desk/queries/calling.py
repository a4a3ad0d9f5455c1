"""Who is called to a request that cannot wait."""

from __future__ import annotations

from datetime import datetime

from sufflor.desk import clearance
from sufflor.desk.models import Request
from sufflor.desk.rules import own
from sufflor.organization import queries as organization


def called_to(request: Request, at: datetime) -> list[int]:
    """Whoever has the watch of its group; without a watch, everyone in the group. Of what is
    confidential only those who may read it, and where the group has none of them, all who may."""
    allowed = clearance.readers_of(request)
    for people in _nearest_first(request, at):
        there = [pk for pk in people if allowed is None or pk in allowed]
        if there:
            return there
    return sorted(allowed or ())


def _nearest_first(request: Request, at: datetime) -> list[list[int]]:
    if request.group is None:
        return []
    members = request.group.members.filter(is_active=True).exclude(pk__in=own(request))
    watch = organization.people_on_watch(request.group, at)
    return [
        [pk for pk in watch if pk not in own(request)],
        list(members.order_by("pk").values_list("pk", flat=True)),
    ]
