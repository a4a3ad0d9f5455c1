"""What stands in the address bar: words and what was chosen, language prefixes, `<number:pk>`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import count
from urllib.parse import urlencode

from django.conf import settings
from django.urls import ResolverMatch, URLPattern, URLResolver, register_converter
from django.urls.converters import IntConverter, StringConverter
from django.urls.resolvers import RoutePattern
from django.utils.text import slugify
from django.utils.translation import get_language

NORWEGIAN_ASCII = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "ae", "Ø": "o", "Å": "a"})


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


def slug_of(text: str) -> str:
    """Norwegian letters are written out; empty where the text has nothing for an address."""
    return slugify(text.translate(NORWEGIAN_ASCII))


def free_among(taken: Collection[str], wanted: str) -> str:
    """The address that is wanted, with a number behind it when another has it already."""
    numbered = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    return next(address for address in numbered if address not in taken)


def query_string(chosen: Mapping[str, str]) -> str:
    """What somebody chose, as it stands behind `?`; what is empty is left out."""
    return urlencode({name: value for name, value in chosen.items() if value})
