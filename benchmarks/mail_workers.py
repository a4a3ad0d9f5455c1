"""Workers that mail, as processes of their own, and the one who kills them.

Each begins with a fork of a process that has loaded everything and is connected to nothing: it is
the real worker from its first line to its last, without two seconds of imports before each.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator

WORKERS = 2
QUESTIONS = 40
LONGEST_LIFE = 0.6
# So many on their way keep two workers busy until the next kill.
BUSY = 100
PATIENCE = 3600.0
Expected = list[tuple[int, str]]


def hurt(kills: int, mails: int) -> dict[str, object]:
    """Answer, send and kill; tells who should have got what, as (question, address)."""
    import django

    django.setup()
    expected = _fill(mails)
    questions = _answers()
    rate = _unhurt_rate(questions)
    late = _kill(kills, questions)
    return {
        "expected": expected,
        "rate": rate,
        "late": late,
        "given_up": _given_up(),
    }


def _fill(mails: int) -> Expected:
    from django.core.management import call_command
    from django.db.models import Value
    from django.db.models.functions import Concat
    from django.utils import timezone

    from benchmarks.filling import full_hour
    from benchmarks.servers import fifty_rows
    from sufflor.organization.models import Role, RoleGrant, User
    from sufflor.questions.models import Question, Vote

    call_command("migrate", run_syncdb=True, verbosity=0)
    fifty_rows()
    full_hour(questions=QUESTIONS, votes=mails)
    voters = User.objects.filter(username__startswith="voter")
    voters.update(email=Concat("username", Value("@nidelva.example")))
    host = User.objects.create(username="host")
    RoleGrant.objects.create(person=host, role=Role.HOST, granted_at=timezone.now())
    voted = Vote.objects.values_list("question_id", "voter__email")
    asked = Question.objects.values_list("pk", "asked_by__email")
    return sorted({*voted, *asked})


def _answers() -> Iterator[int]:
    """Answers one question each time somebody asks for the next."""
    from django.utils import timezone

    from sufflor.organization.models import User
    from sufflor.questions import actions
    from sufflor.questions.models import Question

    host = User.objects.get(username="host")
    for question in list(Question.objects.select_related("hour", "area").order_by("pk")):
        actions.answer(question=question, text="Bruk Skjerm.", by=host, at=timezone.now())
        yield question.pk


def _unhurt_rate(questions: Iterator[int]) -> float:
    """Mails a second from one worker that nobody hurts: two answers' worth."""
    from django.db.models import Count, Max, Min

    from sufflor.messaging.models import Delivery

    next(questions)
    next(questions)
    worker = _start()
    _wait_until(lambda: not _waiting())
    _end([worker])
    sent = Delivery.objects.aggregate(number=Count("pk"), first=Min("sent_at"), last=Max("sent_at"))
    return sent["number"] / (sent["last"] - sent["first"]).total_seconds()


def _kill(kills: int, questions: Iterator[int]) -> float:
    """Returns how long after the last kill all was sent that somebody held then."""
    chance = random.Random()
    workers = [_start() for _ in range(WORKERS)]
    killed_at = time.monotonic()
    for kill in range(kills):
        if _waiting() < BUSY:
            next(questions, None)
        time.sleep(chance.uniform(0, LONGEST_LIFE))
        victim = workers.pop(chance.randrange(WORKERS))
        os.kill(victim, signal.SIGKILL)
        killed_at = time.monotonic()
        os.waitpid(victim, 0)
        workers.append(_start())
        if kill % 20 == 19:
            _say(f"{kill + 1} kills, {_waiting()} mails wait")
    held = _held()
    for _ in questions:
        pass
    _wait_until(lambda: not held & _unsent())
    late = time.monotonic() - killed_at
    _wait_until(lambda: not _waiting())
    _end(workers)
    return late


def _start() -> int:
    from django.db import connections

    from sufflor.messaging import worker

    connections.close_all()
    child = os.fork()
    if child == 0:
        _run(worker.main)
    return child


def _run(work: Callable[[], None]) -> None:
    try:
        work()
    except BaseException as error:
        _say(repr(error))
        os._exit(1)
    os._exit(0)


def _end(workers: list[int]) -> None:
    for worker in workers:
        os.kill(worker, signal.SIGTERM)
    for worker in workers:
        if os.waitpid(worker, 0)[1]:
            raise RuntimeError("a worker did not end well")


def _wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{_waiting()} mails still wait")
        time.sleep(0.25)


def _held() -> set[int]:
    from sufflor.messaging.models import Delivery

    held = Delivery.objects.waiting().filter(lease_until__isnull=False)
    return set(held.values_list("pk", flat=True))


def _unsent() -> set[int]:
    from sufflor.messaging.models import Delivery

    return set(Delivery.objects.waiting().values_list("pk", flat=True))


def _waiting() -> int:
    from sufflor.events.models import Outgoing
    from sufflor.messaging.models import Delivery

    return Outgoing.objects.waiting().count() + Delivery.objects.waiting().count()


def _given_up() -> int:
    from sufflor.events.models import Outgoing
    from sufflor.messaging.models import Delivery, State

    not_sent = Delivery.objects.filter(state__in=[State.DEAD, State.DROPPED])
    return Outgoing.objects.dead().count() + not_sent.count()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
