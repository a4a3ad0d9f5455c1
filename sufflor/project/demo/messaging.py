"""The demo's mail: people were told in their time of what happened before the demo began."""

from __future__ import annotations

from datetime import datetime

from sufflor.events import actions as events
from sufflor.events.models import Outgoing
from sufflor.messaging import actions
from sufflor.messaging.hour_news import news
from sufflor.messaging.models import Heartbeat


def fill(*, at: datetime) -> None:
    """Once: when a worker has been here, what waits is for the worker."""
    if Heartbeat.objects.exists():
        return
    # The channel has called people to the hours of today, as it does the day before.
    for each in list(news(at)):
        actions.announce_hour(number=each.number, at=each.since)
    for outgoing in Outgoing.objects.waiting():
        events.outgoing_done(outgoing=outgoing, at=at)
    # Nobody waits for a day's mail yet, so this one goes to nobody.
    actions.digest(planned_at=at, at=at)
