"""Take in the forms that come with the product, as `sufflor/forms/shipped` has them."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from sufflor.forms import actions


class Command(BaseCommand):
    help = "Load the forms that come with Sufflør; leaves alone what you have changed."

    def handle(self, *args: object, **options: object) -> None:
        loaded = actions.load_shipped(by=None, at=timezone.now())
        for version in loaded:
            self.stdout.write(f"{version.form.slug}: {version.number}")
        if not loaded:
            self.stdout.write("Nothing new.")
