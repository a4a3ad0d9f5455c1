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
from datetime import datetime
from types import FrameType

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone

from sufflor.events import actions as events
from sufflor.events.models import Leased
from sufflor.events.retries import MOST_ATTEMPTS
from sufflor.lib.alarms import alarm
from sufflor.messaging import actions, planning, schedule
from sufflor.messaging.couriers import Courier, courier
from sufflor.messaging.faults import STORE_AWAY, kind_of
from sufflor.messaging.models import Job
from sufflor.messaging.sender import Sender
from sufflor.webhooks import sender as webhooks

log = logging.getLogger("sufflor.messaging")

AT_A_TIME = 25
LOOK_EVERY = 1.0
BEAT_EVERY = 10.0
PAUSE_AFTER_FAULT = 1.0
# Within the five seconds that a service manager's patience should be worth.
LAST_MAIL_SECONDS = 2.0


class Ended(BaseException):
    """Raised by a signal. A mail that is cut off is sent again, as the same one, by the next."""


class Worker:
    def __init__(self, courier: Courier) -> None:
        self.sender = Sender(courier)
        self._alarm = alarm(events.OUTGOING_CHANNEL)
        self._name = f"{socket.gethostname()}:{os.getpid()}"
        self._is_ending = self._is_asleep = self._is_store_away = False
        self._beat_at = self._plan_at = 0.0
        self._told_trouble = ""

    def run(self) -> None:
        """Until somebody asks it to end."""
        while not self._is_ending:
            try:
                self._alarm.set()
                has_more = self.work()
                self._is_store_away = False
                if not has_more:
                    self._sleep()
            except STORE_AWAY:
                self._without_store()
            close_old_connections()
        self.sender.close()

    def end(self) -> None:
        """After the mail that is being sent; at once when there is none."""
        self._is_ending = True
        if self._is_asleep:
            raise Ended

    def _without_store(self) -> None:
        """One line in the log when it begins, however long it lasts."""
        if not self._is_store_away:
            log.exception("the database does not answer the worker")
        self._is_store_away = True
        connection.close()
        time.sleep(PAUSE_AFTER_FAULT)

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
        has_told = self._several(self.tell_next)
        has_done = self._several(self._do_planned)
        has_sent = self._several(self.sender.send_next)
        if not has_sent:
            self.sender.close()
        return has_told or has_done or has_sent

    def tell_next(self) -> bool:
        """Write down who is to hear of one event; no when all is written down."""
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
            events.outgoing_failed(outgoing=outgoing, fault=kind_of(error), at=at)
        return True

    def _several(self, do_one: Callable[[], bool]) -> bool:
        """A slow mail server must not hold up what only has to be written down."""
        has_done = False
        for _ in range(AT_A_TIME):
            if self._is_ending or not do_one():
                break
            has_done = True
            self._beat()
        return has_done

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
            actions.job_failed(job=job, fault=kind_of(error), at=at)
        return True

    def _do(self, job: Job, at: datetime) -> None:
        _require_not_hopeless(job)
        entry = schedule.entry_of(job.name)
        if entry is None:
            raise LookupError(job.name)
        due = planning.Due(job.name, job.planned_at)
        if entry.reaches_outside:
            entry.do(due, at)
            actions.do_job(job=job, do=lambda: None, at=at)
        else:
            actions.do_job(job=job, do=lambda: entry.do(due, at), at=at)

    def _beat(self) -> None:
        """Now and then, and when the mail server changes its mind."""
        trouble = self.sender.trouble
        if time.monotonic() < self._beat_at and trouble == self._told_trouble:
            return
        self._beat_at, self._told_trouble = time.monotonic() + BEAT_EVERY, trouble
        since = self.sender.trouble_since
        actions.beat(worker=self._name, trouble=trouble, since=since, at=timezone.now())


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
    others = webhooks.Sender()
    others.start()
    try:
        worker.run()
    except Ended:
        log.warning("the worker ended in the middle of a mail")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        others.end(LAST_MAIL_SECONDS)


def _require_not_hopeless(work: Leased) -> None:
    """What takes its worker down with it never comes to say that it failed."""
    if work.attempts > MOST_ATTEMPTS:
        raise TimeoutError("its worker never came back")
