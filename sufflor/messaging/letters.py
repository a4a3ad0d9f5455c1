"""What a mail says, before it is a mail: a subject and passages, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from email.headerregistry import Address

from sufflor.messaging.models import Reason


class Dropped(Exception):
    """There is nothing to say any more, and why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Passage:
    """A part of a letter. `language` is that of a text somebody else wrote; `url` is absolute."""

    text: str
    heading: str = ""
    language: str = ""
    url: str = ""
    link: str = ""


@dataclass(frozen=True)
class Verbatim:
    """Words that somebody has approved of as they stand: nothing is put around them."""

    subject: str
    text: str
    language: str
    reply_to: Address | None = None


@dataclass(frozen=True)
class Letter:
    """`because` is the last line: why this person gets it. `reply_to` is where an answer goes.
    `opening_of_many` stands for the first passage where one letter tells of several like it."""

    subject: str
    passages: tuple[Passage, ...]
    because: str
    reply_to: Address | None = None
    opening_of_many: str = ""
