"""What the clock has to do with requests: some are to be looked at again, some have nobody yet."""

from __future__ import annotations

from datetime import datetime

from sufflor.desk.models import Request
from sufflor.desk.models.requests import WAITING


def some_wake(at: datetime) -> bool:
    """Whether the time has come to look at something again."""
    return Request.objects.filter(state__in=WAITING, wake_at__lte=at).exists()


def some_have_nobody() -> bool:
    return Request.objects.unresolved().filter(group=None, assignee=None).exists()
