"""The views of the work that a helper has, what is in them, and how they are ordered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from sufflor.desk.conditions import Condition, Reader, filter_of, stored
from sufflor.desk.models import Order, Pin, Request, SavedView
from sufflor.desk.models.requests import RequestQuerySet
from sufflor.desk.queries.standing import About, asked_by
from sufflor.lib.counting import CountUpTo
from sufflor.organization.models import User
from sufflor.organization.rules import groups_of

# Counting stops here: that there are many is enough to know.
MOST_FOUND = 100


@dataclass(frozen=True)
class Found:
    """Some of what a view finds, and how many there are."""

    rows: list[Request]
    count: int
    is_more: bool


@dataclass(frozen=True)
class Views:
    """All that somebody may use, under their keys, and the keys of those that they have pinned."""

    kept: Mapping[int, SavedView]
    pinned: frozenset[int]

    @cached_property
    def conditions(self) -> dict[int, Condition]:
        return {pk: stored(view.condition) for pk, view in self.kept.items()}

    @property
    def in_sight(self) -> list[SavedView]:
        return [view for pk, view in self.kept.items() if pk in self.pinned]


def views_of(person: User) -> Views:
    """Their own and those of their groups, read once per request. One query."""
    kept: Views | None = person.__dict__.get("_views")
    if kept is None:
        # When it is makes no difference to what somebody keeps.
        found = asked_by(person, person.date_joined, "views", _kept_by)
        pinned = frozenset(view.pk for view in found if view.__dict__["is_pinned"])
        kept = remember(person, Views({view.pk: view for view in found}, pinned))
    return kept


def remember(person: User, views: Views) -> Views:
    """For the rest of this request: a gate keeps them from one request to the next, until somebody
    changes theirs."""
    person.__dict__["_views"] = views
    return views


def _kept_by(who: User, _at: datetime, _about: About) -> models.QuerySet[SavedView, SavedView]:
    pins = Pin.objects.filter(view=OuterRef("pk"), person=who.pk)
    rows = SavedView.objects.filter(Q(person=who.pk) | Q(group__in=groups_of(who)))
    return rows.annotate(is_pinned=Exists(pins)).select_related("group")


def counts_of_views(person: User, at: datetime, most: int) -> dict[int, int]:
    """How many there are in each view in sight. One query, or none."""
    views = views_of(person).in_sight
    if not views:
        return {}
    there = Request.objects.worked_by(person, at)
    columns = [CountUpTo(in_view(there, view, person, at), most) for view in views]
    row = User.objects.filter(pk=person.pk).values_list(*columns).get()
    return {view.pk: count for view, count in zip(views, row, strict=True)}


def in_view(there: RequestQuerySet, view: SavedView, person: User, at: datetime) -> RequestQuerySet:
    """Of what somebody may see, what the view asks for; what is resolved only where it says so."""
    views = views_of(person).conditions
    among = there if view.has_resolved else there.unresolved()
    condition = views.get(view.pk) or stored(view.condition)
    return among.filter(filter_of(condition, Reader(person, at, views), frozenset({view.pk})))


def rows_in_view(view: SavedView, person: User, at: datetime) -> RequestQuerySet:
    """All that somebody may see in it, in its order, with what stands in a list of them."""
    found = in_view(Request.objects.worked_by(person, at), view, person, at)
    found = ordered(found, Order(view.order)).defer("text", "answers")
    return found.select_related("group", "assignee", "area", "process", "unit", "reporter")


def found_by(
    condition: Condition, person: User, at: datetime, few: int, *, has_resolved: bool
) -> Found:
    """What a view would have in it that is not kept yet. One query."""
    there = Request.objects.worked_by(person, at)
    reader = Reader(person, at, views_of(person).conditions)
    among = there if has_resolved else there.unresolved()
    rows = ordered(among.filter(filter_of(condition, reader)), Order.DUE).defer("text", "answers")
    found = list(rows[:MOST_FOUND])
    return Found(found[:few], len(found), len(found) == MOST_FOUND)


def ordered(found: RequestQuerySet, order: Order) -> RequestQuerySet:
    """What is resolved is due never, and comes last."""
    match order:
        case Order.DUE:
            return found.order_by(F("look_at").asc(nulls_last=True), "pk")
        case Order.OLDEST:
            return found.order_by("pk")
        case Order.NEWEST:
            return found.order_by("-pk")
        case Order.CHANGED:
            return found.order_by("-changed_at", "-pk")
