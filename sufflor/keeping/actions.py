"""Deciding how long things are kept, holding them, and letting go of what is old, in portions."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy

from sufflor.desk.models.retention import WHY_LENGTH
from sufflor.events import actions as events
from sufflor.keeping import queries, rules
from sufflor.keeping.kinds import Kind, Part
from sufflor.keeping.models import Hold, Purge, Term
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization.models import User

PORTION, MOST_AT_ONCE = 500, 5_000

log = logging.getLogger("sufflor.keeping")


class OutOfBounds(Refusal):
    reason = gettext_lazy("That is not within what this kind may be kept for.")
    status = 422


class HeldWithoutReason(Refusal):
    reason = gettext_lazy("Say why nothing of it may be taken away.")
    status = 422


class NothingHeld(Refusal):
    reason = gettext_lazy("Nobody holds it any more.")


@transaction.atomic
def keep_for(*, kind: Kind, days: int | None, by: User, at: datetime) -> Term:
    """How long a kind is kept from now on; none is for good. The newest word counts."""
    require(rules.may_decide(by))
    if days is None and not kind.can_be_kept_for_good:
        raise OutOfBounds
    if days is not None and not kind.fewest <= days <= kind.most:
        raise OutOfBounds
    term, _is_new = Term.objects.update_or_create(
        kind=kind.name, defaults={"days": days, "set_at": at, "set_by": by}
    )
    events.record("keeping.set", about=term, by=by, at=at, kind=kind.name, days=days)
    return term


@transaction.atomic
def hold(*, kind: Kind, why: str, by: User, at: datetime) -> Hold:
    """Nothing of it goes until somebody lets it go. Held twice is held once."""
    require(rules.may_decide(by))
    why = one_line(why)[:WHY_LENGTH]
    if not why:
        raise HeldWithoutReason
    there = Hold.objects.select_for_update().filter(kind=kind.name, lifted_at=None).first()
    if there:
        return there
    placed = Hold.objects.create(kind=kind.name, why=why, placed_at=at, placed_by=by)
    events.record("keeping.held", about=placed, by=by, at=at, kind=kind.name)
    return placed


@transaction.atomic
def let_go(*, kind: Kind, by: User, at: datetime) -> None:
    require(rules.may_decide(by))
    placed = Hold.objects.select_for_update().filter(kind=kind.name, lifted_at=None).first()
    if placed is None:
        raise NothingHeld
    placed.lifted_at, placed.lifted_by = at, by
    placed.save(update_fields=["lifted_at", "lifted_by"])
    events.record("keeping.let_go", about=placed, by=by, at=at, kind=kind.name)


def purge(*, kinds: Sequence[Kind], at: datetime, limit: int = MOST_AT_ONCE) -> int:
    """Go through every kind that has a term. One that cannot go keeps no other; what the limit
    leaves is taken up by the next. Says how many went."""
    gone = 0
    for kind in kinds:
        try:
            gone += _gone_through(kind, at, limit)
        except DatabaseError:
            log.exception("old things could not be taken away: %s", kind.name)
    return gone


def _gone_through(kind: Kind, at: datetime, limit: int) -> int:
    days = queries.days_of(kind, queries.term_of(kind))
    begun = Purge.objects.filter(kind=kind.name, ended_at=None).first()
    if days is None or queries.held(kind):
        _end(begun, at)
        return 0
    if begun is None and not queries.how_many(kind, days, at):
        return 0
    begun = begun or _begin(kind, days, at)
    before = at - timedelta(days=days)
    gone, is_through = 0, True
    for part in kind.parts:
        of_part, part_is_through = _take(kind, part, begun, before, at, limit - gone)
        gone += of_part
        is_through = is_through and part_is_through
    if is_through:
        _end(begun, at)
    return gone


def _take(
    kind: Kind, part: Part, begun: Purge, before: datetime, at: datetime, limit: int
) -> tuple[int, bool]:
    """Portion by portion; each counts itself in its own transaction, so none is counted twice or
    lost, whenever it is ended. Says also whether there is no more."""
    gone, after = 0, 0
    while gone < limit:
        with transaction.atomic():
            # Two workers take one portion after the other, and each its own.
            Purge.objects.select_for_update().get(pk=begun.pk)
            rows = part.old(before).filter(pk__gt=after).order_by("pk")
            keys = list(rows.values_list("pk", flat=True)[: min(PORTION, limit - gone)])
            if not keys or queries.held(kind):
                return gone, True
            number = part.take(keys=keys, at=at)
            Purge.objects.filter(pk=begun.pk).update(gone=F("gone") + number)
        gone, after = gone + len(keys), keys[-1]
    return gone, False


def _begin(kind: Kind, days: int, at: datetime) -> Purge:
    """Two workers begin the same one."""
    begun, _is_new = Purge.objects.get_or_create(
        kind=kind.name, ended_at=None, defaults={"days": days, "began_at": at}
    )
    return begun


def _end(begun: Purge | None, at: datetime) -> None:
    if begun:
        Purge.objects.filter(pk=begun.pk, ended_at=None).update(ended_at=at)
