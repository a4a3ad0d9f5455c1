"""Paths as they stand in the address bar: language prefixes, and `<number:pk>` in url patterns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from django.conf import settings
from django.urls import ResolverMatch, URLPattern, URLResolver, register_converter
from django.urls.converters import IntConverter, StringConverter
from django.urls.resolvers import RoutePattern
from django.utils.translation import get_language


class NumberConverter(IntConverter):
    """A number that every store can hold: longer ones are an address that nobody has."""

    regex = "[0-9]{1,18}"


class CodeConverter(StringConverter):
    """Whatever an institution may call its units, without what no store takes: control characters
    lead to no page."""

    regex = r"[^/\x00-\x1f\x7f]+"


class ByFirstWord(URLResolver):
    """Addresses of which only those that begin with the same word are looked through, in their
    order: a house of hundreds has dozens of such words."""

    def __init__(self, patterns: Sequence[URLPattern | URLResolver]) -> None:
        super().__init__(RoutePattern(""), patterns)

    def resolve(self, path: str) -> ResolverMatch:
        word = path.partition("/")[0]
        return (self._beginning.get(word) or self._others).resolve(path)

    @cached_property
    def _beginning(self) -> dict[str, URLResolver]:
        words = {_first_word(one) for one in self.url_patterns}
        return {word: URLResolver(RoutePattern(""), list(self._with(word))) for word in words}

    @cached_property
    def _others(self) -> URLResolver:
        """Those that begin with anything."""
        return URLResolver(RoutePattern(""), list(self._with("")))

    def _with(self, word: str) -> Iterator[URLPattern | URLResolver]:
        return (one for one in self.url_patterns if _first_word(one) in {word, ""})


def _first_word(one: URLPattern | URLResolver) -> str:
    """Empty for one that may begin with anything."""
    word = str(one.pattern).partition("/")[0]
    return "" if "<" in word else word


register_converter(NumberConverter, "number")
register_converter(CodeConverter, "code")


def in_language(path: str) -> str:
    """ "/svar/" becomes "/nn/svar/" on a page in nynorsk; bokmål has no prefix."""
    language = get_language() or settings.LANGUAGE_CODE
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"
