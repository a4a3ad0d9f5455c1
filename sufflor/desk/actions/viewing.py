"""Keeping views of the work: for oneself or a group, pinned by each for oneself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.desk import rules
from sufflor.desk.conditions import (
    Condition,
    read,
    require_end,
    stored,
    views_named,
    written,
)
from sufflor.desk.models import MOST_VIEWS, Order, Pin, SavedView
from sufflor.desk.models.views import MOST_PINS, VIEW_NAME_LENGTH, VIEWS
from sufflor.events import actions as events
from sufflor.forms.conditions import Json
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line, shortened
from sufflor.organization.models import SupportGroup, User
from sufflor.organization.rules import groups_of


class ViewWithoutName(Refusal):
    reason = gettext_lazy("Give the view a name, so that it is found again.")
    status = 422


class TooManyViews(Refusal):
    reason = gettext_lazy("There are 40 views there already.")
    way_out = gettext_lazy("Remove one that nobody uses first.")


class TooManyPinned(Refusal):
    reason = gettext_lazy("You have eight views beside the queues already.")
    way_out = gettext_lazy("Take one of them away first.")


class NotForAllOfThem(Refusal):
    reason = gettext_lazy("It refers to a view that not everybody there has.")
    way_out = gettext_lazy("Share that view with the same group first.")
    status = 422


class OthersReferToIt(Refusal):
    reason = gettext_lazy("Other views ask as this one does.")
    way_out = gettext_lazy("Take the reference out of them first.")

    @classmethod
    def called(cls, names: Iterable[str]) -> OthersReferToIt:
        said = _("Other views ask as this one does: %(names)s.")
        return cls(said % {"names": ", ".join(names)})


@dataclass(frozen=True)
class ViewWish:
    """`condition` is data from outside; it is read before it is kept."""

    name: str
    condition: Json
    order: Order = Order.DUE
    has_resolved: bool = False

    def checked(self) -> ViewWish:
        name = shortened(one_line(self.name), VIEW_NAME_LENGTH)
        if not name:
            raise ViewWithoutName
        return replace(self, name=name, condition=written(read(self.condition)))


@transaction.atomic
def keep_view(*, wish: ViewWish, owner: User | SupportGroup, by: User, at: datetime) -> SavedView:
    """Kept, and in sight for the one who made it while there is room."""
    require(rules.may_keep(by, owner, at))
    wish = wish.checked()
    _require_references(wish, None, owner)
    person, group = _owners(owner)
    if SavedView.objects.filter(person=person, group=group).count() >= MOST_VIEWS:
        raise TooManyViews
    kept = SavedView.objects.create(
        name=wish.name,
        condition=wish.condition,
        order=wish.order,
        has_resolved=wish.has_resolved,
        person=person,
        group=group,
        changed_at=at,
        changed_by=by,
    )
    if Pin.objects.filter(person=by).count() < MOST_PINS:
        Pin.objects.create(view=kept, person=by, at=at)
    events.record("view.kept", about=kept, by=by, at=at)
    events.touch(VIEWS)
    return kept


@transaction.atomic
def change_view(
    *, view: SavedView, wish: ViewWish, owner: User | SupportGroup, by: User, at: datetime
) -> SavedView:
    """For its owner, or from now on for another: one's own is shared by giving it to a group."""
    wish = wish.checked()
    view = _locked(view.pk, views_named(stored(wish.condition)))
    require(rules.may_keep(by, view.owner, at) and rules.may_keep(by, owner, at))
    _require_references(wish, view.pk, owner)
    _require_referrers(view, owner)
    view.name, view.condition, view.order = wish.name, wish.condition, wish.order
    view.has_resolved = wish.has_resolved
    view.person, view.group = _owners(owner)
    view.changed_at, view.changed_by = at, by
    view.save()
    events.record("view.changed", about=view, by=by, at=at)
    events.touch(VIEWS)
    return view


@transaction.atomic
def drop_view(*, view: SavedView, by: User, at: datetime) -> None:
    """Gone for everybody who had it. Dropping twice is dropping once."""
    there = SavedView.objects.select_for_update(no_key=True).filter(pk=view.pk).first()
    if there is None:
        return
    require(rules.may_keep(by, there.owner, at))
    if names := [each.name for each in _referrers(there)]:
        raise OthersReferToIt.called(names)
    events.record("view.dropped", about=there, by=by, at=at, name=there.name)
    there.delete()
    events.touch(VIEWS)


@transaction.atomic
def pin_view(*, view: SavedView, by: User, at: datetime) -> None:
    """Beside one's queues. Twice is once."""
    require(rules.may_keep(by, view.owner, at))
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    pins = Pin.objects.filter(person=by)
    if pins.filter(view=view).exists():
        return
    if pins.count() >= MOST_PINS:
        raise TooManyPinned
    Pin.objects.create(view=view, person=by, at=at)
    events.record("view.pinned", about=view, by=by, at=at)
    events.touch(VIEWS)


@transaction.atomic
def unpin_view(*, view: SavedView, by: User, at: datetime) -> None:
    gone, _by_model = Pin.objects.filter(view=view, person=by).delete()
    if gone:
        events.record("view.unpinned", about=view, by=by, at=at)
        events.touch(VIEWS)


@transaction.atomic
def take_out_view(*, view: SavedView, count: int, by: User, at: datetime) -> None:
    """Somebody fetched what is in it as a file: who and when is kept, not what."""
    require(view.person_id == by.pk or view.group_id in groups_of(by))
    events.record("view.taken_out", about=view, by=by, at=at, count=count)


def _owners(owner: User | SupportGroup) -> tuple[User | None, SupportGroup | None]:
    return (owner, None) if isinstance(owner, User) else (None, owner)


def _locked(pk: int, others: frozenset[int]) -> SavedView:
    """With those that it is to refer to, in one order: of two that would refer to each other, the
    second sees what the first has made."""
    rows = SavedView.objects.select_for_update(no_key=True).order_by("pk")
    return {view.pk: view for view in rows.filter(pk__in=others | {pk})}[pk]


def _require_references(wish: ViewWish, own: int | None, owner: User | SupportGroup) -> None:
    """To views that all who get this one have as well, and never round in a circle."""
    there = _for_all(owner)
    if not views_named(stored(wish.condition)) <= set(there):
        raise NotForAllOfThem
    require_end(stored(wish.condition), own, there)


def _require_referrers(view: SavedView, owner: User | SupportGroup) -> None:
    """What a group has is not taken out of the hands of those who build on it. One's own stays
    within reach of one's own when it is shared."""
    if view.group is None or owner == view.group:
        return
    if names := [each.name for each in _referrers(view)]:
        raise OthersReferToIt.called(names)


def _for_all(owner: User | SupportGroup) -> dict[int, Condition]:
    """A person has their own views and those of their groups; a group has its own."""
    if isinstance(owner, User):
        whose = Q(person=owner) | Q(group__in=groups_of(owner))
    else:
        whose = Q(group=owner)
    return {each.pk: stored(each.condition) for each in SavedView.objects.filter(whose)}


def _referrers(view: SavedView) -> list[SavedView]:
    """Among those that may refer to it: of its owner, and of the people in its group."""
    whose = Q(person=view.person) if view.person else Q(group=view.group)
    if view.group:
        whose |= Q(person__in=view.group.members.all())
    rows = SavedView.objects.filter(whose).exclude(pk=view.pk)
    return [each for each in rows if view.pk in views_named(stored(each.condition))]
