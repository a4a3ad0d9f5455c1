"""Letting go of whom an error concerned, long after it was over: the number stays."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from sufflor.events import actions as events
from sufflor.events.models import reference, reference_to
from sufflor.known_errors import queries
from sufflor.known_errors.models import Concern
from sufflor.lib.stand_ins import a_stand_in
from sufflor.organization import queries as organization
from sufflor.organization.models import User


@transaction.atomic
def forget_concerned(*, keys: Collection[int], at: datetime) -> int:
    """Each person becomes a stand-in, the same in all that is one with the error, so that nobody
    is counted twice. The sentence goes, and the unit where it would tell who it was."""
    gone = 0
    rows = Concern.objects.filter(pk__in=keys, person__isnull=False).select_related("error")
    for row in rows.order_by("pk"):
        family = queries.family(row.error.standing)
        theirs = Concern.objects.filter(error__in=family, person=row.person_id)
        events.forget_who(
            about=[reference(each.error) for each in theirs.select_related("error")],
            verbs=["error.joined", "error.left", "error.works"],
            by=[reference_to(User, row.person_id or 0)],
        )
        small = theirs.exclude(unit__in=organization.units_of_many())
        small.update(unit=None)
        gone += theirs.update(person=None, stand_in=a_stand_in(), sentence="")
    return gone
