"""Files of every kind, small and made here, and a shelf of the test's own."""

from __future__ import annotations

import io
import resource
import zipfile
from contextlib import contextmanager

import pytest
from PIL import Image

from sufflor.files import actions
from tests.cast import MORNING


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    """Where this test's files lie."""
    settings.FILES_FOLDER = tmp_path / "files"
    settings.VIRUS_SCANNER = None
    return settings.FILES_FOLDER


@pytest.fixture
def received(kari):
    """Kari uploads something."""

    def received(content=b"Dette skjedde.", name="notat.txt", by=kari, at=MORNING):
        return actions.receive(name=name, stream=io.BytesIO(content), by=by, at=at)

    return received


def on(shelf):
    """Every file that lies there, whole or not."""
    return sorted(path for path in shelf.rglob("*") if path.is_file())


def packed(members, compression=zipfile.ZIP_DEFLATED):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return content.getvalue()


def picture(form="PNG", size=(40, 30), mode="RGB", **options):
    content = io.BytesIO()
    Image.new(mode, size, "teal").save(content, form, **options)
    return content.getvalue()


@contextmanager
def no_file_longer_than(size):
    """What a full disk looks like to whoever writes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
