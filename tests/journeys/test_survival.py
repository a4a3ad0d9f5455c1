"""Two servers under load are killed again and again: what was accepted is there, and whole."""

from __future__ import annotations

import random
import re
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from tests.journeys.conftest import _free_port, _wait_for, started
from tests.programs import Program

# Nobody asks more than three questions a minute, so it takes many to ask many.
ACCOUNTS = (
    "case_handler",
    "manager",
    "adviser",
    "first_line",
    "second_line",
    "host",
    "editor",
    "vendor_contact",
)
SECONDS = 6  # of load and kills; two kills at least, however slow the machine
MOST_KILLS = 6
COPIES = 4
PATIENCE = 30  # seconds for the first question to be accepted
STORE = "sufflor.sqlite3"


@dataclass
class Server:
    """One of two web processes in front of the same store."""

    folder: Path
    port: int = field(default_factory=_free_port)
    process: Program | None = None

    def start(self) -> None:
        self.process = started("sufflor.project.serving", self.folder, PORT=str(self.port))

    def wait(self) -> None:
        _wait_for(f"http://127.0.0.1:{self.port}", self.process)

    def end(self, how: signal.Signals) -> float:
        """How long it took."""
        began = time.monotonic()
        self.process.send_signal(how)
        self.process.wait(10)
        return time.monotonic() - began


