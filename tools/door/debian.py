"""What only the machine's own package manager has: a browser, PostgreSQL, Redis, clamd, Dovecot."""

from __future__ import annotations

import functools
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.door import clamav, dovecot
from tools.door.steps import IN_CI, Failed, do, step, warn

OLDEST_POSTGRESQL = 15
# The first has no windows at all, and does the same work in a third of the time.
HEADLESS = "chromium-headless-shell"
BROWSERS = (HEADLESS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def browser() -> str:
    """The path of a Chromium, or nothing."""
    named = os.environ.get("CHROME", "")
    return named or next(filter(None, map(shutil.which, BROWSERS)), "")


def postgresql() -> Path | None:
    """The folder of PostgreSQL's programs: 15 before newer ones, older ones never."""
    found = {
        int(folder.parent.name): folder
        for folder in Path("/usr/lib/postgresql").glob("*/bin")
        if folder.parent.name.isdigit() and (folder / "initdb").exists()
    }
    good = sorted(version for version in found if version >= OLDEST_POSTGRESQL)
    if good:
        return found[good[0]]
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@dataclass(frozen=True)
class Wanted:
    package: str
    is_here: Callable[[], bool]
    without_it: str


WANTED = (
    Wanted(HEADLESS, lambda: bool(browser()), "the tests in a browser are skipped"),
    Wanted("postgresql", lambda: postgresql() is not None, "the suite runs on SQLite only"),
    Wanted(
        "redis-server",
        lambda: shutil.which("redis-server") is not None,
        "the tests that need Redis are skipped",
    ),
    Wanted(
        "clamav-daemon",
        lambda: clamav.clamd() is not None,
        "the tests that need a virus scanner are skipped",
    ),
    Wanted(
        "dovecot-imapd",
        lambda: dovecot.dovecot() is not None,
        "the tests that read a mailbox are skipped",
    ),
)


def install_what_is_missing() -> None:
    """For tests only. Where it cannot be done, say so; in CI that is a failure."""
    missing = [each for each in WANTED if not each.is_here()]
    if not missing:
        return
    names = [each.package for each in missing]
    try:
        _install(names)
    except Failed as reason:
        if IN_CI:
            raise
        warn(str(reason))
    for each in missing:
        if not each.is_here():
            sentence = f"{each.package} is not on this machine: {each.without_it}."
            if IN_CI:
                raise Failed(sentence)
            warn(sentence)


def install_python_venv() -> None:
    """Debian ships Python without the part that makes virtual environments."""
    _install(["python3-venv"])


def _install(names: list[str]) -> None:
    listed = " ".join(names)
    if shutil.which("apt-get") is None:
        raise Failed(f"Missing here: {listed}. Install it with this machine's package manager.")
    if os.geteuid() != 0:
        raise Failed(f"Missing here: {listed}. Install it with: sudo apt-get install {listed}")
    apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"]
    env = {"DEBIAN_FRONTEND": "noninteractive"}
    with step(f"from Debian: {listed}"):
        _update(tuple(apt))
        do("apt-get install", [*apt, "install", "-y", "--no-install-recommends", *names], env=env)


@functools.cache
def _update(apt: tuple[str, ...]) -> None:
    do("apt-get update", [*apt, "-o", "Acquire::Languages=none", "update"])
