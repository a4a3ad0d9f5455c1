"""Who looks after the mail, and who looks at what came in."""

from __future__ import annotations

from datetime import datetime

from sufflor.desk.models import Request
from sufflor.messaging.models import Received
from sufflor.organization.models import Line, User
from sufflor.organization.rules import Someone, lines_of, may_administer


def may_see_mail(person: Someone) -> bool:
    return may_administer(person)


def may_check_mail(person: Someone, at: datetime) -> bool:
    """What nobody could let in by itself is looked at by the first line."""
    return Line.FIRST in lines_of(person, at)


def may_check(person: Someone, received: Received, at: datetime) -> bool:
    """An answer to a confidential request, only by those who may read that request."""
    if not isinstance(person, User) or not may_check_mail(person, at):
        return False
    request = received.request
    if request is None or not request.is_confidential:
        return True
    return Request.objects.worked_by(person, at).filter(pk=request.pk).exists()
