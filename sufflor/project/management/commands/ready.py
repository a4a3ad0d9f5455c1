"""`python3 do.py manage ready`: what is in the way of opening, and what to do about it."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sufflor.project.readiness import Standing, findings


class Command(BaseCommand):
    help = "Say what is set, what answers and what is in the store. Ends with 1 if it cannot open."
    requires_system_checks = ()

    def handle(self, **_options: object) -> None:
        in_the_way = 0
        for found in findings(timezone.now()):
            self.stdout.write(f"{found.standing.value} {found.about}: {found.words}")
            self.stdout.flush()
            in_the_way += found.standing is Standing.IN_THE_WAY
        if in_the_way:
            words = ngettext(
                "{count} thing is in the way of opening.",
                "{count} things are in the way of opening.",
                in_the_way,
            )
            raise CommandError(words.format(count=in_the_way))
        self.stdout.write(_("Nothing is in the way of opening."))
