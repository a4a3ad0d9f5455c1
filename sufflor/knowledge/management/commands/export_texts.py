"""`python3 do.py manage export_texts FILE.zip`: everything that is written, as files."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from sufflor.knowledge.exporting import Export
from sufflor.lib.zip_stream import zip_stream
from sufflor.organization.models import Unit

TOLD_EVERY = 100


class Command(BaseCommand):
    help = "Write all texts, their pictures and facts to a zip; of one unit, or of all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--unit", default="", help="The code of the department")

    def handle(self, *, file: Path, unit: str, **_options: object) -> None:
        units = list(Unit.objects.filter(code=unit)) if unit else None
        if units == []:
            raise CommandError(f"There is no unit with the code {unit}.")
        export = Export(units, timezone.now())
        # Under another name until it is whole, so that half an export is never taken for one.
        aside = file.with_name(f"{file.name}.part")
        told = 0
        with aside.open("wb") as target:
            for part in zip_stream(export.members()):
                target.write(part)
                if export.done - told >= TOLD_EVERY:
                    told = export.done
                    self.stderr.write(f"{export.done} of {export.total}")
        aside.replace(file)
        self.stdout.write(f"{export.total} texts: {file}")
