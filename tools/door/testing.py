"""`test`: the same suite on SQLite, in a browser too, and on a real PostgreSQL."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from contextlib import ExitStack

from tests import tables
from tools.door import debian, processes
from tools.door.postgres import throwaway_cluster
from tools.door.serving import environment
from tools.door.setup import PYTHON, prepare
from tools.door.steps import IN_CI, Failed, do, say, seconds_since_start, step

NOTHING_COLLECTED = 5  # pytest's exit code when no test was chosen
SUMMARY = re.compile(r"^=*\s*((?:\d+ \w+(?:, )?)+|no tests ran.*?) in [\d.]+s.*$")


def test(arguments: list[str]) -> int:
    prepare("dev", then=_make_tables)
    programs = debian.postgresql()
    if programs is None and IN_CI:
        raise Failed("There is no PostgreSQL here, and CI must test on it.")
    with ExitStack() as until_the_end:
        url = until_the_end.enter_context(throwaway_cluster(programs)) if programs else ""
        template = _begin_template(url) if url else None
        results = [_pytest("SQLite", arguments, {"DATABASE_URL": ""})]
        if template is not None:
            template.wait()
            processes.forget(template)
            chosen = ["-m", "not journey and not storeless and not once", *arguments]
            told = {"DATABASE_URL": url, "SUFFLOR_TEST_TEMPLATE": "1"}
            results.append(_pytest("PostgreSQL", chosen, told))
    return _conclude(results, with_postgresql=programs is not None)


def _begin_template(url: str) -> subprocess.Popen[str]:
    """PostgreSQL's tables are made while the tests run on SQLite."""
    command: processes.Command = [PYTHON, "-m", "tests.tables", url]
    return processes.start(command, env=environment(DATABASE_URL=url))


def _make_tables() -> None:
    if not tables.kept().exists():
        with step("tables for the tests"):
            do("making tables", [PYTHON, "-m", "tests.tables"], env=environment())


def _pytest(where: str, arguments: list[str], extra: dict[str, str]) -> tuple[str, int, str]:
    """Run pytest, pass on what it says, and keep the line that sums it up."""
    say(f"\n== {where} ==")
    workers = [] if any(part.startswith("-n") for part in arguments) else ["-n", _workers()]
    color = ["--color=yes"] if sys.stdout.isatty() else []
    began = time.monotonic()
    process = processes.start(
        [PYTHON, "-m", "pytest", *workers, *color, *arguments],
        env=environment(CHROME=debian.browser(), **extra),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    summary = ""
    for line in process.stdout or ():
        say(line.rstrip("\n"))
        plain = re.sub(r"\x1b\[[\d;]*m", "", line).strip()
        summary = plain.strip("= ") if SUMMARY.match(plain) else summary
    code = process.wait()
    processes.forget(process)
    return where, code, summary or f"ended after {time.monotonic() - began:.1f} s, code {code}"


def _workers() -> str:
    """One more than there are cores: journeys often wait, and then another test has the core."""
    return str(min(4, 1 + max(1, os.cpu_count() or 1)))


def _conclude(results: list[tuple[str, int, str]], *, with_postgresql: bool) -> int:
    say(f"\n== All ({seconds_since_start():.0f} s) ==")
    for where, _code, summary in results:
        say(f"{where + ':':<12} {summary}")
    if not with_postgresql:
        say("PostgreSQL:  not tested, it is not on this machine (apt-get install postgresql)")
    if not debian.browser():
        say(f"Browser:     not tested, there is none here (apt-get install {debian.HEADLESS})")
    codes = [code for _where, code, _summary in results]
    if all(code == NOTHING_COLLECTED for code in codes):
        return NOTHING_COLLECTED
    return next((code for code in codes if code not in {0, NOTHING_COLLECTED}), 0)
