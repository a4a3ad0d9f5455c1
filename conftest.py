"""Lets every room's tests use the cast, and start without anything kept from the one before."""

import pytest
from django.conf import settings
from django.utils import translation

from sufflor.lib.kept import forget_everything

pytest_plugins = ["tests.cast", "tests.database", "tests.hours", "tests.world"]


@pytest.fixture(autouse=True)
def nothing_is_kept() -> None:
    forget_everything()
    # A request leaves its language behind in the thread, also for the next test.
    translation.activate(settings.LANGUAGE_CODE)
