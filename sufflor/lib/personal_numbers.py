"""Finding what looks like a national identity number in text that people type.

Eleven digits, however they are spaced, whose first six are a date and whose last two are the check
digits of the others: ordinary numbers, D-numbers (day + 40), H-numbers (month + 40), and the ones
that are made for tests (month + 80, + 40 or + 65). A bank account has the last check digit in
common with them, so the words around a number may say that it is something else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

DIGITS = 11
FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
LAST_DAY = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
DAY_SHIFTS = (0, 40)
MONTH_SHIFTS = (0, 40, 65, 80)
# Of so many signs the words are looked for before and after a number.
NEAR = 60

_BETWEEN = r"[\s.,:;/_·•'’\-‐‑‒–—−]{0,3}"
_RUN = re.compile(rf"[0-9](?:{_BETWEEN}[0-9]){{{DIGITS - 1},}}")
_GROUP = re.compile(r"[0-9]+")
# 2024/12345-3 is a case in the archive, whatever its digits add up to.
_CASE = re.compile(r"(?<![0-9/])(?:19|20)?[0-9]{2}/[0-9]{3,7}(?:-[0-9]{1,4})?(?![0-9/])")
_OTHER = (
    r"(?:\b(?:bank|lønns|løns|drifts|spare|gjeldende )?konto\w*|\bkid\b|\biban\b|\bfaktura\w*"
    r"|\bordre\w*|\bsaks?(?:nr|nummer)\b|\barkivsak\w*|\bjournalpost\w*|\borg\w*nr\b"
    r"|\borganisasjonsnummer\w*|\baccount\b|\binvoice\b)"
)
_FILLING = r"(?:\W+(?:nr|no|nummer|number|min|mitt|din|hans|hennes|vår|vårt|er|is))*\W*"
_SAID_BEFORE = re.compile(rf"(?:{_OTHER}{_FILLING}|\bno ?[0-9]{{2}}\W*)$", re.IGNORECASE)
_SAID_AFTER = re.compile(rf"^\W*(?:(?:er|is|som|as)\W+)?{_OTHER}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """Where a number stands in the text, and how it may be shown to the one who wrote it."""

    start: int
    end: int
    masked: str


def found(text: str) -> list[Span]:
    """Every number in the text, first to last."""
    plain, places = _plain(text)
    cases = [match.span() for match in _CASE.finditer(plain)]
    return [
        Span(places[start], places[end - 1] + 1, f"{digits[:6]} *****")
        for start, end, digits in _candidates(plain)
        if _is_number(digits)
        and not any(start < after and before < end for before, after in cases)
        and not _is_said_to_be_another(plain, start, end)
    ]


def masked(text: str) -> str:
    """The text with only the birth date left of every number."""
    for span in reversed(found(text)):
        text = text[: span.start] + span.masked + text[span.end :]
    return text


def _plain(text: str) -> tuple[str, list[int]]:
    """As it is read, and where each sign was: wide digits are digits, what is unseen is gone."""
    signs: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if unicodedata.category(letter) == "Cf":
            continue
        digit = unicodedata.decimal(letter, None)
        plain = unicodedata.normalize("NFKC", letter) if digit is None else str(digit)
        signs += plain
        places += [place] * len(plain)
    return "".join(signs), places


def _candidates(plain: str) -> Iterator[tuple[int, int, str]]:
    """Whole groups of digits that together are eleven; a longer group hides nothing."""
    for run in _RUN.finditer(plain):
        groups = [match.span() for match in _GROUP.finditer(plain, *run.span())]
        lengths = list(accumulate((end - start for start, end in groups), initial=0))
        ends = {length: number for number, length in enumerate(lengths)}
        for first, (start, _end) in enumerate(groups):
            last = ends.get(lengths[first] + DIGITS)
            if last is not None:
                end = groups[last - 1][1]
                yield start, end, "".join(plain[a:b] for a, b in groups[first:last])


def _is_number(digits: str) -> bool:
    """Some who make numbers for tests count the check digits before they move the month."""
    day, month = int(digits[:2]), int(digits[2:4])
    for day_shift in DAY_SHIFTS:
        for month_shift in MONTH_SHIFTS:
            if _is_date(day - day_shift, month - month_shift):
                unmoved = f"{digits[:2]}{month - month_shift:02}{digits[4:]}"
                return _checks(digits) or _checks(unmoved)
    return False


def _is_date(day: int, month: int) -> bool:
    return 1 <= month <= len(LAST_DAY) and 1 <= day <= LAST_DAY[month - 1]


def _checks(digits: str) -> bool:
    numbers = [int(digit) for digit in digits]
    return all(
        (sum(a * b for a, b in zip(weights, numbers, strict=False)) + numbers[len(weights)]) % 11
        == 0
        for weights in (FIRST_WEIGHTS, SECOND_WEIGHTS)
    )


def _is_said_to_be_another(plain: str, start: int, end: int) -> bool:
    before, after = plain[max(0, start - NEAR) : start], plain[end : end + NEAR]
    return bool(_SAID_BEFORE.search(before) or _SAID_AFTER.search(after))
