"""Letting go of who stood behind a wish, long after it was over: the number stays."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from sufflor.change_requests import queries
from sufflor.change_requests.actions.keeping import locked, recount
from sufflor.change_requests.models import Backing, ChangeRequest
from sufflor.events import actions as events
from sufflor.events.models import reference_to
from sufflor.lib.stand_ins import a_stand_in
from sufflor.organization import actions as organization_deeds
from sufflor.organization import queries as organization
from sufflor.organization.models import User


@transaction.atomic
def forget_backers(*, keys: Collection[int], at: datetime) -> int:
    """Each person becomes a stand-in, the same in all that is one with the wish, so that nobody is
    counted twice. The sentence goes, the unit where it would tell who it was, and who was the
    first to wish it."""
    gone = 0
    rows = Backing.objects.filter(pk__in=keys, person__isnull=False).select_related("change")
    for row in rows.order_by("pk"):
        family = queries.family(queries.standing(row.change))
        theirs = Backing.objects.filter(change__in=family, person=row.person_id)
        opened = ChangeRequest.objects.filter(pk__in=family, opened_by=row.person_id)
        about = {*theirs.values_list("change", flat=True), *opened.values_list("pk", flat=True)}
        events.forget_who(
            about=[reference_to(ChangeRequest, pk) for pk in about],
            verbs=["change.proposed", "change.backed", "change.left", "change.works"],
            by=[reference_to(User, row.person_id or 0)],
        )
        if opened.exists():
            opened.update(opened_by=organization_deeds.nobody(at=at))
        small = theirs.exclude(unit__in=organization.units_of_many())
        small.update(unit=None)
        gone += theirs.update(person=None, stand_in=a_stand_in(), sentence="")
        recount(locked(queries.standing(row.change)))
    return gone
