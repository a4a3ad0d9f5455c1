"""Finding what may be about people in a text, and blacking it out.

What is found is a proposal: somebody looks through it. A phrase is blacked out wherever it stands
as words of its own, in whichever case, and with the s of a genitive.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from sufflor.lib import personal_numbers

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Eight digits as Norwegians divide them, with or without the country; or any number with one.
_PHONE = re.compile(
    r"(?<![\w/-])(?:(?:\+|00)47[ .]?)?"
    r"(?:[2-9]\d{7}|[2-9]\d(?: \d\d){3}|[2-9]\d\d \d\d \d{3})(?![\w/-])"
    r"|(?<![\w/-])(?:\+|00)[1-9]\d(?:[ .]?\d){6,12}(?![\w/-])"
)
# Two to four words with capitals, which may be joined by a hyphen or hold a `de` or `von`.
_NAME = re.compile(
    r"(?<!\w)[A-ZÆØÅÄÖÜÉ][\w’'-]+(?: (?:(?:af|av|de|der|la|van|von) )?[A-ZÆØÅÄÖÜÉ][\w’'-]+){1,3}"
)


_BETWEEN = r"\s+"

Words = tuple[str, ...]


class Found(Enum):
    NUMBER = "number"
    MAIL = "mail"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text. `why` is the reason that it is blacked out; empty where it is shown."""

    text: str
    why: str = ""


def found(text: str) -> Iterator[tuple[Found, str]]:
    """What is written as such things are, in the order of their kinds."""
    text = plain(text)
    for span in personal_numbers.found(text):
        yield Found.NUMBER, text[span.start : span.end]
    for match in _MAIL.finditer(text):
        yield Found.MAIL, match[0].rstrip(".")
    for match in _PHONE.finditer(text):
        yield Found.PHONE, match[0]


def names_perhaps(text: str) -> set[str]:
    """What is written as names are: every run of two or three words in such a stretch."""
    runs: set[str] = set()
    for match in _NAME.finditer(plain(text)):
        words = match[0].split(" ")
        for length in (2, 3, 4):
            runs.update(" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
    return runs


def stretches(text: str, why_of: Mapping[str, str]) -> list[Stretch]:
    """The text in pieces. The longest phrase is taken where several begin."""
    text = plain(text)
    wanted = sorted({_words(phrase): why for phrase, why in why_of.items()}.items(), key=_length)
    wanted = [(words, why) for words, why in wanted if words]
    if not wanted:
        return [Stretch(text)] if text else []
    pattern = _any_of([words for words, _why in wanted])
    pieces: list[Stretch] = []
    done = 0
    for match in pattern.finditer(text):
        if match.start() > done:
            pieces.append(Stretch(text[done : match.start()]))
        pieces.append(Stretch(match[0], wanted[(match.lastindex or 1) - 1][1]))
        done = match.end()
    if done < len(text):
        pieces.append(Stretch(text[done:]))
    return pieces


def plain(text: str) -> str:
    """Letters that are written in two ways are one, and what is unseen hides nothing."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(sign for sign in composed if unicodedata.category(sign) != "Cf")


def _any_of(phrases: Sequence[Words]) -> re.Pattern[str]:
    """A group for each, since letters that are alike without case may be many."""
    said = "|".join(rf"({_BETWEEN.join(map(re.escape, words))})" for words in phrases)
    return re.compile(rf"(?<!\w)(?:{said})(?:[’']?s)?(?!\w)", re.IGNORECASE)


def _words(phrase: str) -> Words:
    return tuple(plain(phrase).split())


def _length(wanted: tuple[Words, str]) -> int:
    """The longest first."""
    return -sum(map(len, wanted[0])) - len(wanted[0])
