"""Fill an empty installation with the demo institution; does nothing when it is there."""

from __future__ import annotations

import time
from importlib import import_module

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from sufflor.lib.clock import local_date
from sufflor.project import demo
from sufflor.project.demo import rollout

# `do.py run` looks for it in what is said, and passes it on.
OLD = "demo: today was"


class Command(BaseCommand):
    help = "Fill the database with Nidelva universitet (only in demo mode)."

    def handle(self, *args: object, **options: object) -> None:
        if not settings.DEMO:
            raise CommandError("The demo is filled only when SUFFLOR_DEMO=1.")
        at = timezone.now()
        for part in demo.PARTS:
            started = time.perf_counter()
            import_module(f"sufflor.project.demo.{part}").fill(at=at)
            self.stdout.write(f"demo: {part} ({time.perf_counter() - started:.1f} s)")
        day = rollout.laid_around()
        if day and day != local_date(at):
            self.stdout.write(f"{OLD} {day:%d.%m.%Y}")
