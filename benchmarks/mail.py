"""Mail through a worker that is killed at random moments, on SQLite and PostgreSQL.

    python3 do.py bench mail [--json] [--kills=200] [--mails=10000]

Questions are answered while two workers run; one of them is killed (kill -9) at a random moment,
and another one started, again and again. A real mail server on loopback keeps what it is given.
What each person should have got is read from the votes, and what they did get from the mails
themselves; the outbox is not asked. The rate is compared with smtplib alone, with the same mail.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import smtplib
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks import mail_workers
from benchmarks.away import DURABLE, said, stores
from benchmarks.measuring import Row, progress, report
from tests.mail_sink import Sink, Taken, mail_sink

BARE = 500
# The lease of a dead worker, and time to send what it held.
LATE_SECONDS = 90
# Of the answer: the address for saying no to such mail has the same word, and a token after it.
NUMBER = re.compile(rb"(?<!/avmelding)/svar/(\d+)-")
MESSAGE_ID = re.compile(rb"^Message-ID: (<[^>]+>)", re.MULTILINE)
Mail = tuple[str, int]


@dataclass
class Received:
    """How often each person got each answer under each Message-ID."""

    mails: defaultdict[Mail, Counter[bytes]] = field(default_factory=lambda: defaultdict(Counter))

    def note(self, taken: Taken) -> None:
        number, message_id = NUMBER.search(taken.raw), MESSAGE_ID.search(taken.raw)
        if number is None or message_id is None:
            raise ValueError("a mail without an answer in it")
        self.mails[taken.to[0], int(number[1])][message_id[1]] += 1

    def count(self, of: Callable[[Counter[bytes]], int]) -> int:
        return sum(of(ids) for ids in self.mails.values())


def main(words: list[str]) -> int:
    kills, mails = _number(words, "kills", 200), _number(words, "mails", 10_000)
    if "--store" in words:
        print(json.dumps(mail_workers.hurt(kills, mails)))
        return 0
    with contextlib.redirect_stdout(sys.stderr):
        rows = []
        for name, url in stores(settings=DURABLE):
            rows += _on_store(name, url, kills, mails)
    return report("mail", rows, "--json" in words)


def _number(words: list[str], name: str, default: int) -> int:
    given = (word.partition("=")[2] for word in words if word.startswith(f"--{name}="))
    return int(next(given, default))


def _on_store(name: str, url: str, kills: int, mails: int) -> list[Row]:
    progress(f"{name}: {mails} mails, {kills} kills")
    received = Received()
    with tempfile.TemporaryDirectory(prefix="sufflor-mail-") as folder, mail_sink() as sink:
        sink.on_mail = received.note
        env = os.environ | {
            "SUFFLOR_DATA_DIR": folder,
            "DATABASE_URL": url,
            "MAIL_URL": sink.url,
            "DJANGO_SETTINGS_MODULE": "sufflor.project.settings",
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        words = ("benchmarks.mail", "--store", f"--kills={kills}", f"--mails={mails}")
        found = said(env, *words)
        bare = _bare_rate(sink)
    return _rows(name, found, received, bare, kills)


def _bare_rate(sink: Sink) -> float:
    """The same mail again and again over one connection, with nothing written down."""
    sink.on_mail = None
    example = sink.taken[-1]
    began = time.monotonic()
    with smtplib.SMTP("127.0.0.1", sink.port) as smtp:
        for _ in range(BARE):
            smtp.sendmail(example.sender, example.to, example.raw)
    return BARE / (time.monotonic() - began)


def _rows(
    name: str, told: dict[str, object], received: Received, bare: float, kills: int
) -> list[Row]:
    expected = {(address, number) for number, address in told["expected"]}
    got = set(received.mails)
    lost, unasked = len(expected - got), len(got - expected)
    two_ids = received.count(lambda ids: len(ids) - 1)
    repeats = received.count(lambda ids: sum(ids.values()) - len(ids))
    rate, late = float(told["rate"]), float(told["late"])
    return [
        Row(f"{name}: kills", kills, "kills"),
        Row(f"{name}: people who should have an answer", len(expected), "mails"),
        Row(f"{name}: lost", lost, "mails", target="0", holds=lost == 0),
        Row(f"{name}: to somebody else", unasked, "mails", target="0", holds=unasked == 0),
        Row(f"{name}: again under a new id", two_ids, "mails", target="0", holds=two_ids == 0),
        Row(
            f"{name}: again under the same id",
            repeats,
            "mails",
            target="<= 1 per kill",
            holds=repeats <= kills,
        ),
        Row(
            f"{name}: given up",
            int(told["given_up"]),
            "mails",
            target="0",
            holds=told["given_up"] == 0,
        ),
        Row(
            f"{name}: what was held at the last kill was sent after",
            late,
            "s",
            target=f"<= {LATE_SECONDS} s",
            holds=late <= LATE_SECONDS,
        ),
        Row(f"{name}: one worker, unhurt", rate, "mails/s", rate / bare),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
