"""Calling a rollout off together with its hours, and holding both after all."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sufflor.events import actions as events
from sufflor.events.http import CHROME
from sufflor.organization.models import User
from sufflor.questions.actions import carrying
from sufflor.questions.actions.changing import cancel_hour, hold_again
from sufflor.questions.actions.planning import plan_hours
from sufflor.questions.actions.removing import remove_hour
from sufflor.questions.models import QuestionHour
from sufflor.questions.queries.ending import what_would_end
from sufflor.rollout import actions as rollouts
from sufflor.rollout.models import Rollout


@transaction.atomic
def call_off_rollout(*, rollout: Rollout, reason: str, by: User, at: datetime) -> Rollout:
    """Its days become ordinary days, and no hour is held any longer.

    Hours that nobody knows of vanish. Those that are announced, staffed, changed or asked in stay
    and say why they are called off.
    """
    rollout = rollouts.call_off(rollout=rollout, reason=reason, by=by, at=at)
    carrying.lock_all(rollout)
    ending = what_would_end(rollout, at)
    for hour in ending.vanishing:
        remove_hour(hour)
    # The last one first: so what waits stays in its hour, and does not wander through them all.
    for hour in reversed(ending.cancelled):
        cancel_hour(hour=hour, reason=rollout.called_off_why, by=by, at=at)
    if ending.vanishing:
        removed: list[events.JsonValue] = [hour.slug for hour in ending.vanishing]
        events.record("hours.planned", about=rollout, by=by, at=at, added=[], removed=removed)
        events.touch(CHROME)
    return rollout


@transaction.atomic
def hold_rollout_again(*, rollout: Rollout, by: User, at: datetime) -> Rollout:
    """Undo it: its hours are laid and held as before, but for those whose time has passed."""
    called_off_at = Rollout.objects.values_list("called_off_at", flat=True).get(pk=rollout.pk)
    rollout = rollouts.undo_calling_off(rollout=rollout, by=by, at=at)
    if called_off_at is None:
        return rollout
    hours = QuestionHour.objects.real().filter(rollout=rollout, cancelled_at=called_off_at)
    for hour in hours.filter(closes_at__gt=at).order_by("opens_at", "pk"):
        hold_again(hour=hour, by=by, at=at)
    plan_hours(rollout=rollout, by=by, at=at)
    return rollout
