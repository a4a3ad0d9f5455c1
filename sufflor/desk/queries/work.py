"""Reading requests back stage: those that a helper works with, and how much each has in hand."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, QuerySet

from sufflor.desk.models import Request
from sufflor.organization.models import User


def work_list(person: User, at: datetime) -> QuerySet[Request]:
    """What has been promised first comes first; what is resolved, last."""
    mine = Request.objects.worked_by(person, at).select_related("area", "reporter__unit", "group")
    return mine.order_by("resolved_at", "due_at", "pk")


def load() -> dict[int, int]:
    """How many unresolved requests each helper has. One query."""
    rows = Request.objects.unresolved().filter(assignee__isnull=False).order_by()
    counted = rows.values_list("assignee").annotate(Count("pk"))
    return dict(counted)
