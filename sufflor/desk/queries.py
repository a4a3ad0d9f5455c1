"""Reading private requests: one's own, and those that somebody may reply to."""

from __future__ import annotations

from django.db.models import F, QuerySet
from django.db.models.lookups import IsNull

from sufflor.desk.models import Request
from sufflor.organization.models import User


def own_requests(person: User) -> QuerySet[Request]:
    """What somebody has asked in private, newest first."""
    return Request.objects.filter(reporter=person).select_related("area", "reply")


def work_list(person: User) -> QuerySet[Request]:
    """What waits for a reply first, and longest; then what has been replied to, newest first."""
    mine = Request.objects.helped_by(person)
    waits = IsNull(F("reply"), True)
    return mine.select_related("area", "reply", "reporter__unit").order_by(
        waits.desc(), "-reply__at", "pk"
    )
