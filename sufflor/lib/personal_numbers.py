"""Finding what looks like a national identity number in text that people type or paste.

Eleven digits, however they are spaced, whose first six are a date and whose last two are the check
digits of the others: ordinary numbers, D-numbers (day + 40), H-numbers (month + 40), and the ones
that are made for tests (month + 80, + 40 or + 65). Also with the whole year, as people write a
birthday, and without the first zero, as a spreadsheet leaves them. A bank account has the last
check digit in common with them, so the words around a number, or how it is divided, may say that it
is something else.
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

_BETWEEN = r"[\W_]{0,4}"
_RUN = re.compile(rf"[0-9](?:{_BETWEEN}[0-9]){{{DIGITS - 2},}}")
_GROUP = re.compile(r"[0-9]+")
# ASCII, and letters that are no other sign written differently.
_ODD = re.compile(r"[^\x00-\x7f\xc0-\xd6\xd8-\xf6\xf8-\xff]")
_UNSEEN = frozenset({"Cf", "Mn", "Me"})
# Blank, but said to be a letter or a symbol.
_BLANK = "\u115f\u1160\u2800\u3164"
# What stands for a space: in addresses and pages, and between the two halves of a number.
_SPACED = re.compile(
    r"%[2a]0|%09|%2d|&(?:nbsp|shy|#160|#xa0|ensp|thinsp|ndash|minus);|<[^<>]{1,80}>|\\[nrt]"
    r"|(?<=[0-9])[\s,;.:()/-]*(?:\bog\s+|\band\s+)?"
    r"\b(?:personn(?:umme)?r|pers\.?\s?nr|pnr|personal number)\b",
    re.IGNORECASE,
)
_LONG_DATE = re.compile(
    r"(?<![0-9])(?:(?P<d>[0-9]{2})[.,/ -]{1,2}(?P<m>[0-9]{2})[.,/ -]{1,2}"
    r"(?:18|19|20)(?P<y>[0-9]{2})"
    r"|(?:18|19|20)(?P<Y>[0-9]{2})[./-](?P<M>[0-9]{2})[./-](?P<D>[0-9]{2}))"
    r"[\W_]{1,4}(?P<rest>[0-9]{5})(?![0-9])"
)
# 2024/12345-3 is a case in the archive, 129.241.56.101 a machine, and three fours between an
# eight and a twelve what systems number their errors by, whatever the digits add up to.
_OCTET = r"(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])"
_NAMED = re.compile(
    r"(?<![0-9/])(?:19|20)?[0-9]{2}/[0-9]{3,7}(?:-[0-9]{1,4})?(?![0-9/])"
    rf"|(?<![0-9.])(?:{_OCTET}\.){{3}}{_OCTET}(?!\.?[0-9])"
    r"|\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b"
)
# As banks divide an account, and nobody a number of their own.
_ACCOUNT = re.compile(r"[0-9]{4}([. ])[0-9]{2}\1[0-9]{5}")
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
    if len(plain) < DIGITS - 1:
        return []
    named = [match.span() for match in _NAMED.finditer(plain)]
    spans = [
        Span(places[start], places[end - 1] + 1, f"{digits[:6]} *****")
        for start, end, digits in sorted(_candidates(plain))
        if _is_number(digits)
        and not any(start < after and before < end for before, after in named)
        and not _ACCOUNT.fullmatch(plain, start, end)
        and not _is_said_to_be_another(plain, start, end)
    ]
    apart: list[Span] = []
    for span in spans:
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    return apart


def masked(text: str) -> str:
    """The text with only the birth date left of every number."""
    for span in reversed(found(text)):
        text = text[: span.start] + span.masked + text[span.end :]
    return text


def _plain(text: str) -> tuple[str, list[int]]:
    """As it is read, and where each sign was: wide digits are digits, what is unseen is gone, and
    what stands for a space is one."""
    signs: list[str] = []
    places: list[int] = []
    done = 0
    for match in _ODD.finditer(text):
        place = match.start()
        signs.append(text[done:place])
        places += range(done, place)
        done = place + 1
        plain = _read(match[0])
        signs.append(plain)
        places += [place] * len(plain)
    signs.append(text[done:])
    places += range(done, len(text))
    return _with_spaces("".join(signs), places)


def _read(letter: str) -> str:
    if unicodedata.category(letter) in _UNSEEN:
        return ""
    if letter in _BLANK:
        return " "
    digit = unicodedata.decimal(letter, None)
    return unicodedata.normalize("NFKC", letter) if digit is None else str(digit)


def _with_spaces(plain: str, places: list[int]) -> tuple[str, list[int]]:
    signs: list[str] = []
    kept: list[int] = []
    done = 0
    for match in _SPACED.finditer(plain):
        signs += plain[done : match.start()], " "
        kept += places[done : match.start() + 1]
        done = match.end()
    signs.append(plain[done:])
    return "".join(signs), kept + places[done:]


def _candidates(plain: str) -> Iterator[tuple[int, int, str]]:
    """Whole groups of digits that together are eleven; a longer group hides nothing."""
    for run in _RUN.finditer(plain):
        groups = [match.span() for match in _GROUP.finditer(plain, *run.span())]
        lengths = list(accumulate((end - start for start, end in groups), initial=0))
        ends = {length: number for number, length in enumerate(lengths)}
        for first, (start, end) in enumerate(groups):
            if end - start == DIGITS - 1:
                yield start, end, f"0{plain[start:end]}"
            last = ends.get(lengths[first] + DIGITS)
            if last is not None:
                end = groups[last - 1][1]
                yield start, end, "".join(plain[a:b] for a, b in groups[first:last])
    for match in _LONG_DATE.finditer(plain):
        parts = match.groupdict(default="")
        date = "".join(parts[part] for part in "dDmMyY")
        yield *match.span(), date + parts["rest"]


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
