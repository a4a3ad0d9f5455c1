"""What the clock has to do with requests: some are to be looked at again, some have nobody yet."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from sufflor.desk.models import Request
from sufflor.desk.models.requests import WAITING
from sufflor.organization.models import Role, RoleGrant


def some_wake(at: datetime) -> bool:
    """Whether the time has come to look at something again."""
    return Request.objects.filter(state__in=WAITING, wake_at__lte=at).exists()


def some_have_nobody() -> bool:
    return Request.objects.unresolved().filter(group=None, assignee=None).exists()


def grants_to_read(since: datetime) -> QuerySet[RoleGrant]:
    """The role that confidential requests are read with, as it was given from then on."""
    return RoleGrant.objects.filter(role=Role.CONFIDENTIAL, granted_at__gte=since)
