"""`check`, `fix` and `docs`: what a machine can tell about quality, and what it can mend."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools.door import processes
from tools.door.processes import ROOT, Command
from tools.door.serving import environment
from tools.door.setup import FRONTEND, PYTHON, node_command, prepare
from tools.door.steps import Failed, do, say, seconds_since_start, step

TOOLS = PYTHON.parent
PAGES = ROOT / "var" / "pages"
Verdict = tuple[int, str]


@dataclass(frozen=True)
class Check:
    name: str
    verdict: Callable[[Path], Verdict]
    mend: str


def check(words: list[str]) -> int:
    """All checks, two at a time; the complaints of each that failed come at the end."""
    chosen = [each for each in CHECKS if not words or each.name in words]
    if not chosen:
        raise Failed(f"The checks are: {', '.join(each.name for each in CHECKS)}.")
    prepare("dev")
    say()
    with tempfile.TemporaryDirectory(prefix="sufflor-check-") as folder:
        failed = _carry_out(chosen, Path(folder))
    hold = len(chosen) - len(failed)
    for each, said in failed:
        say(f"\n== {each.name} ==\n{said.strip()}\n-> {each.mend}")
    say(f"\n{hold} of {len(chosen)} checks hold ({seconds_since_start():.0f} s)")
    if failed:
        say(f"These do not: {', '.join(each.name for each, _said in failed)}")
    return 1 if failed else 0


def _carry_out(chosen: list[Check], folder: Path) -> list[tuple[Check, str]]:
    with ThreadPoolExecutor(max_workers=2) as pool:
        under_way = {each: pool.submit(_timed, each, folder) for each in chosen}
        try:
            verdicts = {each: future.result() for each, future in under_way.items()}
        except BaseException:
            processes.end_all()
            pool.shutdown(cancel_futures=True)
            raise
    return [(each, said) for each, (code, said) in verdicts.items() if code]


def _timed(each: Check, folder: Path) -> Verdict:
    began = time.monotonic()
    own = folder / each.name
    own.mkdir()
    code, said = each.verdict(own)
    say(f"  {'✗' if code else '✓'} {each.name:<44} {time.monotonic() - began:6.1f} s")
    return code, said


def _program(*command: str | Path) -> Callable[[Path], Verdict]:
    def verdict(folder: Path) -> Verdict:
        return processes.output_of(command, env=_away_from_data(folder))

    return verdict


def _away_from_data(folder: Path) -> dict[str, str]:
    """Checks never touch the data folder or the database that the developer works with."""
    return environment(SUFFLOR_DATA_DIR=str(folder), SUFFLOR_DEMO="1", DATABASE_URL="")


def _templates(folder: Path) -> Verdict:
    lint = _program(TOOLS / "djlint", "--lint", "--quiet", "sufflor")
    loads = _program(PYTHON, "-m", "tools.door.loads", "check")
    verdicts = [program(folder) for program in (lint, loads)]
    return max(code for code, _said in verdicts), "\n".join(said for _code, said in verdicts)


def _pages(folder: Path) -> Verdict:
    """Every page of the demo is fetched and its HTML read by a strict reader."""
    made: Command = [PYTHON, "-m", "tools.door.pages", PAGES]
    code, said = processes.output_of(made, env=_away_from_data(folder))
    if code:
        return code, said
    validator = FRONTEND / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    config = FRONTEND / ".htmlvalidate.json"
    return processes.output_of(
        [node_command(), validator, "--config", config, "--formatter", "text", PAGES]
    )


CHECKS = [  # the slowest first
    Check("types", _program(TOOLS / "mypy"), "Say the types, or mend what they show."),
    Check("pages", _pages, "The pages lie in var/pages; mend their templates."),
    Check("templates", _templates, "python3 do.py fix takes unused loads away; the rest by hand."),
    Check(
        "migrations",
        _program(PYTHON, "-m", "sufflor", "makemigrations", "--check", "--dry-run"),
        "python3 do.py manage makemigrations APP --name what_it_does",
    ),
    Check(
        "walls",
        _program(TOOLS / "lint-imports", "--no-logo"),
        "Imports go down; CONTRIBUTING.md says why.",
    ),
    Check(
        "translations",
        _program(PYTHON, "-m", "tools.door.messages", "check"),
        "python3 do.py fix, then translate what is empty in the .po files.",
    ),
    Check(
        "docs",
        _program(PYTHON, "-m", "tools.door.reference", "check"),
        "python3 do.py docs, and commit what it writes.",
    ),
    Check(
        "style",
        _program(TOOLS / "ruff", "check", "--output-format", "concise", "."),
        "python3 do.py fix, the rest by hand.",
    ),
    Check(
        "format",
        _program(TOOLS / "ruff", "format", "--check", "--output-format", "concise", "."),
        "python3 do.py fix",
    ),
]


def fix(_words: list[str]) -> int:
    prepare("dev")
    say()
    with step("style"):
        processes.output_of([TOOLS / "ruff", "check", "--fix", "--quiet", "."])
        do("ruff format", [TOOLS / "ruff", "format", "--quiet", "."])
    with step("what templates load"), tempfile.TemporaryDirectory() as folder:
        command = (PYTHON, "-m", "tools.door.loads", "mend")
        do("unused loads", command, env=_away_from_data(Path(folder)))
    with step("texts to translate"):
        do("finding texts", [PYTHON, "-m", "tools.door.messages", "update"])
        do("compiling translations", [PYTHON, "-m", "tools.door.messages", "compile"])
    with step("tables of a new store"):
        do("tables", [PYTHON, "-m", "tests.tables", "write"], env=environment(DATABASE_URL=""))
    _write_reference()
    return 0


def docs(_words: list[str]) -> int:
    prepare("dev")
    say()
    _write_reference()
    return 0


def _write_reference() -> None:
    with step("docs/reference"), tempfile.TemporaryDirectory() as folder:
        command = (PYTHON, "-m", "tools.door.reference", "write")
        do("docs", command, env=_away_from_data(Path(folder)))
