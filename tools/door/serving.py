"""`run`: the database made ready, the server started, the address told when a page answers."""

from __future__ import annotations

import datetime
import os
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from tools.door import processes, stamps
from tools.door.processes import ROOT, Command, Stopped
from tools.door.setup import LOCKS, PYTHON, prepare
from tools.door.steps import Failed, do, say, seconds_since_start, step

SETTINGS = "sufflor.project.settings"
HOST = "127.0.0.1"
FIRST_PAGE_WITHIN = 60.0


def environment(**more: str) -> dict[str, str]:
    """What every program of ours is told about where it is."""
    return {
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "PYTHONPATH": str(ROOT),
        # Dozens of programs are started; where Python may keep nothing, each compiles all anew.
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONUNBUFFERED": "1",
        **more,
    }


def data_folder() -> Path:
    return Path(os.environ.get("SUFFLOR_DATA_DIR") or ROOT / "var")


def run() -> int:
    port = _free_port()
    prepare("run")
    env = environment(
        PORT=str(port),
        SUFFLOR_DEMO=os.environ.get("SUFFLOR_DEMO", "1"),
        SUFFLOR_DATA_DIR=str(data_folder()),
        PUBLIC_URL=os.environ.get("PUBLIC_URL", f"http://{HOST}:{port}"),
    )
    _prepare_database(env)
    server = processes.start(serve(), env=env)
    started = [server]
    try:
        _wait_for_first_page(server, port)
        say(f"\n  Sufflør is at http://{HOST}:{port}/  ({seconds_since_start():.1f} s)")
        # After the first page, so that nobody waits for it.
        worker = processes.start(mail(), env=env)
        started.append(worker)
        say(f"  {_where_mail_goes()}\n  Ctrl-C ends it.\n")
        _wait_for_an_end(server, worker)
    except Stopped:
        processes.end_together(started)
        say("  Ended.")
        return 0
    raise Failed(
        f"The server (exit code {server.poll()}) or the worker that mails ({worker.poll()}) "
        "ended by itself. What it said is above."
    )


def serve() -> Command:
    """Which app server we use, and how, only `sufflor.project.serving` knows."""
    return [PYTHON, "-m", "sufflor.project.serving"]


def mail() -> Command:
    """The worker that tells those outside and does what is planned."""
    return [PYTHON, "-m", "sufflor.messaging"]


def _where_mail_goes() -> str:
    if os.environ.get("MAIL_URL", "").strip():
        return "Mail goes to the server in MAIL_URL."
    return f"Mail is written to {data_folder() / 'mail'}."


def _wait_for_an_end(*running: subprocess.Popen[str]) -> None:
    while all(process.poll() is None for process in running):
        time.sleep(0.2)


def _free_port() -> int:
    named = os.environ.get("PORT", "").strip() or "8000"
    if not named.isdigit() or not 0 < int(named) < 65536:
        raise Failed(f"PORT must be a number from 1 to 65535, but is {named!r}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(named)))
        except OSError as error:
            raise Failed(
                f"Port {named} cannot be used here ({error.strerror}). "
                f"Choose another: PORT={(int(named) % 65000) + 1} python3 do.py run"
            ) from None
    return int(named)


def _prepare_database(env: dict[str, str]) -> None:
    """Tables and demo data. Skipped when neither the code nor the day has changed."""
    code = [
        path for path in (ROOT / "sufflor").rglob("*") if path.suffix in {".py", ".json", ".csv"}
    ]
    wanted = stamps.fingerprint(
        [*code, LOCKS["run"]],
        datetime.date.today().isoformat(),
        env["SUFFLOR_DEMO"],
        str(data_folder().resolve()),
    )
    on_sqlite = not os.environ.get("DATABASE_URL")
    is_there = (data_folder() / "sufflor.sqlite3").exists()
    if on_sqlite and is_there and stamps.read("database") == wanted:
        return
    data_folder().mkdir(parents=True, exist_ok=True)
    with step("tables and demo data" if env["SUFFLOR_DEMO"] == "1" else "tables"):
        said = do("preparing the database", [PYTHON, "-m", "tools.door.tables"], env=env)
    if old := re.search(r"^demo: today was (.+)$", said, re.MULTILINE):
        say(f"  The days of the demo are as they were laid on {old[1]}. {_anew(on_sqlite)}")
    if on_sqlite:
        stamps.write("database", wanted)


def _anew(on_sqlite: bool) -> str:
    what = data_folder() if on_sqlite else "the database"
    return f"To lay them around today, delete {what} and run once more."


def _wait_for_first_page(server: subprocess.Popen[str], port: int) -> None:
    deadline = time.monotonic() + FIRST_PAGE_WITHIN
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise Failed(f"The server did not start (exit code {server.returncode}); see above.")
        try:
            urllib.request.urlopen(f"http://{HOST}:{port}/", timeout=FIRST_PAGE_WITHIN).close()
        except urllib.error.HTTPError as error:
            if error.code >= 500:
                raise Failed(f"The front page answers {error.code}; see above.") from None
            return
        except OSError:
            time.sleep(0.05)
            continue
        return
    raise Failed(f"The server did not answer within {FIRST_PAGE_WITHIN:.0f} seconds.")
