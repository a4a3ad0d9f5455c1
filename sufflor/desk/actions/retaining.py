"""Keeping what somebody needs, and deleting what is over by the rules, with a line in a log."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Model, ProtectedError
from django.utils.translation import gettext_lazy

from sufflor.desk import queries, rules
from sufflor.desk.actions.states import locked
from sufflor.desk.models import Deletion, LegalHold, Request, RetentionRule
from sufflor.desk.models.retention import FEWEST_DAYS, MOST_DAYS, WHY_LENGTH
from sufflor.desk.queries import Ripe
from sufflor.events import actions as events
from sufflor.files import actions as files
from sufflor.forms.models import Form, RecordClass
from sufflor.lib.clock import local_date
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization.models import User
from sufflor.organization.rules import may_administer
from sufflor.search import records

MOST_A_NIGHT, PORTION = 5_000, 500


class KeptTooShort(Refusal):
    reason = gettext_lazy("What is resolved can be opened again for a month.")
    way_out = gettext_lazy("Keep it for 31 days at least, and for a hundred years at most.")
    status = 422


class HoldWithoutReason(Refusal):
    reason = gettext_lazy("Say why this request has to stay.")
    status = 422


class NotHeld(Refusal):
    reason = gettext_lazy("Nobody holds this request any more.")


@transaction.atomic
def keep_for(
    *, record_class: RecordClass | str, form: Form | None, days: int, by: User, at: datetime
) -> RetentionRule:
    """How long a class is kept after it is over, of one form or of all. The newest word counts."""
    require(may_administer(by))
    if not FEWEST_DAYS <= days <= MOST_DAYS:
        raise KeptTooShort
    rule, _is_new = RetentionRule.objects.update_or_create(
        record_class=RecordClass(record_class),
        form=form,
        defaults={"days": days, "set_at": at, "set_by": by},
    )
    events.record("retention.set", about=rule, by=by, at=at, days=days, form=_slug(form))
    return rule


@transaction.atomic
def keep_always(*, rule: RetentionRule, by: User, at: datetime) -> None:
    """The rule goes, and what it was about is kept. Taking it away twice is once."""
    require(may_administer(by))
    events.record("retention.dropped", about=rule, by=by, at=at, days=rule.days)
    RetentionRule.objects.filter(pk=rule.pk).delete()


@transaction.atomic
def hold(*, request: Request, why: str, by: User, at: datetime) -> LegalHold:
    """It stays until somebody lets it go, whatever the rules say. Held twice is held once."""
    request = locked(request)
    require(rules.may_hold(by, request, at))
    why = one_line(why)[:WHY_LENGTH]
    if not why:
        raise HoldWithoutReason
    if there := queries.held(request):
        return there
    placed = LegalHold.objects.create(request=request, why=why, placed_at=at, placed_by=by)
    events.record("request.held", about=request, by=by, at=at, hold=placed.pk)
    return placed


@transaction.atomic
def let_go_of(*, request: Request, by: User, at: datetime) -> None:
    request = locked(request)
    require(rules.may_hold(by, request, at))
    if not LegalHold.objects.filter(request=request, lifted_at=None).update(
        lifted_at=at, lifted_by=by
    ):
        raise NotHeld
    events.record("request.let_go", about=request, by=by, at=at)


def delete_what_is_over(*, at: datetime, limit: int = MOST_A_NIGHT, portion: int = PORTION) -> int:
    """Each in a transaction of its own, so that one that cannot go keeps no other. Says how many
    went."""
    after: int | None = 0
    gone = 0
    while after is not None and gone < limit:
        found, after = queries.ripe(at, after=after, portion=portion)
        gone += sum(_deleted(one.request, at) for one in found if one.goes)
    return gone


def _deleted(request: Request, at: datetime) -> bool:
    """Asked once more when it is locked: somebody may have held it since, or opened it again."""
    try:
        with transaction.atomic():
            request = locked(request)
            one = queries.ripe_now(request, at)
            if one is None or not one.goes:
                return False
            _delete(one, at)
    except ProtectedError:
        return False
    return True


def _delete(one: Ripe, at: datetime) -> None:
    """The row and all that hangs on it, its files and its words in the search; what is counted
    stays. History keeps that it was deleted, and who read it while it was confidential."""
    request = one.request
    ended = queries.ended_at(request)
    hanging = sum(files.forget(about=thing) for thing in _with_files(request))
    Deletion.objects.create(
        number=request.pk,
        record_class=one.record_class,
        form=_slug(request.form.form if request.form else None),
        area_id=request.area_id,
        line=request.line,
        help_kind=request.help_kind,
        opened_on=local_date(request.opened_at),
        ended_on=local_date(ended),
        handovers=max(request.movements.filter(undone_at=None).count() - 1, 0),
        files=hanging,
        helped=request.helped,
        was_archived=one.is_archived,
        days_kept=one.rule.days,
        at=at,
    )
    events.record("request.deleted", about=request, by=None, at=at, rule=one.rule.pk)
    records.delete(request.pk)
    Request.objects.filter(pk=request.pk).delete()


def _with_files(request: Request) -> list[Model]:
    """What files of it can be tied to."""
    return [request, *request.messages.all(), *request.notes.all()]


def _slug(form: Form | None) -> str:
    return form.slug if form else ""
