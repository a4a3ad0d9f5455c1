"""`python3 do.py manage export_history [--after NUMBER]`: history as one JSON object a line."""

from __future__ import annotations

import json

from django.core.management.base import BaseCommand, CommandParser

from sufflor.events.models import Event
from sufflor.events.queries import Wanted, told

AT_ONCE = 2000


class Command(BaseCommand):
    help = "Write history to standard output, the oldest first, one JSON object a line."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--after",
            type=int,
            default=0,
            metavar="NUMBER",
            help="Only what came after this event: the number of the last line of last time",
        )

    def handle(self, *, after: int, **_options: object) -> None:
        rows = told(Wanted(after=after)).order_by("id")
        for event in rows.iterator(chunk_size=AT_ONCE):
            self.stdout.write(json.dumps(_told(event), ensure_ascii=False))


def _told(event: Event) -> dict[str, object]:
    return {
        "number": event.pk,
        "at": event.at.isoformat(),
        "verb": event.verb,
        "about": event.about,
        "by": event.by,
        "details": event.details,
    }
