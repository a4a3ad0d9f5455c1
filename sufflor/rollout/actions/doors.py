"""Ways in to help: offering them, and opening or closing one of them by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.events import actions as events
from sufflor.events.http import CHROME
from sufflor.lib.addresses import free_among, slug_of
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization.models import User
from sufflor.rollout import rules
from sufflor.rollout.actions.locking import lock_doors
from sufflor.rollout.models import DoorState, Override, WayIn

SLUG_LENGTH = 50
REASON_LENGTH = 300


class NoReason(Refusal):
    reason = gettext_lazy("Say in one sentence why the door is opened or closed.")


class EndsBeforeItBegins(Refusal):
    reason = gettext_lazy("Choose a time that is still to come.")


class NamelessWay(Refusal):
    reason = gettext_lazy("Give the way in a name.")


class AddressTaken(Refusal):
    reason = gettext_lazy("Another way in already has this address.")


@transaction.atomic
def offer_way_in(*, way_in: WayIn, by: User | None, at: datetime) -> WayIn:
    """Offer a new way in, or change one that is offered. Without an address it gets a free one."""
    require(by is None or rules.may_plan(by))
    for name in ("name", "name_nn", "name_en", "contact"):
        setattr(way_in, name, one_line(getattr(way_in, name)))
    if not way_in.name:
        raise NamelessWay
    lock_doors()
    way_in.slug = way_in.slug or _free_slug(way_in)
    if WayIn.objects.filter(slug=way_in.slug).exclude(pk=way_in.pk).exists():
        raise AddressTaken
    is_new = way_in.pk is None
    way_in.save()
    verb = "way_in.offered" if is_new else "way_in.changed"
    events.record(verb, about=way_in, by=by, at=at, slug=way_in.slug)
    events.touch(CHROME)
    return way_in


@transaction.atomic
def override(
    *,
    way_in: WayIn,
    state: DoorState,
    until: datetime | None,
    reason: str,
    by: User,
    at: datetime,
) -> Override:
    """Open or close a door by hand, whatever the plan says. Sending it twice is as once."""
    require(rules.may_plan(by))
    reason = one_line(reason)
    if not reason or len(reason) > REASON_LENGTH:
        raise NoReason
    if until is not None and until <= at:
        raise EndsBeforeItBegins
    lock_doors()
    same = Override.objects.filter(
        way_in=way_in, state=state, to_at=until, reason=reason, by=by, undone_at=None
    ).filter(at__gt=at - timedelta(minutes=1))
    if found := same.first():
        return found
    override = Override.objects.create(
        way_in=way_in, state=state, from_at=at, to_at=until, reason=reason, by=by, at=at
    )
    verb = "door.opened" if state == DoorState.OPEN else "door.closed"
    until_text = until.isoformat() if until else ""
    events.record(
        verb, about=way_in, by=by, at=at, reason=reason, until=until_text, override=override.pk
    )
    events.touch(CHROME)
    return override


@transaction.atomic
def undo_override(*, override: Override, by: User, at: datetime) -> None:
    """Let the plan decide again. Undoing twice is the same as undoing once."""
    require(rules.may_plan(by))
    override = Override.objects.select_for_update().select_related("way_in").get(pk=override.pk)
    if override.undone_at:
        return
    override.undone_at = at
    override.undone_by = by
    override.save(update_fields=["undone_at", "undone_by"])
    events.record("door.override_undone", about=override.way_in, by=by, at=at, override=override.pk)
    events.touch(CHROME)


def _free_slug(way_in: WayIn) -> str:
    """Made of its name; with a number behind it when another has it already."""
    wanted = slug_of(way_in.name)[:SLUG_LENGTH].strip("-") or "vei-inn"
    beside = WayIn.objects.filter(slug__startswith=wanted)
    return free_among(set(beside.values_list("slug", flat=True)), wanted)
