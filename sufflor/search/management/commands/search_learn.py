"""`python3 do.py manage search_learn`: learn anew what words mean, from `words/asked`."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from sufflor.search.groups import read_groups
from sufflor.search.learning import learn, read_lessons
from sufflor.search.meaning import PLACE


class Command(BaseCommand):
    help = "Learn what words mean from words/asked and words/everyday, and write words/meaning.bin."
    requires_system_checks = []

    def handle(self, **_options: object) -> None:
        content = learn(list(read_lessons()), read_groups(), tell=self._tell)
        unfinished = PLACE.with_suffix(".part")
        unfinished.write_bytes(content)
        unfinished.replace(PLACE)
        self._tell(f"{len(content) // 1000} KB.")

    def _tell(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
