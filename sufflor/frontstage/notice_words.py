"""A notice as every page and outlet tells it: its text as HTML, its trail, its own address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.conf import settings

from sufflor.announcements.models import Correction, Notice, Words
from sufflor.knowledge import prose


@dataclass(frozen=True)
class Step:
    """One correction: when, what was wrong, and what stood there in each language it was about."""

    at: datetime
    reason: str
    language: str
    before: tuple[Correction, ...]


def trail(notice: Notice, language: str) -> list[Step]:
    """Every correction, the oldest first, told to a reader of this language."""
    steps = []
    for at, found in groupby(notice.corrections.all(), key=lambda correction: correction.at):
        # What the reader has read comes first.
        before = sorted(found, key=lambda correction: correction.language != language)
        steps.append(Step(at, before[0].reason, before[0].language, tuple(before)))
    return steps


def html_of(words: Words) -> str:
    return prose.cleaned(prose.paragraphs(words.body))


def updated_at(notice: Notice) -> datetime:
    return max([notice.published_at, *(correction.at for correction in notice.corrections.all())])


def canonical(address: str) -> str:
    """One of our addresses with the name that people type, whichever host was asked."""
    return f"{settings.PUBLIC_URL}{address}"
