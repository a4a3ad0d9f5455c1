"""One cell at a time: from what is written to the one form that we keep, or a sentence why not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, time

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from sufflor.lib.text import one_line
from sufflor.organization.csv_files.columns import Column, Kind

# A spreadsheet runs cells that begin like this. We write them with an apostrophe in front, and
# read that back.
FORMULA_STARTS = frozenset("=+-@\t\r")
SHIELD = "'"

CODE = re.compile(r"[\w-]+(\.[\w-]+)*")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
USERNAME = re.compile(r"[\w.@+-]+")
NORWEGIAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
CLOCK = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?(?::00)?")
YEARS = range(1990, 2101)
HIGHEST_NUMBER = 999


class Unreadable(ValueError):
    """The cell cannot be kept; the text says why."""


def shielded(text: str) -> str:
    """The cell as we write it: harmless in a spreadsheet, and still readable."""
    return SHIELD + text if text[:1] in FORMULA_STARTS and text else text


def kept(column: Column, written: str) -> str:
    """The form that a cell is stored, compared and written out in."""
    text = _unshielded(written)
    if not text:
        if column.required:
            raise Unreadable(_("The column {column} is empty.").format(column=column.name))
        return column.default
    if len(text) > column.length:
        sentence = _("The column {column} holds {count} characters; at most {limit} are allowed.")
        raise Unreadable(sentence.format(column=column.name, count=len(text), limit=column.length))
    return READERS[column.kind](column, text)


def tidy(text: str) -> str:
    """As `one_line`, with a short way for the text that needs nothing else."""
    if text.isprintable():
        return " ".join(unicodedata.normalize("NFC", text).split())
    return one_line(text)


def _unshielded(written: str) -> str:
    text = tidy(written)
    if text[:1] == SHIELD and text[1:2] in FORMULA_STARTS and len(text) > 1:
        return text[1:]
    if text and text[0] in FORMULA_STARTS:
        sentence = _("“{value}” begins with {sign}, which a spreadsheet runs as a formula.")
        raise Unreadable(sentence.format(value=text[:40], sign=text[0]))
    return text


def _text(column: Column, text: str) -> str:
    return text


def _code(column: Column, text: str) -> str:
    if not CODE.fullmatch(text):
        sentence = _("“{value}” is not a code: use letters, digits, hyphens and dots.")
        raise Unreadable(sentence.format(value=text))
    return text


def _slug(column: Column, text: str) -> str:
    if not SLUG.fullmatch(text):
        sentence = _(
            "“{value}” in the column {column} may hold only small letters a–z, digits and hyphens."
        )
        raise Unreadable(sentence.format(value=text, column=column.name))
    return text


def _username(column: Column, text: str) -> str:
    if not USERNAME.fullmatch(text):
        sentence = _("“{value}” is not a username: use letters, digits and @ . + - _")
        raise Unreadable(sentence.format(value=text))
    return text


def _email(column: Column, text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        raise Unreadable(_("“{value}” is not an e-mail address.").format(value=text)) from None
    return text


def _number(column: Column, text: str) -> str:
    if not (text.isascii() and text.isdigit() and len(text) <= 3):
        sentence = _("“{value}” in the column {column} is not a whole number from 0 to {limit}.")
        raise Unreadable(sentence.format(value=text, column=column.name, limit=HIGHEST_NUMBER))
    return str(int(text))


def _date(column: Column, text: str) -> str:
    match = NORWEGIAN_DATE.fullmatch(text)
    try:
        day = date(*(int(part) for part in match.group(3, 2, 1))) if match else _iso_date(text)
    except ValueError:
        sentence = _("“{value}” is not a date. Write 2026-10-29 or 29.10.2026.")
        raise Unreadable(sentence.format(value=text)) from None
    if day.year not in YEARS:
        sentence = _("The date {value} is outside the years {first} to {last}.")
        raise Unreadable(sentence.format(value=text, first=YEARS[0], last=YEARS[-1]))
    return day.isoformat()


def _clock(column: Column, text: str) -> str:
    match = CLOCK.fullmatch(text)
    try:
        if match is None:
            raise ValueError(text)
        return f"{time(int(match[1]), int(match[2] or 0)):%H:%M}"
    except ValueError:
        sentence = _("“{value}” in the column {column} is not a time. Write 08:00 or 15.45.")
        raise Unreadable(sentence.format(value=text, column=column.name)) from None


def _iso_date(text: str) -> date:
    if len(text) != len("2026-10-29"):
        raise ValueError(text)
    return date.fromisoformat(text)


def _choice(column: Column, text: str) -> str:
    word = column.words.get(text.casefold())
    if word is None:
        sentence = _("“{value}” is not known in the column {column}. Use one of: {words}.")
        known = ", ".join(dict.fromkeys(column.words.values()))
        raise Unreadable(sentence.format(value=text, column=column.name, words=known))
    return word


READERS: dict[Kind, Callable[[Column, str], str]] = {
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.SLUG: _slug,
    Kind.USERNAME: _username,
    Kind.EMAIL: _email,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.CLOCK: _clock,
    Kind.CHOICE: _choice,
    Kind.REFERENCE: _text,
}
