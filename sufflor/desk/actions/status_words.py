"""Saying how requests stand in the institution's own words, and going back to the built-in ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, astuple
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.desk import rules
from sufflor.desk.models import SENTENCE_LENGTH, Language, State, StatusSentence
from sufflor.desk.queries import STATUS, said_there
from sufflor.desk.wording import TIME, WHAT, Sentences, Where
from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization.models import User

NEEDED = (Language.NB, Language.NN)
_BRACES = re.compile(r"\{[^{}]*\}?|\}")


class NotInBothLanguages(Refusal):
    reason = gettext_lazy("The words have to be there in both bokmål and nynorsk.")
    way_out = gettext_lazy("Write all of them in both, or go back to the built-in words.")
    status = 422


class NotKnownHere(Refusal):
    reason = gettext_lazy("There is something in braces that is not known here.")
    status = 422

    @classmethod
    def named(cls, found: str, known: str) -> NotKnownHere:
        if not known:
            return cls(_("“%(found)s” cannot stand here.") % {"found": found})
        said = _("“%(found)s” cannot stand here. “%(known)s” can.")
        return cls(said % {"found": found, "known": known})


class WordedMeanwhile(Refusal):
    """Two at once: the second is told, and keeps what they wrote."""

    reason = gettext_lazy("Someone else has changed these words since you opened the page.")
    way_out = gettext_lazy("See what stands there now, and save once more if yours is to hold.")


@transaction.atomic
def say_status(
    *,
    where: Where,
    words: Mapping[Language, Sentences],
    seen: str | None = None,
    by: User,
    at: datetime,
) -> list[StatusSentence]:
    """What users read of this from now on. A language that is left out has the built-in words.
    `seen` is the stamp of what was there on the page; empty for the built-in words, none for
    whoever saw no page."""
    require(rules.may_word(by, at))
    cleaned = {language: _cleaned(said, where) for language, said in words.items()}
    if any(language not in cleaned for language in NEEDED):
        raise NotInBothLanguages
    _require_seen(where, seen)
    kept = [_keep(where, language, said, by, at) for language, said in cleaned.items()]
    _rows(where).exclude(language__in=cleaned).delete()
    said = {str(language): list(astuple(each)) for language, each in cleaned.items()}
    events.record("status.worded", about=kept[0], by=by, at=at, **_details(where), words={**said})
    return kept


@transaction.atomic
def say_built_in(*, where: Where, seen: str | None = None, by: User, at: datetime) -> None:
    """The built-in words hold again. Twice is once."""
    require(rules.may_word(by, at))
    row = _rows(where).first()
    if row is None:
        return
    _require_seen(where, seen)
    events.record("status.unworded", about=row, by=by, at=at, **_details(where))
    _rows(where).delete()


def _require_seen(where: Where, seen: str | None) -> None:
    """The topic stays locked until the transaction ends: of two at once, the second waits here, and
    then reads what the first wrote."""
    events.touch(STATUS)
    there = next(iter(said_there(where)), None)
    if seen is not None and seen != (there.stamp if there else ""):
        raise WordedMeanwhile


def _keep(
    where: Where, language: Language, said: Sentences, by: User, at: datetime
) -> StatusSentence:
    row, _is_new = StatusSentence.objects.update_or_create(
        state=where.state,
        line=where.line,
        language=language,
        defaults={**asdict(said), "changed_at": at, "changed_by": by},
    )
    return row


def _rows(where: Where) -> QuerySet[StatusSentence]:
    return StatusSentence.objects.filter(state=where.state, line=where.line)


def _cleaned(said: Sentences, where: Where) -> Sentences:
    words = Sentences(*(one_line(each)[:SENTENCE_LENGTH] for each in astuple(said)))
    if not all(astuple(words)):
        raise NotInBothLanguages
    _require_known(words.happening, WHAT if where.state == State.WAITING_USER else "")
    _require_known(words.your_part, "")
    _require_known(words.when, TIME)
    _require_known(words.else_when, "")
    return words


def _require_known(text: str, known: str) -> None:
    for found in _BRACES.findall(text):
        if found != known:
            raise NotKnownHere.named(found, known)


def _details(where: Where) -> dict[str, events.JsonValue]:
    return {"state": where.state.value, "line": where.line.value if where.line else None}
