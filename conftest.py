"""Lets every room's tests use the cast, and start without anything kept from the one before."""

import gc
from collections.abc import Iterator
from unittest import mock

import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import settings as examples
from whitenoise.middleware import WhiteNoiseMiddleware

from sufflor.lib.kept import forget_everything

# How long an example takes says what else the machine is doing.
examples.register_profile("house", deadline=None)
examples.load_profile("house")

# Each before those that import it.
pytest_plugins = [
    "tests.cast",
    "tests.articles",
    "tests.clocks",
    "tests.database",
    "tests.hours",
    "tests.mailbox",
    "tests.passages",
    "tests.scanner",
    "tests.undrawn",
    "tests.vendors",
    "tests.world",
]


def pytest_collection_finish() -> None:
    """What is there now stays: looking through it for rubbish costs a tenth of the whole run. So
    does looking through each page while it is drawn, where nothing is rubbish yet."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


@pytest.fixture(autouse=True)
def nothing_is_kept() -> None:
    from sufflor.knowledge import readings
    from sufflor.search import log

    forget_everything()
    # What pages have noted, and no thread has written down.
    log._waiting.clear()
    readings._waiting.clear()
    # A request leaves its language behind in the thread, also for the next test.
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session", autouse=True)
def files_lie_in_a_folder_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.FILES_FOLDER = tmp_path_factory.mktemp("files")
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")


@pytest.fixture(scope="session", autouse=True)
def static_files_are_found_once() -> Iterator[None]:
    """Each test's client has middleware of its own, which would look for every file anew."""
    found: dict[str, object] = {}
    find = WhiteNoiseMiddleware.add_files_from_finders

    def find_once(middleware: WhiteNoiseMiddleware) -> None:
        if not found:
            find(middleware)
            found.update(middleware.files)
        middleware.files.update(found)

    with mock.patch.object(WhiteNoiseMiddleware, "add_files_from_finders", find_once):
        yield
