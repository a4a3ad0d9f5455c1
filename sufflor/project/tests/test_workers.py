"""Two workers share what is loaded, are replaced when they die, and end when they are told."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import tables

pytestmark = [
    pytest.mark.storeless,
    pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux alone"),
]
PATIENCE = 30  # seconds


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    shutil.copy(tables.on_disk(), tmp_path / tables.STORE)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = {"SUFFLOR_DATA_DIR": str(tmp_path), "DATABASE_URL": "", "WEB_WORKERS": "2"}
    process = subprocess.Popen(
        [sys.executable, "-m", "sufflor.project.serving"],
        env=os.environ | told | {"PORT": str(port)},
    )
    yield process, f"http://127.0.0.1:{port}/logg-inn/"
    process.kill()
    process.wait()


def workers(process: subprocess.Popen[bytes]) -> list[int]:
    told = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return [int(pid) for pid in told.split()]


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as page:
            return page.status == 200
    except OSError:
        return False


def in_time(there: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while not (came := there()) and time.monotonic() < until:
        time.sleep(0.05)
    return came


def test_a_worker_that_dies_is_replaced_and_all_end_when_told(server) -> None:
    process, url = server
    assert in_time(lambda: len(workers(process)) == 2 and answers(url))
    first, second = workers(process)

    os.kill(first, signal.SIGKILL)

    assert in_time(lambda: len(set(workers(process)) - {first, second}) == 1)
    assert in_time(lambda: answers(url))
    # Read by the parent, and not once more by each of them.
    assert all(_shared(pid) > 0.3 for pid in workers(process))
    process.terminate()
    assert process.wait(6) == 0
    assert not answers(url)


def test_workers_that_have_hardly_begun_end_when_told(server) -> None:
    process, _url = server
    assert in_time(lambda: len(workers(process)) == 2)

    process.terminate()

    assert process.wait(6) == 0


def _shared(pid: int) -> float:
    """How much of the memory of a process others have too."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    has = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}
    return (has["Shared_Clean"] + has["Shared_Dirty"]) / has["Rss"]
