"""Telling those who have a request that it is due soon, once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sufflor.desk import queries
from sufflor.desk.models import Request

MOST_AT_ONCE = 500


@transaction.atomic
def warn_of_due(*, at: datetime) -> list[Request]:
    """Those that are due within two open hours and that nobody has been warned of; now they are
    marked. What gets another time is told of anew."""
    rows = queries.due_in_days(at).select_for_update(of=("self",), no_key=True)
    clocks = queries.clocks()
    near = [one for one in rows[:MOST_AT_ONCE] if queries.is_near(one, clocks, at)]
    Request.objects.filter(pk__in=[one.pk for one in near]).update(warned_at=at)
    return near
