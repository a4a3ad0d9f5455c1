"""`migrate`, which makes the tables of a new installation without taking every step.

A new SQLite store begins with what is written down (`project/new_store.py`). For others, and where
the steps are asked for, they are taken in an order that costs less: Django draws up all tables that
hang together anew for each step. Wagtail takes more than a hundred steps and hangs together with
whoever signs in, as does everything of ours: while its tables are made, ours need not be there, and
each room makes its own in one step (`lib/tables.py`).
"""

from __future__ import annotations

from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from sufflor.project import new_store

FIRST = ("wagtailcore", "wagtailimages", "wagtaildocs", "wagtailusers", "wagtailadmin")
ASKS = ("app_label", "plan", "check_unapplied", "fake", "fake_initial", "prune")


class Command(migrate.Command):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--each-step",
            action="store_true",
            help="Take every step of the migrations, also in a new SQLite store.",
        )

    def handle(self, *args: object, **options: object) -> None:
        store = connections[str(options["database"])]
        asks = any(options.get(name) for name in ASKS)
        if not asks and not MigrationRecorder(store).has_table():
            if store.vendor == "sqlite" and not options["each_step"]:
                with store.cursor() as cursor:
                    cursor.executescript(new_store.statements(timezone.now()))
            else:
                for label in filter(_takes_steps, FIRST):
                    first = {**options, "app_label": label, "run_syncdb": False}
                    super().handle(*args, **first)
        super().handle(*args, **options)


def _takes_steps(label: str) -> bool:
    """Not where the settings want tables straight from the models, as measurements do."""
    module, _is_said = MigrationLoader.migrations_module(label)
    return module is not None
