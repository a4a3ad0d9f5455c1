"""`python3 do.py manage emergency_copy FOLDER`: the written help as files, in place of the last."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from sufflor.frontstage.emergency import EmergencyCopy

# The newest, and the one before: somebody may be reading it just now.
KEPT = 2


class Command(BaseCommand):
    help = (
        "Write theme pages, articles, known errors and contact points as plain files to a folder."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *, folder: Path, **_options: object) -> None:
        """Written beside, then put in place by one rename: a reader meets the old or the new."""
        folder = folder.absolute()
        if _is_somebody_elses(folder):
            raise CommandError(f"{folder} is there already, and is none of our copies.")
        now = timezone.now()
        name = f"{folder.name}-{now:%Y%m%dT%H%M%S}-{uuid4().hex[:8]}"
        written = folder.parent / name
        try:
            count = EmergencyCopy(written, now).write()
        except BaseException:
            shutil.rmtree(written, ignore_errors=True)
            raise
        _put_in_place(folder, written)
        _forget_older(folder)
        self.stdout.write(f"{count} pages: {folder}")


def _is_somebody_elses(folder: Path) -> bool:
    """An empty folder was made for us beforehand."""
    if folder.is_symlink() or not folder.exists():
        return False
    return not folder.is_dir() or any(folder.iterdir())


def _put_in_place(folder: Path, written: Path) -> None:
    pointer = folder.parent / f"{written.name}.new"
    pointer.symlink_to(written.name)
    if folder.is_dir() and not folder.is_symlink():
        folder.rmdir()
    pointer.replace(folder)


def _forget_older(folder: Path) -> None:
    """The moment is in the name, so that the newest are the last."""
    stamp = "[0-9]" * 8 + "T" + "[0-9]" * 6
    copies = sorted(folder.parent.glob(f"{folder.name}-{stamp}-????????"))
    for old in copies[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)
