"""A PostgreSQL that lives as long as one test run: on loopback, in a temporary folder, fast."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tools.door import processes
from tools.door.steps import Failed, step

FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "2GB",
    # Compiling a query and counting rows cost more than they save in tables this small.
    "jit": "off",
    "autovacuum": "off",
    "shared_buffers": "128MB",
    "max_connections": "60",
    "listen_addresses": "127.0.0.1",
}


@contextmanager
def throwaway_cluster(programs: Path, settings: Mapping[str, str] = FAST) -> Iterator[str]:
    """Yields a DATABASE_URL; the server and its files are gone afterwards, whatever happened."""
    user = _unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="sufflor-postgresql-"))
    try:
        if user is not None:
            os.chown(folder, user, user)
        with step("a PostgreSQL of our own"):
            _initialize(programs, folder, user)
            port = _free_port()
            options = [f"-c{name}={value}" for name, value in settings.items()]
            where: list[str | Path] = ["-D", folder / "data", "-k", folder, "-p", str(port)]
            log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT)
            server = processes.start(
                [programs / "postgres", *where, *options],
                cwd=folder,
                stdout=log,
                stderr=log,
                user=user,
            )
            os.close(log)
            try:
                _wait_until_ready(programs, folder, port)
            except BaseException:
                processes.end(server, first=signal.SIGQUIT)
                raise
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
        finally:
            processes.end(server, first=signal.SIGQUIT)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged_user() -> int | None:
    """PostgreSQL refuses to be run by root; Debian's package brings a user for it."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_uid
    except KeyError:
        return pwd.getpwnam("nobody").pw_uid


def _initialize(programs: Path, folder: Path, user: int | None) -> None:
    where: list[str | Path] = ["-D", folder / "data", "-U", "postgres", "-A", "trust"]
    code, said = processes.output_of(
        [programs / "initdb", *where, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
        cwd=folder,
        user=user,
    )
    if code:
        raise Failed(f"initdb failed:\n{said}")


def _wait_until_ready(programs: Path, folder: Path, port: int) -> None:
    command = (programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port))
    for _attempt in range(300):
        if processes.output_of(command)[0] == 0:
            return
        time.sleep(0.1)
    raise Failed(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
