"""The worker: tells those outside what has happened, and does what is planned by the clock.

It may be killed at any step. Whatever it held comes free when its lease runs out, and whatever it
has not written down is done once more, under the same key and the same Message-ID.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from types import FrameType

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from sufflor.events import actions as events
from sufflor.events.models import Leased
from sufflor.events.retries import MOST_ATTEMPTS
from sufflor.lib.alarms import alarm
from sufflor.messaging import actions, schedule
from sufflor.messaging.composing import compose
from sufflor.messaging.couriers import Courier, Lost, NotNow, Refused, Unreachable, courier
from sufflor.messaging.letters import Dropped
from sufflor.messaging.models import Delivery, Job

log = logging.getLogger("sufflor.messaging")

# Not the fault of what was being done. It stays on its lease, and is done again.
STORE_AWAY = (OperationalError, InterfaceError)
AT_A_TIME = 25
LOOK_EVERY = 1.0
BEAT_EVERY = 10.0
PAUSE_AFTER_FAULT = 1.0
FIRST_REST = timedelta(seconds=5)
LONGEST_REST = timedelta(minutes=1)
# Within the five seconds that a service manager's patience should be worth.
LAST_MAIL_SECONDS = 2.0


class Ended(BaseException):
    """Raised by a signal. A mail that is cut off is sent again, as the same one, by the next."""


class Worker:
    def __init__(self, courier: Courier) -> None:
        self._courier = courier
        self._alarm = alarm(events.OUTGOING_CHANNEL)
        self._name = f"{socket.gethostname()}:{os.getpid()}"
        self._is_ending = self._is_asleep = False
        self._trouble = ""
        self._trouble_since: datetime | None = None
        self._rest_until: datetime | None = None
        self._rest = FIRST_REST
        self._beat_at = self._plan_at = 0.0

    def run(self) -> None:
        """Until somebody asks it to end."""
        while not self._is_ending:
            try:
                self._alarm.set()
                if not self.work():
                    self._sleep()
            except STORE_AWAY:
                log.exception("the database does not answer the worker")
                connection.close()
                time.sleep(PAUSE_AFTER_FAULT)
            close_old_connections()
        self._courier.close()

    def end(self) -> None:
        """After the mail that is being sent; at once when there is none."""
        self._is_ending = True
        if self._is_asleep:
            raise Ended

    def _sleep(self) -> None:
        self._is_asleep = True
        try:
            if not self._is_ending:
                self._alarm.sleep(LOOK_EVERY)
        except Ended:
            return
        finally:
            self._is_asleep = False

    def work(self) -> bool:
        """One round; says whether there may be more to do at once."""
        self._beat()
        self._plan()
        has_told = self._several(self._tell)
        has_done = self._several(self._do_planned)
        has_sent = self._send()
        return has_told or has_done or has_sent

    def _several(self, do_one: Callable[[], bool]) -> bool:
        """A slow mail server must not hold up what only has to be written down."""
        has_done = False
        for _ in range(AT_A_TIME):
            if self._is_ending or not do_one():
                break
            has_done = True
        return has_done

    def _tell(self) -> bool:
        at = timezone.now()
        outgoing = events.claim_outgoing(at=at)
        if outgoing is None:
            return False
        try:
            _require_not_hopeless(outgoing)
            actions.expand(outgoing=outgoing, at=at)
        except STORE_AWAY:
            raise
        except Exception as error:
            log.exception("nobody could be told of an event")
            events.outgoing_failed(outgoing=outgoing, fault=_kind_of(error), at=at)
        return True

    def _plan(self) -> None:
        if time.monotonic() < self._plan_at:
            return
        self._plan_at = time.monotonic() + LOOK_EVERY
        at = timezone.now()
        for entry in schedule.SCHEDULE:
            try:
                for due in entry.due(at):
                    actions.plan_job(name=due.name, planned_at=due.planned_at, at=at)
            except STORE_AWAY:
                raise
            except Exception:
                log.exception("an entry of the schedule cannot say what is due")

    def _do_planned(self) -> bool:
        at = timezone.now()
        job = actions.claim_job(at=at)
        if job is None:
            return False
        try:
            self._do(job, at)
        except STORE_AWAY:
            raise
        except Exception as error:
            log.exception("a planned job failed")
            actions.job_failed(job=job, fault=_kind_of(error), at=at)
        return True

    def _do(self, job: Job, at: datetime) -> None:
        _require_not_hopeless(job)
        entry = schedule.entry_of(job.name)
        if entry is None:
            raise LookupError(job.name)
        due = schedule.Due(job.name, job.planned_at)
        actions.do_job(job=job, do=lambda: entry.do(due, at), at=at)

    def _send(self) -> bool:
        if self._rest_until is not None and timezone.now() < self._rest_until:
            return False
        batch = actions.claim(limit=AT_A_TIME, at=timezone.now())
        if not batch:
            self._courier.close()
            return False
        try:
            self._courier.open()
            while batch and not self._is_ending:
                self._send_one(batch.pop(0))
                self._well()
                self._beat()
        except (Lost, Unreachable) as trouble:
            self._has_trouble(str(trouble))
        finally:
            actions.release(deliveries=batch)
        return True

    def _send_one(self, delivery: Delivery) -> None:
        """Each step is written down before the next one is taken."""
        if not actions.begin(delivery=delivery, at=timezone.now()):
            return
        try:
            preference = actions.preference_of(person=delivery.recipient)
            mail = compose(delivery, preference)
            self._courier.hand_over(mail)
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
            actions.postpone(delivery=delivery, fault=_kind_of(error), at=timezone.now())
        else:
            self._write_down(delivery)

    def _write_down(self, delivery: Delivery) -> None:
        """The server has it: keep at it while nobody else can take the mail up."""
        at = timezone.now()
        until = time.monotonic() + LAST_MAIL_SECONDS
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
        at = timezone.now()
        if not self._trouble:
            log.error("the mail server takes no mail", extra={"words": words})
            self._trouble_since = at
        self._trouble = words
        self._rest_until = at + self._rest
        self._rest = min(self._rest * 2, LONGEST_REST)
        self._courier.close()
        self._beat(now=True)

    def _well(self) -> None:
        if self._trouble:
            log.warning("the mail server takes mail again")
            self._trouble, self._trouble_since = "", None
            self._beat(now=True)
        self._rest_until, self._rest = None, FIRST_REST

    def _beat(self, *, now: bool = False) -> None:
        if now or time.monotonic() >= self._beat_at:
            self._beat_at = time.monotonic() + BEAT_EVERY
            actions.beat(
                worker=self._name,
                trouble=self._trouble,
                since=self._trouble_since,
                at=timezone.now(),
            )


def main() -> None:
    """The whole process, from start to SIGTERM."""
    worker = Worker(courier(settings.MAIL_SERVER, settings.MAIL_FOLDER))

    def end(_number: int, _frame: FrameType | None) -> None:
        signal.setitimer(signal.ITIMER_REAL, LAST_MAIL_SECONDS)
        worker.end()

    def insist(_number: int, _frame: FrameType | None) -> None:
        raise Ended

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGALRM, insist)
    try:
        worker.run()
    except Ended:
        log.warning("the worker ended in the middle of a mail")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _require_not_hopeless(work: Leased) -> None:
    """What takes its worker down with it never comes to say that it failed."""
    if work.attempts > MOST_ATTEMPTS:
        raise TimeoutError("its worker never came back")


def _kind_of(error: Exception) -> str:
    """Where our own code fails: its kind, not its words, which may hold what somebody wrote."""
    return f"{type(error).__module__}.{type(error).__qualname__}"
