"""Knowing what is already done: a step is repeated only when what it was made from has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from tools.door.processes import ROOT

FOLDER = ROOT / ".venv" / "door"


def fingerprint(paths: Iterable[Path], *more: str) -> str:
    """One short text for the names and contents of all these files."""
    sum_ = hashlib.sha256("\0".join(more).encode())
    for path in sorted(paths):
        sum_.update(str(path).encode() + b"\0" + path.read_bytes())
    return sum_.hexdigest()


def read(name: str) -> str:
    path = FOLDER / name
    return path.read_text() if path.exists() else ""


def write(name: str, value: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / name).write_text(value)
