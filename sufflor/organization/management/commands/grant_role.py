"""Give a person a role from the terminal: how an installation gets its first administrator."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from sufflor.organization import actions
from sufflor.organization.models import Role, User


class Command(BaseCommand):
    help = "Give a person a role: host, editor, planner or administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("role", choices=Role.values)

    def handle(self, *args: object, **options: object) -> None:
        person = User.objects.filter(username=options["username"]).first()
        if person is None:
            raise CommandError(f"There is nobody called {options['username']}.")
        grant = actions.grant_role(
            person=person, role=Role(str(options["role"])), by=None, at=timezone.now()
        )
        self.stdout.write(str(grant))
