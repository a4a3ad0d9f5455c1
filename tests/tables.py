"""All tables and nothing else, made once for each set of migrations, for tests to copy.

    python -m tests.tables         a SQLite file, which lies in var/test between runs
    python -m tests.tables URL     a template in this PostgreSQL cluster
    python -m tests.tables write   what a new store begins with, from SQLite's

`do.py test` has the first made while other things are still fetched, and the second while the tests
run on SQLite.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path
from urllib.parse import urlsplit

from sufflor.project import new_store
from tools.door import stamps
from tools.door.processes import ROOT

FOLDER = ROOT / "var" / "test"
STORE = "sufflor.sqlite3"
TURN = 20261029  # the advisory lock that lets one process at a time make tables
# What is another in each store is not written down, nor what a step between the others would move.
OWN = {
    ("django_migrations", "id"): "'NULL'",
    ("django_migrations", "applied"): f"quote('{new_store.AT}')",
    ("wagtailcore_page", "translation_key"): f"quote('{new_store.KEY}')",
}
# Which numbers have been given out. SQLite makes it, and those behind a table of words.
COUNTED = "sqlite_sequence"
MADE = f"SELECT name FROM pragma_table_list WHERE type = 'shadow' UNION SELECT '{COUNTED}'"
TABLES, THE_REST = (
    f"SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type {which} 'table'"
    f" AND name NOT IN ({MADE}) ORDER BY name"
    for which in ("=", "<>")
)
WITH_ROWS = (
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    f" AND name <> 'sqlite_schema' ORDER BY name = '{COUNTED}', name"
)


def on_disk() -> Path:
    """The first who asks has it made, and the others wait for that."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with _alone():
        if not kept().exists():
            for old in FOLDER.glob("tables-*"):
                old.unlink(missing_ok=True)
            _make()
    return kept()


def in_postgresql(url: str) -> str:
    """The template's name. The first who asks makes it, and the others wait for that."""
    import psycopg  # `do.py` reads this module before there are any packages

    name = f"tables_{fingerprint()}"
    with psycopg.connect(url, autocommit=True) as control:
        control.execute("SELECT pg_advisory_lock(%s)", [TURN])
        known = control.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if known is None:
            control.execute("DROP DATABASE IF EXISTS unfinished")
            control.execute("CREATE DATABASE unfinished")
            _migrate({"DATABASE_URL": urlsplit(url)._replace(path="/unfinished").geturl()})
            control.execute(f"ALTER DATABASE unfinished RENAME TO {name}")
    return name


def kept() -> Path:
    """Where it lies, or will lie."""
    return FOLDER / f"tables-{fingerprint()}.sqlite3"


def fingerprint() -> str:
    """Changes with our migrations, with the packages and with the apps that are installed."""
    made_from = [
        *(ROOT / "sufflor").glob("*/migrations/*.py"),
        ROOT / "sufflor" / "project" / "settings.py",
        ROOT / "requirements.lock",
    ]
    return stamps.fingerprint(made_from)[:16]


@contextmanager
def _alone() -> Iterator[None]:
    with (FOLDER / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        yield


def _make() -> None:
    folder = FOLDER / "unfinished"
    shutil.rmtree(folder, ignore_errors=True)
    _migrate({"SUFFLOR_DATA_DIR": str(folder), "DATABASE_URL": ""})
    with closing(sqlite3.connect(folder / STORE)) as tables:
        # Copies in memory can have no log beside them.
        tables.execute("PRAGMA journal_mode=DELETE")
    (folder / STORE).replace(kept())
    shutil.rmtree(folder)


def _migrate(told: dict[str, str]) -> None:
    made = [sys.executable, "-m", "tools.door.tables", "each-step"]
    env = os.environ | {"SUFFLOR_DEMO": "0"} | told
    subprocess.run(made, cwd=ROOT, env=env, check=True)


def written_down(store: sqlite3.Connection) -> str:
    """A store that has just been made, as text: its tables, their rows, and what watches them."""
    tables, rest = ([sql for (sql,) in store.execute(which)] for which in (TABLES, THE_REST))
    lines = ["BEGIN", *tables, *_rows(store), *rest, "COMMIT"]
    return "".join(f"{line};\n" for line in lines)


def after_each_step() -> str:
    """What all steps leave, and thus what a new store is to begin with."""
    with closing(sqlite3.connect(on_disk())) as store:
        return written_down(store)


def _rows(store: sqlite3.Connection) -> Iterator[str]:
    for (table,) in store.execute(WITH_ROWS).fetchall():
        if table == COUNTED:  # has counted the rows before it
            yield f"DELETE FROM {COUNTED}"
        columns = [name for _at, name, *_more in store.execute(f'PRAGMA table_info("{table}")')]
        values = ", ".join(OWN.get((table, name), f'quote("{name}")') for name in columns)
        for row in store.execute(f'SELECT {values} FROM "{table}" ORDER BY "{columns[0]}"'):
            yield f'INSERT INTO "{table}" VALUES ({", ".join(row)})'


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        new_store.FILE.write_text(after_each_step(), "utf-8")
    elif sys.argv[1:]:
        in_postgresql(sys.argv[1])
    else:
        on_disk()
