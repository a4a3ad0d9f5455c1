"""The languages that a notice can be said in, and which of them a reader gets."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from itertools import pairwise

from django.db import models


class Language(models.TextChoices):
    BOKMAAL = "nb", "Bokmål"
    NYNORSK = "nn", "Nynorsk"
    ENGLISH = "en", "English"


# What begins a point of a list where notices are written.
POINT = re.compile(r"^(?:-|\d+\.) ")


@dataclass(frozen=True)
class Words:
    """What a notice says in one language."""

    language: Language
    title: str
    body: str

    @property
    def in_a_row(self) -> str:
        """The body where there is no room for lists: the points stand after each other."""
        lines = [line.strip() for line in self.body.splitlines() if line.strip()]
        said = [
            f"{_between(before, line)}{POINT.sub('', line)}"
            for before, line in pairwise(["", *lines])
        ]
        return "".join(said)


def _between(before: str, line: str) -> str:
    if not before:
        return ""
    return " · " if POINT.match(before) and POINT.match(line) else " "


# Who reads one of these reads the other; English is for those who read neither.
SISTERS = {"nb": "nn", "nn": "nb"}


def nearest(wanted: str, said: Container[str], written: str) -> str:
    """A reader's own language, else its sister, else the one that the notice was written in."""
    for language in (wanted, SISTERS.get(wanted, "")):
        if language in said:
            return language
    return written
