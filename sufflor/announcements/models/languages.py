"""The languages that a notice can be said in, and which of them a reader gets."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from django.db import models


class Language(models.TextChoices):
    BOKMAAL = "nb", "Bokmål"
    NYNORSK = "nn", "Nynorsk"
    ENGLISH = "en", "English"


@dataclass(frozen=True)
class Words:
    """What a notice says in one language."""

    language: Language
    title: str
    body: str


# Who reads one of these reads the other; English is for those who read neither.
SISTERS = {"nb": "nn", "nn": "nb"}


def nearest(wanted: str, said: Container[str], written: str) -> str:
    """A reader's own language, else its sister, else the one that the notice was written in."""
    for language in (wanted, SISTERS.get(wanted, "")):
        if language in said:
            return language
    return written
