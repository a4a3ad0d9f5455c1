"""`python3 do.py search-eval FILE.json ...`: how good the search is on files of known answers."""

from __future__ import annotations

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from sufflor.search.evaluation import BadFile, Case, evaluate, made_up, read
from sufflor.search.throwaway import throwaway_index


class Command(BaseCommand):
    help = (
        "Index the articles of all files in a throw-away database, ask the queries of each, print"
        " figures. With several files, figures stand under each file's name."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE.json")
        parser.add_argument("--json", action="store_true", help="on one line, for programs")
        parser.add_argument(
            "--distractors", type=int, default=0, metavar="N", help="made-up articles beside them"
        )

    def handle(
        self, *, files: list[Path], json: bool, distractors: int, **_options: object
    ) -> None:
        cases = self._read(files)
        others = [*cases.values(), Case(made_up(distractors), [])]
        figures = {
            str(file): self._figures(case.searched_in(others)) for file, case in cases.items()
        }
        shown = figures if len(files) > 1 else figures[str(files[0])]
        self.stdout.write(_as_json(shown, one_line=json))

    def _read(self, files: list[Path]) -> dict[Path, Case]:
        try:
            cases = {file: read(file) for file in files}
        except BadFile as error:
            raise CommandError(str(error), returncode=2) from error
        return cases

    def _figures(self, case: Case) -> dict[str, object]:
        for text in case.nowhere():
            self.stderr.write(f"Nothing with that id, so this counts as a miss: {text}")
        with throwaway_index() as using:
            return evaluate(case, at=timezone.now(), using=using, tell=self.stderr.write)


def _as_json(figures: object, *, one_line: bool) -> str:
    return json.dumps(figures, ensure_ascii=False, indent=None if one_line else 2)
