"""Which requests ask for a change of the system."""

from __future__ import annotations

from django.db.models import QuerySet

from sufflor.change_requests import queries as wishes
from sufflor.change_requests.models import ChangeRequest
from sufflor.desk.models import ChangeTie, Request
from sufflor.forms.models import AsksFor
from sufflor.organization.models import User


def change_ties_of(change: ChangeRequest) -> QuerySet[ChangeTie]:
    """Those of the wish and of all that was taken into it."""
    rows = ChangeTie.objects.filter(change__in=wishes.family(change))
    return rows.select_related("request").order_by("request", "pk")


def changes_of(request: Request) -> QuerySet[ChangeTie]:
    return ChangeTie.objects.filter(request=request).select_related("change__merged_into")


def readable_changes_of(request: Request, person: User) -> list[ChangeRequest]:
    """What whoever follows it may read of what it asks for. Two queries."""
    ties = ChangeTie.objects.filter(request=request).select_related("change__merged_into")
    found = {wishes.standing(tie.change).pk for tie in ties}
    if not found:
        return []
    return list(ChangeRequest.objects.readable_by(person).filter(pk__in=found).order_by("pk"))


def asks_for_change(request: Request) -> bool:
    """It came by a form for that. The form comes with the request."""
    return request.form is not None and request.form.form.asks_for == AsksFor.CHANGE
