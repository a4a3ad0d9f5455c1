"""Taking a wish into the one that it is the same as, and out again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.change_requests import queries, rules
from sufflor.change_requests.actions.keeping import (
    NotFromHere,
    TakenIntoAnother,
    make_known,
    recount,
)
from sufflor.change_requests.models import ChangeRequest
from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import User


class TheSameWish(Refusal):
    reason = gettext_lazy("A wish cannot be taken into itself.")
    way_out = gettext_lazy("Choose another wish.")
    status = 422


class NotShownYet(Refusal):
    reason = gettext_lazy("Everyone reads this wish, and nobody reads that one yet.")
    way_out = gettext_lazy("Take that one up first, or take it into this one.")


@transaction.atomic
def merge(*, change: ChangeRequest, into: ChangeRequest, by: User, at: datetime) -> ChangeRequest:
    """What nobody has decided on turns out to be the same as another. Those who asked for it count
    with the other from now on, and hear what was decided there. Merging twice is merging once."""
    require(rules.may_keep(by))
    if change.pk == into.pk:
        raise TheSameWish
    both = _both(change.pk, into.pk)
    change, into = both[change.pk], both[into.pk]
    if change.merged_into_id == into.pk:
        return change
    if change.merged_into_id or into.merged_into_id:
        raise TakenIntoAnother
    if not change.is_undecided:
        raise NotFromHere.but(change.state)
    if change.is_public and not into.is_public:
        raise NotShownYet
    change.merged_into = into
    change.save(update_fields=["merged_into"])
    recount(into)
    make_known(change, at)
    events.record("change.merged", about=change, by=by, at=at, into=into.pk)
    return change


@transaction.atomic
def undo_merge(*, change: ChangeRequest, by: User, at: datetime) -> None:
    """A wish of its own again, with all who came along. Undoing twice is undoing once."""
    require(rules.may_keep(by))
    into = ChangeRequest.objects.get(pk=change.pk).merged_into
    if into is None:
        return
    # Whoever stands at the end of the way counts what is taken away.
    stands = queries.standing(into)
    both = _both(change.pk, stands.pk)
    change, stands = both[change.pk], both[stands.pk]
    if change.merged_into_id != into.pk:
        return
    change.merged_into = None
    change.save(update_fields=["merged_into"])
    recount(change)
    recount(stands)
    make_known(change, at)
    events.record("change.merge_undone", about=change, by=by, at=at, into=into.pk)


def _both(*keys: int) -> dict[int, ChangeRequest]:
    rows = ChangeRequest.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys)
    return {each.pk: each for each in rows.order_by("pk")}
