"""“Gjelder meg også”, and leaving again; whoever is tied to an error is concerned by it too."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from sufflor.events import actions as events
from sufflor.known_errors import queries
from sufflor.known_errors.actions.keeping import NotFromHere, locked, require_no_number
from sufflor.known_errors.models import SENTENCE_LENGTH, Concern, KnownError
from sufflor.lib.refusals import require
from sufflor.lib.text import one_line
from sufflor.organization.models import User


@transaction.atomic
def join(*, error: KnownError, by: User, at: datetime, sentence: str = "") -> Concern:
    """It concerns me too. Saying so twice is once, and keeps the newest sentence."""
    require(by.is_active)
    sentence = one_line(sentence)[:SENTENCE_LENGTH]
    require_no_number(sentence)
    error = locked(error)
    if not error.is_public:
        raise NotFromHere.but(error.state)
    concern, is_new = Concern.objects.get_or_create(
        error=error, person=by, defaults={"unit": by.unit, "sentence": sentence, "at": at}
    )
    if not is_new and concern.left_at is None and sentence in {"", concern.sentence}:
        return concern
    if not is_new:
        concern.left_at, concern.sentence = None, sentence or concern.sentence
        concern.save(update_fields=["left_at", "sentence"])
    events.record("error.joined", about=error, by=by, at=at)
    return concern


@transaction.atomic
def leave(*, error: KnownError, by: User, at: datetime) -> None:
    """No more mail about it, nor about what was taken into it. Leaving twice is leaving once."""
    left = queries.concerns_of(error, by).update(left_at=at)
    if left:
        events.record("error.left", about=error, by=by, at=at)


@transaction.atomic
def say_that_it_works(*, error: KnownError, by: User, at: datetime) -> None:
    """Somebody whom it concerns has tried after the fix. Saying so twice is once."""
    error = locked(error)
    if not error.is_solved:
        raise NotFromHere.but(error.state)
    mine = queries.concerns_of(error, by)
    require(mine.exists())
    if mine.filter(works_at=None).update(works_at=at):
        events.record("error.works", about=error, by=by, at=at)


@transaction.atomic
def bring(*, error: KnownError, people: Iterable[User], by: User, at: datetime) -> int:
    """Those whose question or request was tied to it. Who has left it is not brought back."""
    known = set(Concern.objects.filter(error=error).values_list("person", flat=True))
    new = {each.pk: each for each in people if each.pk not in known}
    Concern.objects.bulk_create(
        (Concern(error=error, person=each, unit=each.unit, at=at) for each in new.values()),
        ignore_conflicts=True,
    )
    if new:
        events.record("error.concerned", about=error, by=by, at=at, count=len(new))
    return len(new)
