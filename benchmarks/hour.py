"""A full question hour over HTTP: 2,000 open pages, 100 votes a second, and all back at once.

    python3 do.py bench hour [--json] [--pages=2000] [--seconds=15] [--only=SQLite]

The server is ours, as it is in use, on SQLite and on PostgreSQL; the people are in a process of
their own (`hall.py`). The reference is `raw_hub.py`, in the same run: the least that could do it.
"""

from __future__ import annotations

import contextlib
import json
import sys
from dataclasses import asdict
from itertools import islice
from urllib.parse import urlencode

from benchmarks.away import DURABLE, SERVER, away_from_home, running, said, stores
from benchmarks.hall import Figures, Hall
from benchmarks.measuring import Row, progress, report
from benchmarks.servers import free_port
from benchmarks.votes import QUESTIONS, VOTERS, Installation, ballots

PAGES = 2000
SECONDS = 15
VOTES_PER_SECOND = 100
SCREEN_MS = 1000
STREAM_KB = 6
HINT_MS = 50
# With a store that has room for more than one process.
PROCESSES = {"SQLite": 1, "PostgreSQL": 2}
TYPED = (
    "Hvordan finner jeg sakene mine fra det gamle systemet?",
    "Hvordan skjermer jeg et navn i en journalpost",
    "hvor blir det av møteinnkallingen",
    "Kan jeg godkjenne fra mobilen?",
    "Korleis avskriv eg ein journalpost?",
    "feil mappe",
    "How do I close a case?",
    "Får ikke logget inn i Elements hjemmefra i dag",
    "hvem gir meg tilgang til personalmappene",
    "Jeg har ekspedert et brev til feil mottaker, kan det trekkes tilbake?",
)


def main(words: list[str]) -> int:
    if "--fill" in words:
        fill()
        return 0
    options = dict(word[2:].split("=", 1) for word in words if "=" in word)
    pages, seconds = int(options.get("pages", PAGES)), float(options.get("seconds", SECONDS))
    # What is told on the way goes beside, so that the output can be read by a program.
    with contextlib.redirect_stdout(sys.stderr):
        raw = _raw(pages, seconds)
        rows = _rows("raw hub", raw, raw, pages, is_ours=False)
        for name, url in stores(options.get("only", ""), DURABLE):
            rows += _rows(name, _ours(name, url, pages, seconds), raw, pages)
    return report("hour", rows, "--json" in words)


def _raw(pages: int, seconds: float) -> Figures:
    progress("raw hub")
    with away_from_home("hour") as env:
        port = free_port()
        there = Installation(["nobody"] * VOTERS, list(range(1, QUESTIONS + 1)))
        hall = _hall(there, "hour-1", pages, seconds)
        with running(env, port, "benchmarks.raw_hub", str(port)) as server:
            return _visited(port, server, hall, env)


def _ours(name: str, url: str, pages: int, seconds: float) -> Figures:
    progress(f"{name}: filling a throw-away installation")
    port = free_port()
    workers = str(PROCESSES[name])
    with away_from_home("hour", DATABASE_URL=url, PORT=str(port), WEB_WORKERS=workers) as env:
        filled = said(env, "benchmarks.hour", "--fill")
        there = Installation(filled["sessions"], filled["questions"])
        hall = _hall(there, filled["topic"], pages, seconds)
        hall.page = _get(filled["page"], f"sessionid={there.sessions[0]}")
        hall.hints = [
            _get(f"{filled['page']}lignende/?{urlencode({'text': text})}") for text in TYPED
        ]
        progress(f"{name}: {pages} pages")
        with running(env, port, SERVER) as server:
            return _visited(port, server, hall, env)


def _hall(there: Installation, topic: str, pages: int, seconds: float) -> Hall:
    wanted = int(seconds * VOTES_PER_SECOND)
    cast = [ballot.decode() for ballot in islice(ballots(there), wanted)]
    return Hall(pages, seconds, VOTES_PER_SECOND, topic, cast)


def _visited(port: int, server: int, hall: Hall, env: dict[str, str]) -> Figures:
    told = json.dumps(asdict(hall))
    return Figures(**said(env, "benchmarks.hall", str(port), str(server), told=told))


def _get(path: str, cookies: str = "") -> str:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookies}\r\n\r\n"


def fill() -> None:
    """The demo, and an hour with questions that can be found; tells where it is as JSON."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from benchmarks.filling import full_hour, sessions_of
    from sufflor.organization.models import User
    from sufflor.questions import finding
    from sufflor.questions.models import Question, QuestionHour

    call_command("migrate", verbosity=0)
    call_command("demo", stdout=sys.stderr)
    path = full_hour(questions=QUESTIONS, votes=0)
    hour = QuestionHour.objects.get(slug=path.strip("/").rpartition("/")[2])
    questions = list(Question.objects.filter(hour=hour))
    for question in questions:
        finding.follow(question, timezone.now())
    voters = User.objects.filter(username__startswith="voter")[:VOTERS]
    said = {
        "topic": hour.topic,
        "page": path,
        "questions": [question.pk for question in questions],
        "sessions": sessions_of(voters),
    }
    print(json.dumps(said))


def _rows(
    name: str, found: Figures, raw: Figures, pages: int, *, is_ours: bool = True
) -> list[Row]:
    def row(
        what: str, unit: str, value: float, beside: float = 0, *, most: float | None = None
    ) -> Row:
        ratio = value / beside if beside else None
        target = "" if most is None else f"<= {most} {unit}"
        holds = most is None or 0 <= value <= most
        return Row(f"{name}: {what}", value, unit, ratio, target=target, holds=holds)

    screen = "vote on 99 of 100 screens"
    rows = [
        row(f"{screen}, p50", "ms", found.screen_p50, raw.screen_p50),
        row(f"{screen}, p99", "ms", found.screen_p99, raw.screen_p99, most=SCREEN_MS),
        row(f"{screen}, slowest", "ms", found.screen_worst, raw.screen_worst),
        row(f"votes that failed, of {found.votes}", "votes", found.failed_votes, most=0),
        row("votes that a page did not hear of", "votes", found.votes_missed, most=0),
        row("memory of an open page", "KB", found.private_kb, raw.private_kb, most=STREAM_KB),
        row("the same, as resident", "KB", found.resident_kb, raw.resident_kb),
        row(f"not back after {pages} were cut off", "pages", pages - found.back, most=0),
        row("until all were back", "s", found.back_seconds, raw.back_seconds),
    ]
    if is_ours:
        rows += [
            row("answer to a vote, p99", "ms", found.post_p99, raw.post_p99),
            row("the hour's page while they come back, p95", "ms", found.page_p95),
            row("hint of similar questions, p95", "ms", found.hint_p95, most=HINT_MS),
        ]
    return rows


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
