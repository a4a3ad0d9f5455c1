"""The day's notices become one mail for each who wants one a day."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sufflor.messaging.actions.expanding import deliver
from sufflor.messaging.digests import told, untold
from sufflor.messaging.models import Digest, DigestNotice


@transaction.atomic
def digest(*, planned_at: datetime, at: datetime) -> Digest | None:
    """What was shown by the planned time and no digest has had; nothing new is no digest.

    Twice for one instant is the same as once: what came between is in the next.
    """
    if there := Digest.objects.filter(planned_at=planned_at).first():
        return there
    notices = list(untold(planned_at))
    if not notices:
        return None
    made = Digest.objects.create(planned_at=planned_at)
    DigestNotice.objects.bulk_create(DigestNotice(digest=made, notice=each) for each in notices)
    deliver(told=told(made, at), at=at)
    return made
