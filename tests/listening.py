"""Which words of its address a page reads, so that nobody has to say it, and no page is missed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.core.handlers import wsgi
from django.http import QueryDict

# An address with some word in it, so that a form on the page is read also where none is sent.
SOME_WORD = {"noe": "annet"}


@contextmanager
def heard() -> Iterator[set[str]]:
    """The words that are read of any address that is asked for in here."""
    words: set[str] = set()

    class Overheard(QueryDict):
        def __getitem__(self, word: str) -> object:
            words.add(word)
            return super().__getitem__(word)

        def __contains__(self, word: object) -> bool:
            words.add(str(word))
            return super().__contains__(word)

        def _getlist(self, word: str, *how: object, **more: object) -> object:
            words.add(word)
            return super()._getlist(word, *how, **more)

    with mock.patch.object(wsgi, "QueryDict", Overheard):
        yield words
    words -= SOME_WORD.keys()
