"""The list of what has to be done before a rollout starts: adding to it, ticking, taking away."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization.models import User
from sufflor.rollout import rules
from sufflor.rollout.models import ITEM_LENGTH, STANDING, ChecklistItem, ItemKind, Rollout

MOST_ITEMS = 40


class NoItem(Refusal):
    reason = gettext_lazy("Write what has to be done.")


class ItemTooLong(Refusal):
    reason = gettext_lazy("Say it in at most 200 characters.")


class ListFull(Refusal):
    reason = gettext_lazy("A list has at most 40 points. Take away what is no longer needed.")


class StandingItem(Refusal):
    reason = gettext_lazy("This point belongs to every rollout. Leave it without a tick instead.")


@transaction.atomic
def add_item(*, rollout: Rollout, text: str, by: User, at: datetime) -> ChecklistItem:
    """Put something of one's own on the list. Adding the same twice is as adding it once."""
    require(rules.may_plan(by))
    text = one_line(text)
    if not text:
        raise NoItem
    if len(text) > ITEM_LENGTH:
        raise ItemTooLong
    rollout = Rollout.objects.select_for_update(no_key=True).get(pk=rollout.pk)
    if found := rollout.checklist.filter(kind=ItemKind.OWN, text=text).first():
        return found
    if rollout.checklist.count() >= MOST_ITEMS:
        raise ListFull
    item = ChecklistItem.objects.create(
        rollout=rollout, kind=ItemKind.OWN, text=text, added_at=at, added_by=by
    )
    events.record("checklist.added", about=rollout, by=by, at=at, item=text)
    return item


@transaction.atomic
def remove_item(*, item: ChecklistItem, by: User, at: datetime) -> None:
    require(rules.may_plan(by))
    if item.is_standing:
        raise StandingItem
    is_gone, _rows = ChecklistItem.objects.filter(pk=item.pk).delete()
    if is_gone:
        events.record("checklist.removed", about=item.rollout, by=by, at=at, item=item.text)


@transaction.atomic
def tick(*, item: ChecklistItem, by: User, at: datetime) -> None:
    """Say that it is done. Who said so first stands there."""
    require(rules.may_plan(by))
    item = ChecklistItem.objects.select_for_update(no_key=True).get(pk=item.pk)
    if item.is_ticked:
        return
    item.ticked_at, item.ticked_by = at, by
    item.save(update_fields=["ticked_at", "ticked_by"])
    events.record("checklist.ticked", about=item.rollout, by=by, at=at, item=item.label)


@transaction.atomic
def untick(*, item: ChecklistItem, by: User, at: datetime) -> None:
    """It is not done after all. Twice is as once."""
    require(rules.may_plan(by))
    item = ChecklistItem.objects.select_for_update(no_key=True).get(pk=item.pk)
    if not item.is_ticked:
        return
    item.ticked_at = item.ticked_by = None
    item.save(update_fields=["ticked_at", "ticked_by"])
    events.record("checklist.unticked", about=item.rollout, by=by, at=at, item=item.label)


@transaction.atomic
def tick_standing(*, rollout: Rollout, kind: ItemKind, by: User, at: datetime) -> None:
    """Say that one of the things that belong to every rollout is done."""
    require(rules.may_plan(by))
    lay_standing_items(rollout, at)
    tick(item=rollout.checklist.get(kind=kind), by=by, at=at)


def lay_standing_items(rollout: Rollout, at: datetime) -> None:
    """What belongs to every rollout, once."""
    ChecklistItem.objects.bulk_create(
        [ChecklistItem(rollout=rollout, kind=kind, added_at=at) for kind in STANDING],
        ignore_conflicts=True,
    )
