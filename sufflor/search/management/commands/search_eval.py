"""`python3 do.py search-eval FILE.json`: how good the search is on a file of known answers."""

from __future__ import annotations

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from sufflor.search.evaluation import BadFile, evaluate, read
from sufflor.search.throwaway import throwaway_index


class Command(BaseCommand):
    help = "Index a file's articles in a throw-away database, ask its queries, print figures."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.json")
        parser.add_argument("--json", action="store_true", help="on one line, for programs")

    def handle(self, *, file: Path, json: bool, **_options: object) -> None:
        try:
            case = read(file)
        except BadFile as error:
            raise CommandError(str(error), returncode=2) from error
        for text in case.nowhere():
            self.stderr.write(f"No such article, so this counts as a miss: {text}")
        with throwaway_index() as using:
            figures = evaluate(case, at=timezone.now(), using=using)
        self.stdout.write(_as_json(figures, one_line=json))


def _as_json(figures: object, *, one_line: bool) -> str:
    return json.dumps(figures, ensure_ascii=False, indent=None if one_line else 2)
