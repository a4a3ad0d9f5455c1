"""Other processes of ours, in an installation that is thrown away, on each store that is here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measuring import OURS
from benchmarks.servers import wait_for_port
from tools.door.debian import postgresql
from tools.door.postgres import FAST, throwaway_cluster

ROOT = Path(__file__).resolve().parents[1]
SERVER = "sufflor.project.serving"
DURABLE = FAST | {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


def stores(only: str = "", settings: Mapping[str, str] = FAST) -> Iterator[tuple[str, str]]:
    """Those that are here, or the one that is wanted, each for as long as it is asked for."""
    if only != "PostgreSQL":
        yield "SQLite", ""
    programs = postgresql()
    if programs is not None and only != "SQLite":
        with throwaway_cluster(programs, settings) as url:
            yield "PostgreSQL", url


@contextmanager
def away_from_home(name: str, **more: str) -> Iterator[dict[str, str]]:
    """The surroundings of an installation of its own; `more` is what is set besides."""
    with tempfile.TemporaryDirectory(prefix=f"sufflor-{name}-") as folder:
        yield os.environ | {
            "SUFFLOR_DATA_DIR": folder,
            "SUFFLOR_DEMO": "1",
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": OURS,
            "PYTHONPATH": os.pathsep.join(sys.path),
            **more,
        }


@contextmanager
def running(env: Mapping[str, str], port: int, *words: str) -> Iterator[int]:
    """A server of ours, from when it answers; its process."""
    process = subprocess.Popen([sys.executable, "-m", *words], cwd=ROOT, env=env)
    try:
        wait_for_port(port)
        yield process.pid
    finally:
        process.terminate()
        process.wait(20)


def said(env: Mapping[str, str], *words: str, told: str = "") -> dict[str, object]:
    """What another process of ours says: Django is set up for one database in each."""
    done = subprocess.run(
        [sys.executable, "-m", *words],
        env=env,
        cwd=ROOT,
        check=True,
        text=True,
        input=told,
        stdout=subprocess.PIPE,
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found
