"""`python3 do.py manage search_again`: what is indexed is read anew, as words are read today."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from sufflor.search.actions import read_again


class Command(BaseCommand):
    help = "Analyse everything that can be found anew. Search can be used meanwhile."

    def handle(self, **_options: object) -> None:
        def tell(done: int, total: int) -> None:
            self.stderr.write(f"{done} of {total}")

        self.stdout.write(f"Read again: {read_again(progress=tell)}")
