"""A worker that is killed at every step loses no mail and sends none under a new id."""

from __future__ import annotations

import time
from collections import Counter, defaultdict

import pytest
from django.db import connection

from sufflor.messaging.models import Delivery, Heartbeat
from sufflor.organization.models import User
from sufflor.questions import actions as questions
from sufflor.questions.models import Vote
from tests import programs
from tests.cast import MORNING
from tests.workers import end, running, wait

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


def test_a_worker_killed_at_every_step_tells_everyone_once(crowd, sink, surroundings):
    connection.close()

    programs.run("sufflor.messaging.tests.dying", *STEPS, env=surroundings)

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
    with running(surroundings) as worker:
        wait(Heartbeat.objects.exists)
        began = time.monotonic()
        questions.answer(question=question, text="Bruk Skjerm.", by=hilde_host, at=MORNING)
        wait(lambda: sink.taken)
        took = time.monotonic() - began

        ended_in = end(worker)

    assert took < 5
    assert worker.returncode == 0
    assert ended_in < ENDS_WITHIN


def test_a_tarpit_holds_up_nobody_but_the_worker_and_not_its_end(
    question, kari, hilde_host, sink, surroundings
):
    sink.hang_at = "reply"
    questions.answer(question=question, text="Bruk Skjerm.", by=hilde_host, at=MORNING)
    with running(surroundings) as worker:
        assert sink.is_hanging.wait(30)

        began = time.monotonic()
        answer = question.answer
        questions.edit_answer(
            answer=answer, text="Bruk Skjul.", seen=answer.stamp, by=hilde_host, at=MORNING
        )
        took = time.monotonic() - began
        ended_in = end(worker)

    assert took < 1
    assert worker.returncode == 0
    assert ended_in < ENDS_WITHIN
