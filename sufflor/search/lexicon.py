"""The words that the analyser knows by name, and what can be a part of a compound."""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import Stemmer

from sufflor.search.prepared import BUILT, Numbers, among, prepared

_FOLDER = Path(__file__).parent / "words"


def _words(name: str) -> Iterator[str]:
    for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from line.split()


STOP_WORDS = frozenset(_words("stop"))
SHORT_PARTS = frozenset(_words("short_parts"))
FIELD_WORDS = frozenset(_words("field"))
WRONG_WORDS = frozenset(_words("wrong"))
BOKMAAL_OF = dict(pair.split(":") for pair in _words("nynorsk"))
_english = Stemmer.Stemmer("english", 0)


def _in_english() -> dict[str, tuple[str, ...]]:
    pairs = (pair.split(":") for pair in _words("english"))
    return {str(_english.stemWord(word)): tuple(said.split(",")) for word, said in pairs}


_BOKMAAL_OF_ENGLISH = _in_english()


def english_stem(word: str) -> str:
    return str(_english.stemWord(word))


def from_english(word: str) -> tuple[str, ...]:
    """The word in bokmål, if it is English; in lower case and in whatever form."""
    return _BOKMAAL_OF_ENGLISH.get(english_stem(word), ())


@lru_cache(maxsize=10_000)
def is_known(word: str) -> bool:
    """A dictionary word, bokmål or nynorsk."""
    if word in FIELD_WORDS or word in SHORT_PARTS:
        return True
    return _holds(word) or _holds(word.capitalize())


@lru_cache(maxsize=1)
def _dictionary() -> Numbers:
    """The words of the dictionary as numbers in order: 3 MB, where the words take 80.

    It is read by the first word that asks: processes that never search or index never pay. Two
    words in ten thousand that nobody has written are taken for known, which does no harm.
    """
    return prepared(dictionary_place(), _gathered).cast("I")


def dictionary_place() -> Path:
    return BUILT / f"dictionary-{version('simplemma')}-{sys.byteorder}.bin"


def _gathered() -> bytes:
    """From the dictionary itself, which takes more than a second."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    factory = DefaultDictionaryFactory(cache_max_size=1)
    found: set[int] = set()
    for language in ("nb", "nn"):
        found.update(map(_number, factory.get_dictionary(language)))
    return array("I", sorted(found)).tobytes()


def _number(word: str) -> int:
    return zlib.crc32(word.encode())


def _holds(word: str) -> bool:
    return among(_dictionary(), _number(word)) is not None
