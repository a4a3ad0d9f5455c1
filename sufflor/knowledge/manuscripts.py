"""A text that was written elsewhere, on its way in: read, and not yet anybody's article."""

from __future__ import annotations

from dataclasses import dataclass

from sufflor.knowledge.models import Language
from sufflor.organization.models import CaseArea, WorkRole


@dataclass(frozen=True)
class Picture:
    """Its bytes are drawn by ourselves; `ending` says what they are."""

    content: bytes
    ending: str
    alt: str


@dataclass(frozen=True)
class Manuscript:
    """`body` names its pictures by number, counted from 0: `<img src="picture:0">`."""

    title: str
    body: str
    area: CaseArea
    role: str = WorkRole.ANYONE
    language: str = Language.BOKMAL
    summary: str = ""
    search_words: str = ""
    pictures: tuple[Picture, ...] = ()
