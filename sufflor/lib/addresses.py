"""Paths as they stand in the address bar: with the prefix of the language that is read."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language


def in_language(path: str) -> str:
    """ "/svar/" becomes "/nn/svar/" on a page in nynorsk; bokmål has no prefix."""
    language = get_language() or settings.LANGUAGE_CODE
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"
