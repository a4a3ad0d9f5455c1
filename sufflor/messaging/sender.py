"""Sending the mails that wait, one after the other, through a server that may fail in every way."""

from __future__ import annotations

import logging
import time
from datetime import datetime

from django.db import connection
from django.utils import timezone

from sufflor.messaging import actions, queries
from sufflor.messaging.composing import compose
from sufflor.messaging.couriers import Courier, Lost, NotNow, Refused, Unreachable
from sufflor.messaging.faults import STORE_AWAY, kind_of
from sufflor.messaging.letters import Dropped
from sufflor.messaging.models import Delivery

log = logging.getLogger("sufflor.messaging")

FIRST_REST = 5.0
LONGEST_REST = 60.0
KEEP_AT_IT_SECONDS = 2.0


class Sender:
    """`trouble` is why no mail leaves, in the server's words; empty when all is well."""

    def __init__(self, courier: Courier) -> None:
        self.courier = courier
        self.trouble = ""
        self.trouble_since: datetime | None = None
        self.rests_until = 0.0
        self._rest = FIRST_REST

    def send_next(self) -> bool:
        """No when there is nothing to send, or when the server is given a rest.

        A connection is opened only when there is mail, and kept for as long as there is.
        """
        at = timezone.now()
        if time.monotonic() < self.rests_until or not queries.is_mail_due(at):
            return False
        try:
            self.courier.open()
            delivery = actions.claim(at=at)
            if delivery is not None:
                self._send(delivery)
        except (Lost, Unreachable) as trouble:
            self._has_trouble(str(trouble))
            return False
        self._is_well()
        return delivery is not None

    def close(self) -> None:
        self.courier.close()

    def _send(self, delivery: Delivery) -> None:
        """How it ended is written down, whatever the end."""
        try:
            person = delivery.recipient
            mail = compose(delivery, actions.preference_of(person=person) if person else None)
            self.courier.hand_over(mail)
        except Dropped as dropped:
            actions.mark_dropped(delivery=delivery, reason=dropped.reason)
        except Refused as refused:
            actions.mark_dead(delivery=delivery, fault=str(refused))
        except NotNow as reason:
            actions.postpone(delivery=delivery, fault=str(reason), at=timezone.now())
        except Lost as lost:
            at = timezone.now()
            actions.postpone(delivery=delivery, fault=str(lost), at=at, unsure=lost.unsure)
            raise
        except Unreachable:
            actions.take_back(delivery=delivery)
            raise
        except STORE_AWAY:
            raise
        except Exception as error:
            log.exception("a mail could not be written")
            actions.postpone(delivery=delivery, fault=kind_of(error), at=timezone.now())
        else:
            self._write_down(delivery)

    def _write_down(self, delivery: Delivery) -> None:
        """The server has it: keep at it while nobody else can take the mail up."""
        at = timezone.now()
        until = time.monotonic() + KEEP_AT_IT_SECONDS
        while True:
            try:
                actions.mark_sent(delivery=delivery, at=at)
            except STORE_AWAY:
                if time.monotonic() > until:
                    raise
                connection.close()
                time.sleep(0.2)
            else:
                return

    def _has_trouble(self, words: str) -> None:
        """One line in the log when it begins, and no mail is tried for a while."""
        if not self.trouble:
            log.error("the mail server takes no mail", extra={"words": words})
            self.trouble_since = timezone.now()
        self.trouble = words
        self.rests_until = time.monotonic() + self._rest
        self._rest = min(self._rest * 2, LONGEST_REST)
        self.courier.close()

    def _is_well(self) -> None:
        if self.trouble:
            log.warning("the mail server takes mail again")
        self.trouble, self.trouble_since = "", None
        self.rests_until, self._rest = 0.0, FIRST_REST
