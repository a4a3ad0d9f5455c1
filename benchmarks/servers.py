"""App servers for ordinary pages beside the live stream, on the cores that there are.

    python3 do.py bench servers [--json] [--only=granian] [--seconds=8] [--pages=2000]

200 pages follow the stream, told four times a second, while callers ask for the bare page.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import calling
from benchmarks.measuring import Row, progress, report, throw_away_installation

if TYPE_CHECKING:
    from benchmarks.candidates import Candidate

ROOT = Path(__file__).resolve().parents[1]
OPEN_PAGES = 200
CALLERS = 8
STATIC_BYTES = 30_000
FAN_OUT_MS = 1000
END_SECONDS = 5
RECOVERY_SECONDS = 5


@dataclass
class Found:
    """What one candidate did."""

    cpu_ms: float
    per_second: float
    p50_ms: float
    p99_ms: float
    static_per_second: float
    quiet: dict[str, float]
    busy: dict[str, float]
    memory: float
    killed_failures: float = -1
    killed_seconds: float = -1
    end_seconds: float = -1


def main(words: list[str]) -> int:
    options = dict(word[2:].split("=", 1) for word in words if "=" in word)
    seconds = float(options.get("seconds", "8"))
    with throw_away_installation("benchmarks.bare_settings"):
        cookies, static = _fill()
        rows: list[Row] = []
        reference = 0.0
        from benchmarks.candidates import CANDIDATES

        for candidate in CANDIDATES:
            if not re.search(options.get("only", ""), candidate.name):
                continue
            progress(candidate.name)
            pages = int(options.get("pages", OPEN_PAGES))
            found = Trial(candidate, cookies, static, seconds, pages).run()
            reference = reference or found.cpu_ms
            rows += _rows(candidate.name, found, reference)
    return report("servers", rows, "--json" in words)


def _fill() -> tuple[str, str]:
    """Tables, fifty rows and somebody signed in; returns the cookies and a static address."""
    from django.core.management import call_command

    from benchmarks.filling import signed_in_cookies

    progress("filling a throw-away installation")
    call_command("migrate", run_syncdb=True, verbosity=0)
    fifty_rows()
    folder = Path(os.environ["SUFFLOR_DATA_DIR"]) / "files"
    folder.mkdir()
    (folder / "some.css").write_bytes(b"x" * STATIC_BYTES)
    return signed_in_cookies(), "/static/some.css"


def fifty_rows() -> None:
    from sufflor.organization.models import CaseArea, CaseProcess, Unit, UnitKind, User

    unit = Unit.objects.create(code="NU", name="Nidelva", kind=UnitKind.INSTITUTION)
    area = CaseArea.objects.create(code="B", slug="personal", name="Personal", owner=unit)
    CaseProcess.objects.bulk_create(
        CaseProcess(code=f"B.a.{n:02}", name=f"Prosess {n}", keywords="tre ord her", area=area)
        for n in range(50)
    )
    User.objects.create_user("case_handler", password="demo", unit=unit)


class Trial:
    """One candidate, started, loaded, hurt and ended."""

    def __init__(
        self, candidate: Candidate, cookies: str, static: str, seconds: float, pages: int
    ) -> None:
        self.candidate = candidate
        self.cookies = cookies
        self.static = static
        self.seconds = seconds
        self.pages = pages
        self.port = free_port()
        self.live_port = free_port() if candidate.has_sidecar else self.port
        self.processes: list[subprocess.Popen[bytes]] = []

    def run(self) -> Found:
        try:
            self._start()
            found = self._measure()
            if self.candidate.restarts:
                found.killed_failures, found.killed_seconds = self._kill_one()
            found.end_seconds = self._end()
            return found
        finally:
            for process in self.processes:
                for pid in reversed(calling.family(process.pid)):
                    _signal(pid, signal.SIGKILL)
                process.wait()

    def _start(self) -> None:
        command = [word.format(port=self.port) for word in self.candidate.command]
        self.processes.append(
            subprocess.Popen(
                command,
                cwd=ROOT,
                env=self._env(),
                stderr=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        )
        if self.candidate.has_sidecar:
            sidecar = [sys.executable, "-m", "sufflor.live"]
            self.processes.append(
                subprocess.Popen(sidecar, cwd=ROOT, env=self._env(), stderr=subprocess.DEVNULL)
            )
            wait_for_port(self.live_port)
        wait_for_port(self.port)
        for _ in range(2):
            asyncio.run(self._call(1.5, "/bare/"))

    def _env(self) -> dict[str, str]:
        return os.environ | {
            "PYTHONPATH": os.pathsep.join(sys.path),
            "LIVE_PORT": str(self.live_port),
        }

    def _pids(self) -> list[int]:
        return [pid for process in self.processes for pid in calling.family(process.pid)]

    async def _call(self, seconds: float, path: str) -> calling.Calls:
        return await calling.call_for(seconds, self.port, path, self.cookies, CALLERS)

    def _measure(self) -> Found:
        quiet_cpu = calling.cpu_seconds(self._pids())
        quiet = self._ears(3)
        quiet_rate = (calling.cpu_seconds(self._pids()) - quiet_cpu) / 5.5
        ears = self._start_ears(self.seconds)
        before, began = calling.cpu_seconds(self._pids()), time.monotonic()
        calls = asyncio.run(self._call(self.seconds, "/bare/"))
        wall = time.monotonic() - began
        spent = calling.cpu_seconds(self._pids()) - before - quiet_rate * wall
        memory = calling.megabytes(self._pids())
        busy = _heard(ears)
        static = asyncio.run(self._call(2, self.static))
        return Found(
            cpu_ms=spent / max(1, len(calls.seconds)) * 1000,
            per_second=len(calls.seconds) / wall,
            p50_ms=calls.percentile_ms(0.5),
            p99_ms=calls.percentile_ms(0.99),
            static_per_second=len(static.seconds) / 2,
            quiet=quiet,
            busy=busy,
            memory=memory,
        )

    def _ears(self, seconds: float) -> dict[str, float]:
        return _heard(self._start_ears(seconds))

    def _start_ears(self, seconds: float) -> subprocess.Popen[str]:
        words = [str(self.live_port), str(self.pages), str(seconds)]
        ears = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.listening", *words],
            cwd=ROOT,
            env=self._env(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for line in ears.stderr or ():
            if line.startswith("ready"):
                break
        return ears

    def _kill_one(self) -> tuple[float, float]:
        """kill -9 of one worker under load: calls that failed, and seconds until none fails."""

        async def hurt() -> tuple[calling.Calls, float]:
            task = asyncio.create_task(self._call(6, "/bare/"))
            await asyncio.sleep(1)
            victim = calling.family(self.processes[0].pid)[-1]
            killed = time.monotonic()
            os.kill(victim, signal.SIGKILL)
            return await task, killed

        calls, killed = asyncio.run(hurt())
        last = max(calls.failed_at, default=killed)
        return len(calls.failed_at), last - killed

    def _end(self) -> float:
        """SIGTERM with pages open on the stream; seconds until all processes have ended."""
        ears = self._start_ears(10)
        began = time.monotonic()
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                progress("did not end by itself")
        ended = time.monotonic() - began
        ears.kill()
        ears.wait()
        return ended


def _heard(ears: subprocess.Popen[str]) -> dict[str, float]:
    said, problem = ears.communicate()
    if not said:
        raise SystemExit(problem)
    heard: dict[str, float] = json.loads(said)
    return heard


def _rows(name: str, found: Found, reference: float) -> list[Row]:
    heard = f"{found.busy['heard_last']:.0f} of {found.busy['pages']:.0f} heard the last"
    late = found.busy["p99_ms"]
    rows = [
        Row(f"{name}: bare page", found.cpu_ms, "ms CPU", found.cpu_ms / reference, 3),
        Row(f"{name}: bare pages", found.per_second, "per second"),
        Row(f"{name}: bare page p50", found.p50_ms, "ms"),
        Row(f"{name}: bare page p99", found.p99_ms, "ms"),
        Row(f"{name}: static files", found.static_per_second, "per second"),
        Row(f"{name}: stream p99, quiet", found.quiet["p99_ms"], "ms"),
        Row(f"{name}: stream p50, busy", found.busy["p50_ms"], "ms"),
        Row(
            f"{name}: stream p99, busy ({heard})",
            late,
            "ms",
            target=f"<= {FAN_OUT_MS} ms",
            holds=late <= FAN_OUT_MS and found.busy["heard_last"] == found.busy["pages"],
        ),
        Row(f"{name}: memory", found.memory, "MB"),
        Row(
            f"{name}: SIGTERM with open streams",
            found.end_seconds,
            "s",
            target=f"<= {END_SECONDS} s",
            holds=found.end_seconds <= END_SECONDS,
        ),
    ]
    if found.killed_seconds >= 0:
        rows += [
            Row(
                f"{name}: kill -9, failed calls",
                found.killed_failures,
                "calls",
                target=f"<= {CALLERS}",
                holds=found.killed_failures <= CALLERS,
            ),
            Row(
                f"{name}: kill -9, last failure after",
                found.killed_seconds,
                "s",
                target=f"<= {RECOVERY_SECONDS} s",
                holds=found.killed_seconds <= RECOVERY_SECONDS,
            ),
        ]
    return rows


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for_port(port: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"nothing listens at port {port}")


def _signal(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