@dataclass
class Person(Thread):
    """Asks, votes and takes votes back, and remembers what was answered with yes.

    After a request without an answer nobody knows; an ask is sent again, with the same key.
    """

    account: str
    ports: list[int]
    votable: list[int]
    stop: Event
    hour: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    votes: dict[int, bool | None] = field(default_factory=dict)
    faults: list[int] = field(default_factory=list)
    unanswered: int = 0

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self.chance = random.Random(self.account)

    def __hash__(self) -> int:
        return id(self)

    def sign_in(self) -> None:
        self.send("GET", "/logg-inn/")
        form = {"username": self.account, "password": "demo"}
        assert self.send("POST", "/logg-inn/", form)[0] == 302
        self.hour = self.send("GET", "/sporretimer/neste/")[1].split("/")[2]

    def run(self) -> None:
        # People who never draw breath would keep all cores from the tests beside this one.
        while not self.stop.wait(self.chance.uniform(0, 0.06)):
            if self.chance.random() < 0.1:
                self.ask()
            else:
                self.vote(self.chance.choice(self.votable))

    def ask(self) -> None:
        key = str(uuid4())
        form = {"hour": self.hour, "submission": key, "area": "arkiv", "role": "alle"}
        form["text"] = f"Hvor finner jeg sak {key}?"
        for _attempt in range(40):
            status, location = self.try_send("/sporsmal/", form)
            if status == 303:
                self.asked[key] = re.search(r"sendt=(\d+)", location)[1]
            if status or self.stop.is_set():
                return

    def vote(self, question: int) -> None:
        gives = self.chance.random() < 0.6
        self.votes[question], before = None, self.votes.get(question)
        path = f"/sporsmal/{question}/stemme/" + ("" if gives else "angre/")
        status, _location = self.try_send(path, {})
        if status == 303:
            self.votes[question] = gives
        elif status:
            self.votes[question] = before

    def try_send(self, path: str, form: dict[str, str]) -> tuple[int, str]:
        """Status 0 when no answer came; then the other server is next."""
        try:
            status, location = self.send("POST", path, form)
        except (OSError, HTTPException):
            self.ports.reverse()
            self.unanswered += 1
            time.sleep(0.05)
            return 0, ""
        if status not in {303, 429, 503}:
            self.faults.append(status)
        return status, location

    def send(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        token = {"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(HTTPConnection("127.0.0.1", self.ports[0], timeout=10)) as line:
            body = urlencode(form | token) if form is not None else None
            line.request(method, path, body, headers)
            answer = line.getresponse()
            answer.read()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return answer.status, answer.headers.get("Location", "")


@pytest.fixture
def folder(demo_folder: Path, tmp_path: Path) -> Path:
    shutil.copytree(demo_folder, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def servers(folder: Path) -> Iterator[list[Server]]:
    both = [Server(folder), Server(folder)]
    try:
        for server in both:
            server.start()
        for server in both:
            server.wait()
        yield both
    finally:
        for server in both:
            server.process.kill()


@contextmanager
def load(servers: list[Server], folder: Path) -> Iterator[list[Person]]:
    ports, stop = [server.port for server in servers], Event()
    people = [Person(account, list(ports), [], stop) for account in ACCOUNTS]
    for person in people[::2]:
        person.ports.reverse()
    for person in people:
        person.sign_in()
        person.votable = _questions(folder / STORE, person.hour)
        assert person.votable
    for person in people:
        person.start()
    try:
        yield people
    finally:
        stop.set()
        for person in people:
            person.join(30)


def test_what_was_answered_with_yes_survives_every_kill(servers, folder) -> None:
    chance, kills = random.Random(4711), 0

    with load(servers, folder) as people:
        until = time.monotonic() + SECONDS
        while kills < MOST_KILLS and (time.monotonic() < until or kills < 2):
            time.sleep(chance.uniform(0.2, 0.7))
            killed = servers[kills % 2]
            killed.end(signal.SIGKILL)
            killed.start()
            killed.wait()
            kills += 1
    for server in servers:
        server.end(signal.SIGKILL)

    asked = sum(len(person.asked) for person in people)
    assert asked > len(people)
    assert [person.faults for person in people] == [[]] * len(people)
    # A kill costs each at most the request under way and one on the way to the other server.
    assert all(person.unanswered <= 2 * kills for person in people)
    assert _broken(folder / STORE, people) == []


def test_a_power_cut_at_any_moment_leaves_a_whole_store(servers, folder, tmp_path_factory) -> None:
    """As the disk is at one instant: both servers hold their breath while it is copied."""
    chance, copies = random.Random(42), []

    with load(servers, folder) as people:
        _wait_until(lambda: any(person.asked for person in people))
        for number in range(COPIES):
            time.sleep(chance.uniform(0.1, 0.5))
            accepted = {key for person in people for key in list(person.asked)}
            copy = tmp_path_factory.mktemp(f"copy-{number}")
            with _still(servers):
                for name in (STORE, f"{STORE}-wal"):
                    with suppress(FileNotFoundError):
                        shutil.copy(folder / name, copy / name)
            copies.append((copy / STORE, accepted))

    assert copies[-1][1]
    for copy, accepted in copies:
        assert _broken(copy, []) == []
        assert accepted <= set(_submissions(copy))


def test_a_server_that_is_asked_to_end_does_so_within_five_seconds(servers, folder) -> None:
    with load(servers, folder) as people:
        time.sleep(0.5)
        seconds = [server.end(signal.SIGTERM) for server in servers]

    assert max(seconds) < 5
    assert _broken(folder / STORE, people) == []


def _wait_until(there: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not there() and time.monotonic() < until:
        time.sleep(0.05)


@contextmanager
def _still(servers: list[Server]) -> Iterator[None]:
    for server in servers:
        server.process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        for server in servers:
            server.process.send_signal(signal.SIGCONT)


def _broken(store: Path, people: list[Person]) -> list[str]:
    """What is not as it was answered, or not whole."""
    rules = {
        "PRAGMA foreign_key_check": "points at nothing",
        "SELECT q.id FROM questions_question q WHERE vote_count !="
        " (SELECT count(*) FROM questions_vote v WHERE v.question_id = q.id)": "counter",
        "SELECT q.id FROM questions_question q JOIN events_topicitem i ON i.item = q.id"
        " AND i.topic = 'hour-' || q.hour_id WHERE i.count != q.vote_count": "told",
        "SELECT t.name FROM events_topic t JOIN events_topicitem i ON i.topic = t.name"
        " WHERE max(i.count_revision, i.change_revision) > t.revision": "revision",
        "SELECT q.id FROM questions_question q WHERE 1 != (SELECT count(*) FROM events_event e"
        " WHERE e.verb = 'question.asked' AND e.about = 'questions.question:' || q.id)": "history",
    }
    with closing(sqlite3.connect(store)) as rows:
        whole = rows.execute("PRAGMA integrity_check").fetchall()
        broken = [] if whole == [("ok",)] else [str(whole)]
        for rule, what in rules.items():
            broken += [f"{what}: {row}" for row in rows.execute(rule)]
        for person in people:
            broken += _forgotten(rows, person)
    return broken


def _forgotten(rows: sqlite3.Connection, person: Person) -> Iterator[str]:
    stored = dict(
        rows.execute(
            "SELECT submission, q.id FROM questions_question q"
            " JOIN organization_user u ON u.id = asked_by_id WHERE username = ?",
            [person.account],
        )
    )
    for key, number in person.asked.items():
        if stored.get(key.replace("-", "")) != int(number):
            yield f"{person.account}: question {number}"
    voted = {
        question
        for (question,) in rows.execute(
            "SELECT question_id FROM questions_vote v"
            " JOIN organization_user u ON u.id = voter_id WHERE username = ?",
            [person.account],
        )
    }
    for question, gives in person.votes.items():
        if gives is not None and gives != (question in voted):
            yield f"{person.account}: vote on {question} should be {gives}"


def _submissions(store: Path) -> list[str]:
    with closing(sqlite3.connect(store)) as rows:
        found = rows.execute("SELECT submission FROM questions_question").fetchall()
    return [f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}" for (key,) in found]


def _questions(store: Path, hour: str) -> list[int]:
    """Those of the hour that were there before."""
    with closing(sqlite3.connect(store)) as rows:
        found = rows.execute(
            "SELECT q.id FROM questions_question q JOIN questions_questionhour h"
            " ON h.id = q.hour_id WHERE h.slug = ? AND q.hidden_at IS NULL",
            [hour],
        )
        return [number for (number,) in found]
