"""A visit to the mailbox, and what is done with what lay there. It may be cut off at any step."""

from __future__ import annotations

import time
from datetime import datetime

from django.conf import settings

from sufflor.files.shelf import DiskFull
from sufflor.lib.mailboxes import MailboxPlace
from sufflor.messaging import actions
from sufflor.messaging.judging import mail_door
from sufflor.messaging.mailboxes import MailboxAway, opened
from sufflor.messaging.models import Fate, Received

# Well within the lease of a job; what is left is for the next visit.
VISIT_SECONDS = 20.0
SORT_SECONDS = 20.0


def has_work(at: datetime) -> bool:
    place: MailboxPlace | None = settings.MAILBOX
    waiting = Received.objects.filter(fate__in=[Fate.NEW, Fate.QUEUED])
    return place is not None or waiting.exists()


def visit(at: datetime) -> None:
    """Fetch what has come, and sort it."""
    place: MailboxPlace | None = settings.MAILBOX
    if place:
        fetch(place, at)
    sort(at)


def fetch(place: MailboxPlace, at: datetime) -> int:
    """Each mail is stored, and only then taken away: cut off in between, it is stored once more,
    which is the same as once. Says how many lay there."""
    until = time.monotonic() + VISIT_SECONDS
    number = 0
    try:
        with opened(place) as box:
            for mail in box.arrived():
                actions.take_in(raw=mail.raw, is_whole=mail.is_whole, at=at)
                (mail.take_away if mail.is_whole else mail.set_aside)()
                number += 1
                if time.monotonic() > until:
                    break
    except MailboxAway as trouble:
        actions.visited(trouble=str(trouble), at=at)
    else:
        actions.visited(trouble="", at=at)
    return number


def sort(at: datetime) -> None:
    """What waited for a door that has opened, and all that is new."""
    if Received.objects.queued().exists():
        door = mail_door(at)
        if door is None or door.is_open:
            actions.release_queued(at=at)
    until = time.monotonic() + SORT_SECONDS
    try:
        while time.monotonic() < until and actions.sort_next(at=at):
            continue
    except DiskFull:
        # It lies with us already; there may be room the next time.
        return
