"""Who looks after the mail, and who looks at what came in."""

from __future__ import annotations

from datetime import datetime

from sufflor.desk.models import Request
from sufflor.messaging.models import Received
from sufflor.organization.models import Line, User
from sufflor.organization.rules import Someone, lines_by_group, may_administer
from sufflor.vendor.rules import may_open


def may_see_mail(person: Someone) -> bool:
    return may_administer(person)


def may_check_mail(person: Someone, at: datetime) -> bool:
    """What nobody could let in by itself is looked at by the first line, and what comes from a
    vendor by the vendor contacts."""
    return is_first_line(person) or may_open(person)


def is_first_line(person: Someone) -> bool:
    return isinstance(person, User) and person.is_active and Line.FIRST in lines_by_group(person)


def may_check(person: Someone, received: Received, at: datetime) -> bool:
    """An answer to a confidential request, only by those who may read that request."""
    if not isinstance(person, User) or not may_check_mail(person, at):
        return False
    if received.is_about_a_case:
        return may_open(person)
    if not is_first_line(person):
        return False
    request = received.request
    if request is None or not request.is_confidential:
        return True
    return Request.objects.worked_by(person, at).filter(pk=request.pk).exists()
