"""Reading requests on the front stage: one's own, those about oneself, those one takes part in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from django.db.models import QuerySet

from sufflor.desk.models import Message, Request
from sufflor.organization.models import User


class Relation(StrEnum):
    """What somebody has to do with a request that they follow."""

    REPORTER = "reporter"
    # Sent by oneself for a colleague.
    SENT_FOR = "sent_for"
    CONCERNED = "concerned"
    PARTICIPANT = "participant"


def own_requests(person: User, at: datetime) -> QuerySet[Request]:
    """What somebody has sent, or follows on the front stage, newest first."""
    followed = Request.objects.followed_by(person, at)
    return followed.select_related("area", "reporter", "concerns", "form__form")


def messages(request: Request, at: datetime) -> QuerySet[Message]:
    """What the user reads; a reply that can still be held back is not there yet."""
    return Message.objects.filter(request=request, sent_at__lte=at).select_related("by__unit")


def relation(request: Request, person: User) -> Relation:
    if request.reporter_id == person.pk:
        return Relation.SENT_FOR if request.concerns_id else Relation.REPORTER
    return Relation.CONCERNED if request.concerns_id == person.pk else Relation.PARTICIPANT
