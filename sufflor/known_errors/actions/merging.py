"""Taking a candidate into the error that it is the same as, and out again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.events import actions as events
from sufflor.known_errors import rules
from sufflor.known_errors.actions.keeping import NotFromHere, TakenIntoAnother, make_known
from sufflor.known_errors.models import KnownError, State
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import User


class TheSameError(Refusal):
    reason = gettext_lazy("An error cannot be taken into itself.")
    way_out = gettext_lazy("Choose another error.")
    status = 422


@transaction.atomic
def merge(*, error: KnownError, into: KnownError, by: User, at: datetime) -> KnownError:
    """A candidate turns out to be the same. Those whom it concerns and all that is tied to it count
    with the other from now on. Merging twice is merging once."""
    require(rules.may_keep(by))
    if error.pk == into.pk:
        raise TheSameError
    both = _both(error.pk, into.pk)
    error, into = both[error.pk], both[into.pk]
    if error.merged_into_id == into.pk:
        return error
    if error.merged_into_id or into.merged_into_id:
        raise TakenIntoAnother
    if error.state != State.CANDIDATE:
        raise NotFromHere.but(error.state)
    error.merged_into = into
    error.save(update_fields=["merged_into"])
    events.record("error.merged", about=error, by=by, at=at, into=into.pk)
    make_known(error, at)
    return error


@transaction.atomic
def undo_merge(*, error: KnownError, by: User, at: datetime) -> None:
    """A candidate of its own again, with all that came along. Undoing twice is undoing once."""
    require(rules.may_keep(by))
    error = KnownError.objects.select_for_update(of=("self",), no_key=True).get(pk=error.pk)
    into = error.merged_into_id
    if into is None:
        return
    error.merged_into = None
    error.save(update_fields=["merged_into"])
    events.record("error.merge_undone", about=error, by=by, at=at, into=into)
    make_known(error, at)


def _both(*keys: int) -> dict[int, KnownError]:
    rows = KnownError.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys)
    return {each.pk: each for each in rows.order_by("pk")}
