"""The words that the analyser knows by name, and what can be a part of a compound."""

from __future__ import annotations

import os
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile

import Stemmer

_FOLDER = Path(__file__).parent / "words"
_BUILT = Path(__file__).parent / "built"
CHECK_BYTES = 4


def _words(name: str) -> Iterator[str]:
    for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from line.split()


STOP_WORDS = frozenset(_words("stop"))
SHORT_PARTS = frozenset(_words("short_parts"))
FIELD_WORDS = frozenset(_words("field"))
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


@lru_cache(maxsize=50_000)
def is_known(word: str) -> bool:
    """A dictionary word, bokmål or nynorsk."""
    if word in FIELD_WORDS or word in SHORT_PARTS:
        return True
    return _among(_dictionary(), _number(word)) or _among(_dictionary(), _number(word.capitalize()))


@lru_cache(maxsize=1)
def _dictionary() -> array[int]:
    """The words of the dictionary as numbers in order: 3 MB, where the words take 80.

    It is read by the first word that asks: processes that never search or index never pay. Two
    words in ten thousand that nobody has written are taken for known, which does no harm.
    """
    place = _BUILT / f"dictionary-{version('simplemma')}-{sys.byteorder}.bin"
    return _kept(place) or _gathered(place)


def _kept(place: Path) -> array[int] | None:
    """What was gathered before; nothing where that is not whole."""
    numbers = array("I")
    try:
        kept = place.read_bytes()
        numbers.frombytes(kept[CHECK_BYTES:])
    except (OSError, ValueError):
        return None
    return numbers if kept[:CHECK_BYTES] == _check(numbers.tobytes()) else None


def _gathered(place: Path) -> array[int]:
    """From the dictionary itself, which takes more than a second; kept for the next process, where
    there is room for it."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    factory = DefaultDictionaryFactory(cache_max_size=1)
    found: set[int] = set()
    for language in ("nb", "nn"):
        found.update(map(_number, factory.get_dictionary(language)))
    numbers = array("I", sorted(found))
    with suppress(OSError):
        _keep(place, numbers.tobytes())
    return numbers


def _keep(place: Path, content: bytes) -> None:
    """Whole or not at all, also when two do it at once."""
    place.parent.mkdir(exist_ok=True)
    with NamedTemporaryFile(dir=place.parent, delete=False) as file:
        file.write(_check(content) + content)
    os.replace(file.name, place)


def _check(content: bytes) -> bytes:
    return zlib.crc32(content).to_bytes(CHECK_BYTES, "big")


def _number(word: str) -> int:
    return zlib.crc32(word.encode())


def _among(ascending: array[int], number: int) -> bool:
    at = bisect_left(ascending, number)
    return at < len(ascending) and ascending[at] == number
