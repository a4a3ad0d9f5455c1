"""Who hosts and who answers in which hour, and who is asked to take over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from sufflor.organization.models import User
from sufflor.questions.models import Duty, DutyKind, QuestionHour, Swap
from sufflor.rollout.models import Rollout


@dataclass(frozen=True, slots=True)
class RosterHour:
    """One hour with those who have the word in it, and the swaps that wait for a yes or no."""

    hour: QuestionHour
    hosts: tuple[Duty, ...]
    answerers: tuple[Duty, ...]
    swaps: tuple[Swap, ...]


def roster(rollout: Rollout | None) -> list[RosterHour]:
    """Every hour of a rollout that is held, first to last. Three queries."""
    hours = list(QuestionHour.objects.held().filter(rollout=rollout).order_by("opens_at", "pk"))
    duties = on_duty(hours)
    swaps = list(_open_swaps().filter(duty__hour__in=hours))
    return [
        RosterHour(
            hour=hour,
            hosts=tuple(one for one in duties[hour.pk] if one.kind == DutyKind.HOST),
            answerers=tuple(one for one in duties[hour.pk] if one.kind == DutyKind.ANSWERER),
            swaps=tuple(swap for swap in swaps if swap.duty.hour_id == hour.pk),
        )
        for hour in hours
    ]


def on_duty(hours: Iterable[QuestionHour]) -> dict[int, list[Duty]]:
    """Hosts first, then those who answer, area by area; by hour. One query."""
    found: dict[int, list[Duty]] = {hour.pk: [] for hour in hours}
    rows = Duty.objects.filter(hour__in=list(found)).select_related("person__unit", "area")
    for duty in rows.order_by("-kind", "area__position", "pk"):
        found[duty.hour_id].append(duty)
    return found


def duties_of(person: User, at: datetime) -> list[Duty]:
    """What one person has before them. One query."""
    rows = Duty.objects.filter(
        person=person, hour__closes_at__gt=at, hour__cancelled_at=None, hour__rehearsal_of=None
    )
    return list(rows.select_related("hour", "area").order_by("hour__opens_at", "pk"))


def asked_swaps(person: User, at: datetime) -> list[Swap]:
    """What others ask this person to take over, in hours to come. One query."""
    rows = _open_swaps().filter(to_person=person, duty__hour__closes_at__gt=at)
    return list(rows.order_by("duty__hour__opens_at", "pk"))


def _open_swaps() -> QuerySet[Swap]:
    return Swap.objects.filter(answered_at=None).select_related(
        "duty__hour", "duty__area", "duty__person", "to_person"
    )
