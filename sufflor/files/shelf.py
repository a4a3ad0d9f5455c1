"""Where the bytes lie: written aside first, and laid in their place whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sufflor.lib.refusals import Refusal

ASIDE = "aside"
# How keys begin: sixteen parts of the shelf, each with sixteen folders.
STARTS = tuple("0123456789abcdef")
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# What is younger may be a file that somebody is sending just now.
LEFT_ALONE = timedelta(hours=1)


class DiskFull(Refusal):
    reason = _("There is no room for the file just now. Nothing was stored.")
    way_out = _("Send what you wrote without the file, and attach it later.")
    status = 507


def place(key: UUID) -> Path:
    """In one of 256 folders, so that none of them grows long."""
    return _folder() / key.hex[:2] / str(key)


@contextmanager
def aside() -> Iterator[Path]:
    """A file to write in. It is gone when the block ends, unless it was laid in its place."""
    path = _folder() / ASIDE / uuid4().hex
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield path
    except OSError as fault:
        if fault.errno in FULL:
            raise DiskFull from fault
        raise
    finally:
        path.unlink(missing_ok=True)


def lay(path: Path, key: UUID) -> None:
    """Put what was written aside in its place, so that it is there also after a power cut."""
    goal = place(key)
    goal.parent.mkdir(exist_ok=True)
    _settle(path)
    path.rename(goal)
    _settle(goal.parent)


def drop(key: UUID) -> None:
    """Take the bytes away. Twice is the same as once."""
    place(key).unlink(missing_ok=True)


def keys(start: str) -> dict[UUID, float]:
    """What lies in one part of the shelf, and when each was written."""
    folders = [_folder() / f"{start}{second}" for second in STARTS]
    return {key: at for folder in folders if folder.is_dir() for key, at in _keys(folder)}


def clear_aside(at: datetime) -> int:
    """Take away what was left by those who never came to lay it in its place."""
    left = [
        path for path in (_folder() / ASIDE).glob("*") if is_left_behind(path.stat().st_mtime, at)
    ]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def is_left_behind(written: float, at: datetime) -> bool:
    return written < (at - LEFT_ALONE).timestamp()


def _folder() -> Path:
    return Path(settings.FILES_FOLDER)


def _keys(folder: Path) -> Iterator[tuple[UUID, float]]:
    for entry in os.scandir(folder):
        try:
            yield UUID(entry.name), entry.stat().st_mtime
        except (ValueError, FileNotFoundError):
            continue


def _settle(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
