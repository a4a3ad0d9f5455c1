"""The kinds of what is kept that are mail, and all kinds together."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sufflor.desk.models import LegalHold
from sufflor.keeping.kinds import KINDS, Kind, Part
from sufflor.messaging import actions
from sufflor.messaging.models import Delivery, Received, State
from sufflor.messaging.models.deliveries import DeliveryQuerySet
from sufflor.messaging.models.received import ReceivedQuerySet


def sent(before: datetime) -> DeliveryQuerySet:
    """What was sent, or not sent after all. What was given up stays until somebody lets it go."""
    return Delivery.objects.filter(
        Q(sent_at__lt=before) | Q(state=State.DROPPED, next_at__lt=before)
    )


def settled(before: datetime) -> ReceivedQuerySet:
    """What nobody has looked at stays, and so does what came about a request that is held."""
    held = LegalHold.objects.filter(lifted_at=None).values("request")
    return Received.objects.filter(settled_at__lt=before).exclude(request__in=held)


MAIL: tuple[Kind, ...] = (
    Kind(
        "mail_sent",
        _("Mail and notifications that were sent"),
        _("It is deleted: who was told what and when. What was given up stays until it is let go."),
        _("it was sent"),
        (Part(sent, actions.forget_sent),),
        days=90,
        most=365,
    ),
    Kind(
        "mail_received",
        _("Mail that came in, as it came"),
        _("It is deleted, with its files. What became of it, such as a request, stays."),
        _("it was dealt with"),
        (Part(settled, actions.forget_received),),
        days=90,
        most=365,
    ),
)

ALL: tuple[Kind, ...] = (*KINDS, *MAIL)
BY_NAME = {kind.name: kind for kind in ALL}
