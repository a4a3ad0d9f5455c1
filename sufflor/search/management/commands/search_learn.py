"""`python3 do.py manage search_learn`: learn anew what words mean, from `words/asked`."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand

from sufflor.search import lessons, meaning
from sufflor.search.groups import read_groups
from sufflor.search.learning import fingerprint, learn, read_lessons


class Command(BaseCommand):
    help = "Learn from words/asked and words/everyday, and write words/{meaning,lessons}.bin."
    requires_system_checks = []

    def handle(self, **_options: object) -> None:
        pages = list(read_lessons())
        content = learn(pages, read_groups(), tell=self._tell)
        self._write(meaning.PLACE, content)
        titles = (page.title for page in pages)
        self._write(lessons.PLACE, lessons.written(titles, fingerprint(), content))

    def _write(self, place: Path, content: bytes) -> None:
        unfinished = place.with_suffix(".part")
        unfinished.write_bytes(content)
        unfinished.replace(place)
        self._tell(f"{place.name}: {len(content) // 1000} KB.")

    def _tell(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
