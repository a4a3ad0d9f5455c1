"""A clamd that lives as long as one test run, and knows one virus: every scanner's test file."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.door import processes
from tools.door.steps import Failed

# The EICAR test file, in parts: in one piece it would be stopped on its way to whoever reads this.
EICAR = "".join(("X5O!P%@AP[4\\PZX54(P^)7CC)7}", "$EICAR-STANDARD-", "ANTIVIRUS-TEST-FILE!$H+H*"))
FOUND = "Sufflor.Test.Eicar"
STARTS_WITHIN = 20.0


def clamd() -> Path | None:
    """Debian lays it where only root's PATH leads."""
    found = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")
    return Path(found) if found else None


@contextmanager
def throwaway_scanner(program: Path) -> Iterator[str]:
    """Yields a CLAMD_URL; the scanner and its files are gone afterwards, whatever happened."""
    user = _unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="sufflor-clamd-"))
    try:
        _write(folder)
        if user is not None:
            os.chown(folder, user, user)
        log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT)
        scanner = processes.start(
            [program, "--foreground", f"--config-file={folder / 'clamd.conf'}"],
            cwd=folder,
            stdout=log,
            stderr=log,
            user=user,
        )
        os.close(log)
        try:
            _wait_until_ready(folder)
            yield f"unix://{folder / 'socket'}"
        finally:
            processes.end(scanner, patience=1.0)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(folder: Path) -> None:
    """One signature, so that it starts in a moment; real ones are hundreds of megabytes."""
    signatures = folder / "signatures"
    signatures.mkdir()
    (signatures / "test.ndb").write_text(f"{FOUND}:0:*:{EICAR.encode().hex()}\n")
    settings = {
        "DatabaseDirectory": signatures,
        "LocalSocket": folder / "socket",
        "TemporaryDirectory": folder,
        "StreamMaxLength": "30M",
        "MaxThreads": 4,
    }
    lines = "".join(f"{name} {value}\n" for name, value in settings.items())
    (folder / "clamd.conf").write_text(lines)


def _wait_until_ready(folder: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        with socket.socket(socket.AF_UNIX) as line:
            try:
                line.connect(str(folder / "socket"))
            except OSError:
                time.sleep(0.02)
            else:
                return
    raise Failed(f"clamd did not start:\n{(folder / 'log').read_text()}")


def _unprivileged_user() -> int | None:
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("clamav").pw_uid
    except KeyError:
        return pwd.getpwnam("nobody").pw_uid
