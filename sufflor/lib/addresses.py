"""Paths as they stand in the address bar: language prefixes, and `<number:pk>` in url patterns."""

from __future__ import annotations

from django.conf import settings
from django.urls import register_converter
from django.urls.converters import IntConverter, StringConverter
from django.utils.translation import get_language


class NumberConverter(IntConverter):
    """A number that every store can hold: longer ones are an address that nobody has."""

    regex = "[0-9]{1,18}"


class CodeConverter(StringConverter):
    """Whatever an institution may call its units, without what no store takes: control characters
    lead to no page."""

    regex = r"[^/\x00-\x1f\x7f]+"


register_converter(NumberConverter, "number")
register_converter(CodeConverter, "code")


def in_language(path: str) -> str:
    """ "/svar/" becomes "/nn/svar/" on a page in nynorsk; bokmål has no prefix."""
    language = get_language() or settings.LANGUAGE_CODE
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"
