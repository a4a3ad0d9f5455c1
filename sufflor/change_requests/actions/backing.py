"""“Jeg ønsker det samme”, and leaving again; whoever asked elsewhere stands behind it too."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.change_requests import queries
from sufflor.change_requests.actions.keeping import NotFromHere, locked, recount, sentence_of
from sufflor.change_requests.models import Backing, ChangeRequest
from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import User


class NotOpen(Refusal):
    reason = gettext_lazy("This wish takes no more votes: it has got its end.")
    way_out = gettext_lazy("Read on its page what came of it.")


@transaction.atomic
def back(*, change: ChangeRequest, by: User, at: datetime, sentence: str = "") -> Backing:
    """I wish the same. Saying so twice is once, and keeps the newest sentence."""
    require(by.is_active)
    sentence = sentence_of(sentence)
    change = locked(change)
    if not change.is_public or not change.takes_votes:
        raise NotOpen(way_out_url=change.path if change.is_public else "")
    backing, is_new = Backing.objects.get_or_create(
        change=change, person=by, defaults={"unit": by.unit, "sentence": sentence, "at": at}
    )
    if not is_new and backing.left_at is None and sentence in {"", backing.sentence}:
        return backing
    if not is_new:
        backing.left_at, backing.sentence = None, sentence or backing.sentence
        backing.save(update_fields=["left_at", "sentence"])
    recount(change)
    events.record("change.backed", about=change, by=by, at=at)
    return backing


@transaction.atomic
def leave(*, change: ChangeRequest, by: User, at: datetime) -> None:
    """No more mail about it, and no vote. Also where one asked for something that was taken into
    it. Leaving twice is leaving once."""
    change = locked(change)
    rows = Backing.objects.filter(change__in=queries.family(change), person=by, left_at=None)
    if rows.update(left_at=at):
        recount(change)
        events.record("change.left", about=change, by=by, at=at)


@transaction.atomic
def bring(*, change: ChangeRequest, people: Iterable[User], by: User, at: datetime) -> int:
    """Those whose request asks for it. Who has left it is not brought back."""
    change = locked(change)
    known = set(Backing.objects.filter(change=change).values_list("person", flat=True))
    new = {each.pk: each for each in people if each.pk not in known}
    Backing.objects.bulk_create(
        (Backing(change=change, person=each, unit=each.unit, at=at) for each in new.values()),
        ignore_conflicts=True,
    )
    if new:
        recount(change)
        events.record("change.asked_for", about=change, by=by, at=at, count=len(new))
    return len(new)


@transaction.atomic
def say_that_it_works(*, change: ChangeRequest, by: User, at: datetime) -> None:
    """Somebody who asked has tried what was delivered. Saying so twice is once."""
    change = locked(change)
    if not change.is_done:
        raise NotFromHere.but(change.state)
    mine = Backing.objects.filter(change__in=queries.family(change), person=by, left_at=None)
    require(mine.exists())
    if mine.filter(works_at=None).update(works_at=at):
        events.record("change.works", about=change, by=by, at=at)
