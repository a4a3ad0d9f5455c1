"""One's own requests, as they are read on the front stage."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from sufflor.desk.models import Message, Request
from sufflor.organization.models import User


def own_requests(person: User, at: datetime) -> QuerySet[Request]:
    """What somebody has sent, or follows on the front stage, newest first."""
    return Request.objects.followed_by(person, at).select_related("area", "reporter")


def messages(request: Request, at: datetime) -> QuerySet[Message]:
    """What the user reads; a reply that can still be held back is not there yet."""
    return Message.objects.filter(request=request, sent_at__lte=at).select_related("by__unit")
