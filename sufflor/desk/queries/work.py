"""Reading requests: one's own on the front stage, and those that a helper works with."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, QuerySet

from sufflor.desk.models import Message, Request
from sufflor.organization.models import User


def own_requests(person: User, at: datetime) -> QuerySet[Request]:
    """What somebody has sent, or follows on the front stage, newest first."""
    return Request.objects.followed_by(person, at).select_related("area", "reporter")


def messages(request: Request, at: datetime) -> QuerySet[Message]:
    """What the user reads; a reply that can still be held back is not there yet."""
    return Message.objects.filter(request=request, sent_at__lte=at).select_related("by__unit")


def work_list(person: User, at: datetime) -> QuerySet[Request]:
    """What has been promised first comes first; what is resolved, last."""
    mine = Request.objects.worked_by(person, at).select_related("area", "reporter__unit", "group")
    return mine.order_by("resolved_at", "due_at", "pk")


def load() -> dict[int, int]:
    """How many unresolved requests each helper has. One query."""
    rows = Request.objects.unresolved().filter(assignee__isnull=False).order_by()
    counted = rows.values_list("assignee").annotate(Count("pk"))
    return dict(counted)
