"""Load the organisation from a folder of CSV files, or say what would happen."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from sufflor.organization import actions
from sufflor.organization.csv_files.layout import BY_NAME

MOST_ERRORS = 200


class Command(BaseCommand):
    help = "Load units, areas, people and appointments from CSV files. All or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="holds any of: " + ", ".join(BY_NAME))
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")

    def handle(self, *args: object, **options: object) -> None:
        folder = options["folder"]
        assert isinstance(folder, Path)  # noqa: S101  # argparse has seen to it
        paths = [folder / name for name in BY_NAME if (folder / name).is_file()]
        if not paths:
            sentence = _("There are none of our files in {folder}. The files are: {names}.")
            raise CommandError(sentence.format(folder=folder, names=", ".join(BY_NAME)))
        diff = actions.load(
            files={path.name: path.read_bytes() for path in paths},
            by=None,
            at=timezone.now(),
            dry_run=bool(options["dry_run"]),
            progress=self._progress,
        )
        if diff.errors:
            shown = "\n".join(str(error) for error in diff.errors[:MOST_ERRORS])
            count = _("Errors: {count}. Nothing was loaded.").format(count=len(diff.errors))
            raise CommandError(f"{shown}\n{count}")
        self.stdout.write(str(diff))
        self.stdout.write(_("Loaded.") if diff.is_loaded else _("Nothing was loaded."))

    def _progress(self, file: str, done: int, of: int) -> None:
        self.stdout.write(f"{file}: {done}/{of}")
