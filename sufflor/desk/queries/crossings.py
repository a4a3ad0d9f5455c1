"""Requests that another system was told of."""

from __future__ import annotations

from django.db.models import QuerySet

from sufflor.desk.models import Crossing, Request
from sufflor.organization.models import SYSTEM_ISSUER, User


def systems() -> QuerySet[User]:
    """Those that a request can be sent on to."""
    return User.objects.filter(issuer=SYSTEM_ISSUER, is_active=True).order_by("first_name", "pk")


def crossings(request: Request) -> QuerySet[Crossing]:
    return Crossing.objects.filter(request=request).select_related("system", "by")


def crossings_of(system: User) -> QuerySet[Crossing]:
    """What a system was told of, the newest first."""
    return Crossing.objects.filter(system=system).select_related("request").order_by("-pk")


def crossing_between(request: Request, system: User) -> Crossing | None:
    return Crossing.objects.filter(request=request, system=system).first()
