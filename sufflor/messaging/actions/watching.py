"""That a worker is there, and whether the mail server answers it."""

from __future__ import annotations

from datetime import datetime

from sufflor.events.models import FAULT_LENGTH
from sufflor.messaging.models import Heartbeat


def beat(*, worker: str, trouble: str, since: datetime | None, at: datetime) -> None:
    """`trouble` is why no mail leaves, in the server's words; empty when all is well."""
    Heartbeat.objects.update_or_create(
        name=worker,
        defaults={
            "seen_at": at,
            "trouble": trouble[:FAULT_LENGTH],
            "trouble_since": since if trouble else None,
        },
    )


def forget_beats(*, before: datetime) -> int:
    """Take away workers that have not been seen since then."""
    deleted, _by_model = Heartbeat.objects.filter(seen_at__lt=before).delete()
    return deleted
