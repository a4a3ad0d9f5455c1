"""Pages that are not drawn, for tests that ask who comes in and what is done, and read no page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import pytest
from django.template.backends.django import Template
from django.utils.safestring import SafeString


@contextmanager
def not_drawn() -> Iterator[None]:
    """Drawing is half of what a page costs. That every page can be drawn, `test_gates` asks."""
    with mock.patch.object(Template, "render", return_value=SafeString("")):
        yield


@pytest.fixture
def undrawn() -> Iterator[None]:
    with not_drawn():
        yield
