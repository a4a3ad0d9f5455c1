"""A SQLite file with all tables and nothing else: made once for each set of migrations.

    python -m tests.tables

It lies in var/test between runs. `do.py test` has it made while other things are still fetched.
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

from tools.door import stamps
from tools.door.processes import ROOT

FOLDER = ROOT / "var" / "test"
STORE = "sufflor.sqlite3"


def on_disk() -> Path:
    """The first who asks has it made, and the others wait for that."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with _alone():
        if not kept().exists():
            for old in FOLDER.glob("tables-*"):
                old.unlink(missing_ok=True)
            _make()
    return kept()


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
    told = {"SUFFLOR_DATA_DIR": str(folder), "SUFFLOR_DEMO": "0", "DATABASE_URL": ""}
    made = [sys.executable, "-m", "tools.door.tables"]
    subprocess.run(made, cwd=ROOT, env=os.environ | told, check=True)
    with closing(sqlite3.connect(folder / STORE)) as tables:
        # Copies in memory can have no log beside them.
        tables.execute("PRAGMA journal_mode=DELETE")
    (folder / STORE).replace(kept())
    shutil.rmtree(folder)


if __name__ == "__main__":
    on_disk()
