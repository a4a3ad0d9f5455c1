"""What people search for, in groups of those who said the same: never fewer than five."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, F, Q, Sum, Value, When

from sufflor.lib.counting import FEWEST_COUNTED
from sufflor.search.models import Searched


@dataclass(frozen=True, slots=True)
class Group:
    """Searches for the same, as most have written it, and how many of them came to what."""

    text: str
    times: int
    without_hits: int
    chosen: int
    followed: int

    @property
    def without_choice(self) -> int:
        """Found something, and went on to nothing of it."""
        return max(self.times - self.without_hits - self.chosen, 0)


@dataclass(frozen=True, slots=True)
class Searches:
    groups: tuple[Group, ...]
    hidden: int  # searches that too few have made

    def without_hits(self) -> list[Group]:
        """Where at least half of them found nothing."""
        found = [one for one in self.groups if FEWEST_COUNTED <= one.without_hits >= one.times / 2]
        return sorted(found, key=lambda one: -one.without_hits)

    def without_choice(self) -> list[Group]:
        """Where at least three in four found something and wanted none of it."""
        found = [
            one for one in self.groups if FEWEST_COUNTED <= one.without_choice >= one.times * 0.75
        ]
        return sorted(found, key=lambda one: -one.without_choice)

    def followed(self) -> list[Group]:
        """Where at least one in ten asked people afterwards."""
        found = [one for one in self.groups if FEWEST_COUNTED <= one.followed >= one.times / 10]
        return sorted(found, key=lambda one: -one.followed)


@dataclass(frozen=True, slots=True)
class Found:
    """Searches that led on to a hit, and those of them after which nobody was asked."""

    led: int
    alone: int

    @property
    def share(self) -> int | None:
        """In percent; None where there are too few to tell of."""
        return None if self.led < FEWEST_COUNTED else round(100 * self.alone / self.led)


def visit_hours() -> int:
    """How long a visit lasts at the most: what people are told of how this is counted says so."""
    return max(1, round(settings.SESSION_COOKIE_AGE / 3600))


def found_by_themselves(since: date) -> Found:
    """From a day on, by those who were signed in: of others nobody knows whether they asked people
    afterwards. That is known for the same visit and day, and no longer: to know it of a whole day
    and night, a search would have to lead to a person for as long. One statement."""
    rows = Searched.objects.filter(day__gte=since, chosen__gt=0)
    counted = rows.exclude(visit="").aggregate(
        led=Count("pk"), alone=Count("pk", filter=Q(followed=0))
    )
    return Found(counted["led"], counted["alone"])


def searches(since: date) -> Searches:
    """From a day on. Two statements, however much was searched for."""
    rows = Searched.objects.filter(day__gte=since)
    summed = rows.values("key").annotate(
        all_times=Sum("times"),
        without=Sum(Case(When(hits=0, then=F("times")), default=Value(0))),
        all_chosen=Sum("chosen"),
        all_followed=Sum("followed"),
    )
    names = ("key", "all_times", "without", "all_chosen", "all_followed")
    found = {key: counts for key, *counts in summed.values_list(*names)}
    hidden = sum(times for times, *_more in found.values() if times < FEWEST_COUNTED)
    shown = {key: counts for key, counts in found.items() if counts[0] >= FEWEST_COUNTED}
    texts = _said(rows, shown)
    groups = (Group(texts[key], *counts) for key, counts in shown.items())
    return Searches(tuple(sorted(groups, key=lambda one: (-one.times, one.text))), hidden)


def _said(rows: models.QuerySet[Searched], keys: Collection[str]) -> dict[str, str]:
    """How each was mostly written."""
    best: defaultdict[str, tuple[int, str]] = defaultdict(lambda: (0, ""))
    for key, text, times in rows.values_list("key", "text").annotate(Sum("times")):
        if key in keys:
            best[key] = max(best[key], (times, text))
    return {key: text for key, (_times, text) in best.items()}
