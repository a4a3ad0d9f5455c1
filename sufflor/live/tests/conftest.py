"""A store that the hub reads, on the engine that the suite runs on, and servers in front of it."""

from __future__ import annotations

import os
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from sufflor.events import actions as events
from sufflor.events.models import Topic, TopicItem
from sufflor.lib import tickets
from tests import programs
from tests.programs import Program

START_SECONDS = 30
Touch = Callable[..., int]


@dataclass
class Store:
    """Django's description of a database, how another process finds it, and how it is written."""

    database: Mapping[str, object]
    environment: dict[str, str]
    touch: Touch
    restore: Callable[[str, int], None]


@pytest.fixture
def store(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    # These tests write from inside the loop, on purpose and one at a time.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    if connection.vendor == "postgresql":
        given = connection.settings_dict
        address = f"{given['HOST']}:{given['PORT']}/{given['NAME']}"
        url = f"postgresql://{given['USER']}:{given['PASSWORD']}@{address}"
        return Store(given, {"DATABASE_URL": url}, events.touch, _set_revision)
    return _file(tmp_path)


def _set_revision(topic: str, revision: int) -> None:
    Topic.objects.filter(name=topic).update(revision=revision)
    TopicItem.objects.filter(topic=topic).delete()
    events._wake(topic)


def _file(folder: Path) -> Store:
    """The suite's own SQLite is in memory, where no other process can look."""
    path = folder / "sufflor.sqlite3"
    writer = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    writer.execute("PRAGMA journal_mode=WAL")
    with connection.schema_editor(collect_sql=True) as editor:
        editor.create_model(Topic)
        editor.create_model(TopicItem)
    for statement in editor.collected_sql:
        writer.execute(statement)

    def touch(topic: str, *, counts: Mapping[int, int] = {}, changed: tuple[int, ...] = ()) -> int:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute(
            "INSERT INTO events_topic VALUES (?, 1) "
            "ON CONFLICT (name) DO UPDATE SET revision = revision + 1",
            [topic],
        )
        [(revision,)] = writer.execute("SELECT revision FROM events_topic WHERE name=?", [topic])
        for column, items in (("count_revision", counts), ("change_revision", changed)):
            for item in items:
                writer.execute(
                    "INSERT INTO events_topicitem "
                    "(topic, item, count, count_revision, change_revision) VALUES (?, ?, 0, 0, 0) "
                    "ON CONFLICT (topic, item) DO NOTHING",
                    [topic, item],
                )
                writer.execute(
                    f"UPDATE events_topicitem SET {column}=? WHERE topic=? AND item=?",
                    [revision, topic, item],
                )
        for item, count in counts.items():
            writer.execute(
                "UPDATE events_topicitem SET count=? WHERE topic=? AND item=?", [count, topic, item]
            )
        writer.execute("COMMIT")
        return int(revision)

    def restore(topic: str, revision: int) -> None:
        writer.execute("UPDATE events_topic SET revision=? WHERE name=?", [revision, topic])
        writer.execute("DELETE FROM events_topicitem WHERE topic=?", [topic])

    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": path}
    environment = {"SUFFLOR_DATA_DIR": str(folder), "DATABASE_URL": ""}
    return Store(database, environment, touch, restore)


@dataclass
class Server:
    """A process that serves the stream at a port."""

    process: Program
    port: int

    def open(self, topic: str = "hour-3", *, ticket: str = "", r: int | str = 0) -> socket.socket:
        stream = socket.create_connection(("127.0.0.1", self.port), 10)
        self.ask(stream, topic, ticket=ticket, r=r)
        return stream

    def ask(
        self, stream: socket.socket, topic: str = "hour-3", *, ticket: str = "", r: int | str = 0
    ) -> None:
        ticket = ticket or tickets.issue(topic, datetime.now(UTC))
        address = f"/live/{topic}?ticket={ticket}&r={r}"
        stream.sendall(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())


Serve = Callable[..., Server]


@pytest.fixture(params=["beside the pages", "alone"])
def serve(request: pytest.FixtureRequest, store: Store, settings: object) -> Iterator[Serve]:
    """Start the stream in a process of its own, with settings from the environment."""
    processes = []

    def served(**given: str) -> Server:
        port = _free_port()
        module = "sufflor.live" if request.param == "alone" else "sufflor.project.serving"
        told = {"SECRET_KEY": settings.SECRET_KEY, "PORT": str(port), "LIVE_PORT": str(port)}
        env = os.environ | store.environment | told | given
        process = programs.begin(module, env=env)
        processes.append(process)
        _wait_for(port)
        return Server(process, port)

    yield served
    for process in processes:
        process.end()


def read_until(stream: socket.socket, wanted: bytes, seconds: float = 15) -> bytes:
    """What the stream has said when it has said what is wanted."""
    said = b""
    until = time.monotonic() + seconds
    while wanted not in said:
        stream.settimeout(max(0.01, until - time.monotonic()))
        part = stream.recv(65536)
        if not part:
            break
        said += part
    assert wanted in said, said
    return said


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"nothing listens at port {port}")
