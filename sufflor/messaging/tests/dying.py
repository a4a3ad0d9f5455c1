"""Workers that are killed, one after the other, each at a step that it is told.

    python -m sufflor.messaging.tests.dying [only ENTRY] STEP [STEP ...]

"only hour" leaves nothing else in the schedule than the entry "hour".
Everything is loaded once; each worker is a process of its own that begins with a fork, with no
connection and no memory of the one before. It is the real worker, with a kill -9 in its way. The
last one is let live until nothing waits.
"""

from __future__ import annotations

import os
import signal
import smtplib
import sys
from collections.abc import Callable
from datetime import timedelta

import django

SHORT_LEASE = timedelta(seconds=0.3)
SMALL_BATCH = 15


def main(steps: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sufflor.project.settings")
    django.setup()
    _hurry()
    if steps[0] == "only":
        _leave_only(steps[1])
        steps = steps[2:]
    for step in steps:
        status = _in_a_fork(lambda step=step: _die_at(step))
        if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
            sys.stderr.write(f"the worker did not die at {step}\n")
            return 1
    return os.waitstatus_to_exitcode(_in_a_fork(_until_nothing_waits))


def _in_a_fork(work: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:
            sys.stderr.write(f"{error!r}\n")
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def _hurry() -> None:
    """What a dead worker held comes free while a test can wait, and forty are several batches."""
    from sufflor.events import models
    from sufflor.messaging.actions import expanding

    models.LEASE = SHORT_LEASE
    expanding.AT_A_TIME = SMALL_BATCH


def _leave_only(name: str) -> None:
    from sufflor.messaging import schedule

    schedule.SCHEDULE = tuple(entry for entry in schedule.SCHEDULE if entry.name == name)


def _die(*_given: object, **_named: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _die_at(step: str) -> None:
    """ "before X" and "after X" name a function; "within" the transaction or the mail."""
    from sufflor.events import actions as events
    from sufflor.messaging import actions, sender, worker
    from sufflor.messaging.actions import announcing, expanding

    places = {
        "claim event": (events, "claim_outgoing"),
        "tell": (actions, "expand"),
        "claim mail": (actions, "claim"),
        "plan job": (actions, "plan_job"),
        "claim job": (actions, "claim_job"),
        "job": (actions, "do_job"),
        "post": (announcing.announcements, "post_once"),
        "note": (announcing, "_note"),
        "compose": (sender, "compose"),
        "send": (sender.Sender, "_write_down"),
        "write down": (actions, "mark_sent"),
    }
    moment, _, name = step.partition(" ")
    if step == "within tell":
        expanding.events.outgoing_done = _die
    elif step == "within DATA":
        smtplib.SMTP.data = _half_a_mail
    elif moment == "before":
        owner, function = places[name]
        setattr(owner, function, _die)
    else:
        owner, function = places[name]
        setattr(owner, function, _and_die(getattr(owner, function), name))
    worker.main()


def _and_die(function: Callable[..., object], name: str) -> Callable[..., object]:
    def do(*given: object, **named: object) -> object:
        result = function(*given, **named)
        if result or not name.startswith("claim"):
            _die()
        return result  # an idle claim is nothing to die of

    return do


def _half_a_mail(smtp: smtplib.SMTP, mail: bytes) -> None:
    smtp.putcmd("data")
    smtp.getreply()
    smtp.send(mail[: len(mail) // 2])
    _die()


def _until_nothing_waits() -> None:
    from django.conf import settings

    from sufflor.events.models import Outgoing
    from sufflor.messaging.couriers import courier
    from sufflor.messaging.models import Delivery, Job
    from sufflor.messaging.worker import Worker

    worker = Worker(courier(settings.MAIL_SERVER, settings.MAIL_FOLDER))
    kinds = (Job, Outgoing, Delivery)
    while worker.work() or any(kind.objects.waiting().exists() for kind in kinds):
        worker._alarm.sleep(0.05)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
