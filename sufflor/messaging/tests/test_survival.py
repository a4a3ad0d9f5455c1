"""A worker that is killed at every step loses no mail and sends none under a new id."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from sufflor.messaging.models import Delivery, Heartbeat
from sufflor.organization.models import User
from sufflor.questions import actions as questions
from sufflor.questions.models import Vote
from tests.cast import MORNING

ROOT = Path(__file__).resolve().parents[3]
STEPS = (
    "after claim event",
    "within tell",
    "after tell",
    "after claim mail",
    "before claim mail",
    "after compose",
    "within DATA",
    "before write down",
    "before send",
    "after claim mail",
    "within DATA",
    "before write down",
)
# Only these leave it open whether the server has the mail.
UNSURE = {"before write down", "before send"}
ENDS_WITHIN = 5.0
pytestmark = pytest.mark.usefixtures("on_disk")


@pytest.fixture
def crowd(question, hilde_host):
    """Twenty stand behind the question, and it is answered."""
    User.objects.bulk_create(
        User(username=f"crowd-{n}", email=f"crowd-{n}@nidelva.example") for n in range(20)
    )
    people = list(User.objects.filter(username__startswith="crowd-"))
    Vote.objects.bulk_create(Vote(question=question, voter=each, at=MORNING) for each in people)
    questions.answer(question=question, text="Bruk Skjerm.", by=hilde_host, at=MORNING)
    return {each.email for each in people} | {question.asked_by.email}


@pytest.fixture
def surroundings(tmp_path, sink):
    """What another process needs to find the same store and the same mail server."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite://{given['NAME']}"
    else:
        place = f"{given['HOST']}:{given['PORT']}/{given['NAME']}"
        url = f"postgresql://{given['USER']}:{given['PASSWORD']}@{place}"
    return {
        **os.environ,
        "DATABASE_URL": url,
        "SUFFLOR_DATA_DIR": str(tmp_path),
        "SECRET_KEY": settings.SECRET_KEY,
        "MAIL_URL": sink.url,
        "DJANGO_SETTINGS_MODULE": "sufflor.project.settings",
        "PYTHONPATH": str(ROOT),
    }


def test_a_worker_killed_at_every_step_tells_everyone_once(crowd, sink, surroundings):
    connection.close()

    dying = _started("sufflor.messaging.tests.dying", surroundings, *STEPS)
    try:
        assert dying.wait(120) == 0
    finally:
        _kill(dying)

    ids = defaultdict(Counter)
    for taken in sink.taken:
        ids[taken.to[0]][taken.message_id] += 1
    assert set(ids) == crowd, "nobody is left out"
    assert all(len(each) == 1 for each in ids.values()), "nobody gets it under two ids"
    repeats = sum(sum(each.values()) - 1 for each in ids.values())
    assert repeats == sum(step in UNSURE for step in STEPS)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}


def test_the_worker_wakes_when_there_is_something_and_ends_when_it_is_asked(
    question, hilde_host, sink, surroundings
):
    with _running(surroundings) as worker:
        _wait(Heartbeat.objects.exists)
        started = time.monotonic()
        questions.answer(question=question, text="Bruk Skjerm.", by=hilde_host, at=MORNING)
        _wait(lambda: sink.taken)
        took = time.monotonic() - started

        ended_in = _end(worker)

    assert took < 5
    assert worker.returncode == 0
    assert ended_in < ENDS_WITHIN


def test_a_tarpit_holds_up_nobody_but_the_worker_and_not_its_end(
    question, kari, hilde_host, sink, surroundings
):
    sink.hang_at = "reply"
    questions.answer(question=question, text="Bruk Skjerm.", by=hilde_host, at=MORNING)
    with _running(surroundings) as worker:
        assert sink.is_hanging.wait(30)

        started = time.monotonic()
        answer = question.answer
        questions.edit_answer(
            answer=answer, text="Bruk Skjul.", seen=answer.stamp, by=hilde_host, at=MORNING
        )
        took = time.monotonic() - started
        ended_in = _end(worker)

    assert took < 1
    assert worker.returncode == 0
    assert ended_in < ENDS_WITHIN


@contextmanager
def _running(surroundings):
    """The worker as a service manager starts it."""
    worker = _started("sufflor.messaging", surroundings)
    try:
        yield worker
    finally:
        _kill(worker)


def _started(module, surroundings, *words):
    command = [sys.executable, "-m", module, *words]
    return subprocess.Popen(command, cwd=ROOT, env=surroundings, start_new_session=True)


def _kill(process) -> None:
    """And what it has started, if it is still there."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _end(worker) -> float:
    started = time.monotonic()
    worker.send_signal(signal.SIGTERM)
    worker.wait(30)
    return time.monotonic() - started


def _wait(until) -> None:
    deadline = time.monotonic() + 30
    while not until() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert until()
