"""Sending what waits for the addresses of other systems, one after the other.

A thread of its own in the worker: an address that hangs keeps no mail waiting.
"""

from __future__ import annotations

import json
import logging
from datetime import datetime
from threading import Event, Thread

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from sufflor.lib.web_posts import NotTaken, Post, Reach, hand_over
from sufflor.webhooks import actions, queries, signing, subjects
from sufflor.webhooks.models import Kind, Sending

log = logging.getLogger("sufflor.webhooks")

LOOK_EVERY = 1.0
STORE_AWAY = (OperationalError, InterfaceError)


class Sender(Thread):
    """Until it is asked to end. What it was in the middle of is sent again by the next."""

    def __init__(self) -> None:
        super().__init__(name="webhooks", daemon=True)
        self._ended = Event()

    def run(self) -> None:
        while not self._ended.is_set():
            try:
                while not self._ended.is_set() and send_next():
                    pass
            except STORE_AWAY:
                connection.close()
            except Exception:
                log.exception("webhooks could not be sent")
            close_old_connections()
            self._ended.wait(LOOK_EVERY)
        connection.close()

    def end(self, patience: float) -> None:
        self._ended.set()
        self.join(patience)


def send_next() -> bool:
    """No when nothing is due."""
    at = timezone.now()
    if not queries.has_work(at):
        return False
    sending = actions.claim(at=at)
    if sending is None:
        return False
    body = body_of(sending, at)
    if body is None:
        actions.drop(sending=sending)
        return True
    headers = signing.headers(sending, body, at)
    try:
        status = hand_over(Post(sending.webhook.url, body, headers), Reach(settings.WEBHOOK_REACH))
    except NotTaken as fault:
        actions.not_taken(sending=sending, fault=str(fault), status=fault.status, at=timezone.now())
    else:
        actions.taken(sending=sending, status=status, at=timezone.now())
    return True


def body_of(sending: Sending, at: datetime) -> bytes | None:
    """As it is true now; the instant is when it happened."""
    asked = subjects.Asked(sending.event, sending.webhook, at)
    found = subjects.facts(Kind(sending.kind), asked)
    if found is None:
        return None
    said = {"type": sending.kind, "timestamp": sending.due_at.isoformat(), "data": found}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
