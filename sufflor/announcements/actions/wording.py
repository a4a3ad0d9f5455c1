"""What a notice says, as it is handed in: cleaned, whole in every language, and not too long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from sufflor.announcements.models import LONGEST_BODY, LONGEST_TITLE, Language, Words
from sufflor.lib.refusals import Refusal
from sufflor.lib.text import clean, one_line


class NothingSaid(Refusal):
    reason = _("Give the notice a title and a text.")


class HalfSaid(Refusal):
    reason = _("Give both the title and the text in every language that you begin on.")


class TooLong(Refusal):
    reason = _("The text is too long for the message channel. Shorten it, or link to an article.")


@dataclass(frozen=True)
class Wording:
    """What a notice says in the language it is written in, and the same in others."""

    title: str
    body: str
    language: Language = Language.BOKMAAL
    others: tuple[Words, ...] = ()

    @property
    def said(self) -> dict[str, Words]:
        """What is written comes last, and stands if it is among the others too."""
        written = Words(self.language, self.title, self.body)
        return {words.language: words for words in (*self.others, written)}

    def cleaned(self) -> Wording:
        """As it is stored. Languages that nobody has begun on are left out."""
        written = _cleaned(Words(Language(self.language), self.title, self.body))
        if not (written.title and written.body):
            raise NothingSaid
        others = tuple(_begun(self.others, but=written.language))
        if any(not (words.title and words.body) for words in others):
            raise HalfSaid
        if any(_is_too_long(words) for words in (written, *others)):
            raise TooLong
        return Wording(written.title, written.body, written.language, others)


def _begun(others: Iterable[Words], but: Language) -> Iterable[Words]:
    found = {words.language: _cleaned(words) for words in others if words.language != but}
    return (words for words in found.values() if words.title or words.body)


def _cleaned(words: Words) -> Words:
    return replace(words, title=one_line(words.title), body=clean(words.body))


def _is_too_long(words: Words) -> bool:
    return len(words.title) > LONGEST_TITLE or len(words.body) > LONGEST_BODY
