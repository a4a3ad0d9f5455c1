"""How it goes with what runs unseen, as numbers that watch-keeping programs read; nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, Q

from sufflor.events.models import Outgoing
from sufflor.files.models import FileState, StoredFile
from sufflor.messaging.models import Delivery, Heartbeat, Job, MailboxVisit, Received, State
from sufflor.messaging.queries import SILENT_AFTER
from sufflor.webhooks import queries as webhooks


@dataclass(frozen=True)
class Operation:
    """Seconds are since then; None where it has never been. What is `stuck` waits for a person."""

    worker_seen_seconds: int | None
    mail_server_in_trouble: bool
    mailbox_read_seconds: int | None
    mailbox_in_trouble: bool
    mail_waiting: int
    mail_overdue_seconds: int
    mail_given_up: int
    mail_to_check: int
    events_untold: int
    events_stuck: int
    jobs_stuck: int
    files_held: int
    webhooks_waiting: int
    webhooks_stopped: int


def is_worker_seen(at: datetime) -> bool:
    """Whether mail leaves and planned work is done. One query."""
    return Heartbeat.objects.filter(seen_at__gt=at - SILENT_AFTER).exists()


def operation(at: datetime) -> Operation:
    """Ten queries."""
    seen = Heartbeat.objects.aggregate(last=Max("seen_at"))["last"]
    alive = Heartbeat.objects.filter(seen_at__gt=at - SILENT_AFTER).exclude(trouble="")
    visit = MailboxVisit.objects.first()
    mail = Delivery.objects.aggregate(
        waiting=Count("pk", filter=Q(state__in=[State.READY, State.SENDING])),
        dead=Count("pk", filter=Q(state=State.DEAD)),
        oldest=Min("next_at", filter=Q(state=State.READY)),
    )
    events = Outgoing.objects.aggregate(
        untold=Count("pk", filter=Q(done_at=None, dead_at=None)),
        stuck=Count("pk", filter=Q(dead_at__isnull=False)),
    )
    told = webhooks.standing()
    return Operation(
        worker_seen_seconds=_seconds(seen, at),
        mail_server_in_trouble=alive.exists(),
        mailbox_read_seconds=_seconds(visit.at if visit else None, at),
        mailbox_in_trouble=bool(visit and visit.trouble),
        mail_waiting=mail["waiting"],
        mail_overdue_seconds=_seconds(mail["oldest"], at) or 0,
        mail_given_up=mail["dead"],
        mail_to_check=Received.objects.to_check().count(),
        events_untold=events["untold"],
        events_stuck=events["stuck"],
        jobs_stuck=Job.objects.dead().count(),
        files_held=StoredFile.objects.filter(state=FileState.HELD, removed_at=None).count(),
        webhooks_waiting=told.waiting,
        webhooks_stopped=told.stopped,
    )


def _seconds(since: datetime | None, at: datetime) -> int | None:
    return max(0, int((at - since).total_seconds())) if since else None
