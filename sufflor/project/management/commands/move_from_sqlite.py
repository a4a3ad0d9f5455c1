"""`python3 do.py manage move_from_sqlite FILE`: what lies in SQLite, into this PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from sufflor.project.from_sqlite import NotMoved, move


class Command(BaseCommand):
    help = "Take everything in a SQLite file along to this store, a new PostgreSQL. All or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="sufflor.sqlite3 in the data folder")

    def handle(self, *, file: Path, **_options: object) -> None:
        try:
            moved = move(file, progress=self._progress)
        except NotMoved as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(
            _(
                "Rows moved: {count}. Start the server and the worker with this DATABASE_URL, and"
                " keep files/ and media/ where they are. The old file is as it was."
            ).format(count=moved)
        )

    def _progress(self, table: str, done: int, total: int) -> None:
        self.stderr.write(f"{table}: {done}/{total}")
