"""Votes through HTTP on SQLite and PostgreSQL with two processes: how many, how late, how right.

    python3 do.py bench votes [--json] [--seconds=8]

60 questions, 80 % of the votes on 12 of them, each vote by another person or on another question.
Both stores write durably. The reference is the bare page, from the same server in the same run.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks import calling
from benchmarks.away import DURABLE, SERVER, away_from_home, running, said, stores
from benchmarks.calling import Calls
from benchmarks.measuring import Row, progress, report
from benchmarks.servers import free_port

QUESTIONS = 60
POPULAR = 12
VOTERS = 400
CALLERS = 16
PROCESSES = 2
# Session, person, question, vote, counter, history and revision, durable, against three reads.
OF_BARE_PAGES = 0.2
WORST_MS = 1000
KILL_AFTER = 1.0
CSRF = "b" * 32


@dataclass
class Installation:
    """What the callers need: who may vote, and on what."""

    sessions: list[str]
    questions: list[int]


@dataclass
class Load:
    """What the callers saw: the reference, the votes, and the votes around a kill -9."""

    bare: Calls
    votes: Calls
    wall: float
    hurt: Calls


def main(words: list[str]) -> int:
    if "--fill" in words:
        fill()
        return 0
    if "--check" in words:
        check()
        return 0
    seconds = float(next((w[10:] for w in words if w.startswith("--seconds=")), "8"))
    # What the cluster tells on the way goes beside, so that the output can be read by a program.
    with contextlib.redirect_stdout(sys.stderr):
        rows = []
        for name, url in stores(settings=DURABLE):
            rows += _on_store(name, url, seconds)
    return report("votes", rows, "--json" in words)


def _on_store(name: str, url: str, seconds: float) -> list[Row]:
    progress(name)
    port = free_port()
    more = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "benchmarks.vote_settings"}
    more |= {"PORT": str(port), "WEB_WORKERS": str(PROCESSES)}
    with away_from_home("votes", **more) as env:
        there = Installation(**said(env, "benchmarks.votes", "--fill"))
        with running(env, port, SERVER) as server:
            load = asyncio.run(_load(port, there, seconds, server))
        found = said(env, "benchmarks.votes", "--check")
    return _rows(name, load, found)


async def _load(port: int, there: Installation, seconds: float, pid: int) -> Load:
    cookies = f"sessionid={there.sessions[0]}"
    for _ in range(2):
        await calling.call_for(1, port, "/bare/", cookies, CALLERS)
    bare = await calling.call_for(3, port, "/bare/", cookies, CALLERS)
    cast = ballots(there)
    votes = Calls()
    began = time.monotonic()
    await _vote(port, cast, seconds, votes)
    wall = time.monotonic() - began
    hurt = Calls()
    voting = asyncio.create_task(_vote(port, cast, KILL_AFTER * 4, hurt))
    await asyncio.sleep(KILL_AFTER)
    os.kill(calling.family(pid)[-1], signal.SIGKILL)
    await voting
    return Load(bare, votes, wall, hurt)


async def _vote(port: int, ballots: Iterator[bytes], seconds: float, votes: Calls) -> None:
    """Callers who take the next ballot when they have been answered; each is sent once."""
    until = time.monotonic() + seconds
    await asyncio.gather(*(calling.send_each(port, ballots, until, votes) for _ in range(CALLERS)))


def ballots(there: Installation) -> Iterator[bytes]:
    """Requests in a random order, each for a pair of voter and question that has not voted."""
    chance = random.Random(1)
    popular = there.questions[:POPULAR]
    rest = there.questions[POPULAR:]
    pairs = [(voter, question) for voter in there.sessions for question in popular]
    pairs += chance.sample(
        [(voter, question) for voter in there.sessions for question in rest], len(pairs) * 3
    )
    chance.shuffle(pairs)
    for session, question in pairs:
        yield (
            f"POST /sporsmal/{question}/stemme/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            f"Cookie: sessionid={session}; csrftoken={CSRF}\r\nX-CSRFToken: {CSRF}\r\n"
            "Accept: application/json\r\nContent-Length: 0\r\n\r\n"
        ).encode()


def fill() -> None:
    """An hour with questions, and people who are signed in; tells both as JSON."""
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.filling import full_hour, sessions_of
    from benchmarks.servers import fifty_rows
    from sufflor.organization.models import User
    from sufflor.questions.models import Question

    call_command("migrate", run_syncdb=True, verbosity=0)
    fifty_rows()
    full_hour(questions=QUESTIONS, votes=0)
    voters = User.objects.filter(username__startswith="voter")[:VOTERS]
    sessions = sessions_of(voters)
    questions = list(Question.objects.values_list("pk", flat=True))
    print(json.dumps({"sessions": sessions, "questions": questions}))


def check() -> None:
    """Counters against rows, and the stream's counts against both."""
    import django

    django.setup()
    from sufflor.events.models import TopicItem
    from sufflor.questions.models import Question, Vote

    told = dict(TopicItem.objects.values_list("item", "count"))
    wrong = sum(
        not question.vote_count == question.votes.count() == told.get(question.pk, 0)
        for question in Question.objects.all()
    )
    print(json.dumps({"rows": Vote.objects.count(), "wrong": wrong}))


def _rows(name: str, load: Load, found: dict[str, int]) -> list[Row]:
    votes = load.votes
    rate = len(votes.seconds) / load.wall
    ratio = rate / (len(load.bare.seconds) / 3)
    accepted = len(votes.seconds) + len(load.hurt.seconds)
    failed = len(load.hurt.failed_at)
    return [
        Row(
            f"{name}: votes",
            rate,
            "per second",
            ratio,
            target=f">= {OF_BARE_PAGES} x bare pages",
            holds=ratio >= OF_BARE_PAGES,
        ),
        Row(f"{name}: vote p50", votes.percentile_ms(0.5), "ms"),
        Row(f"{name}: vote p99", votes.percentile_ms(0.99), "ms"),
        Row(
            f"{name}: slowest vote",
            votes.percentile_ms(1),
            "ms",
            target=f"<= {WORST_MS} ms",
            holds=votes.percentile_ms(1) <= WORST_MS,
        ),
        Row(
            f"{name}: failed votes",
            len(votes.failed_at),
            "votes",
            target="0",
            holds=not votes.failed_at,
        ),
        Row(
            f"{name}: kill -9 of a process, failed votes",
            failed,
            "votes",
            target=f"<= {CALLERS}, one each",
            holds=failed <= CALLERS,
        ),
        Row(
            f"{name}: accepted votes without a row",
            max(0, accepted - found["rows"]),
            "votes",
            target="0",
            holds=accepted <= found["rows"] <= accepted + failed,
        ),
        Row(
            f"{name}: questions whose counter is not the number of rows",
            found["wrong"],
            "questions",
            target="0",
            holds=found["wrong"] == 0,
        ),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
