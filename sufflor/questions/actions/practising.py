"""Practising a whole day of a rollout: its hours one after the other, and then all gone."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import User
from sufflor.questions import rules
from sufflor.questions.actions.rehearsing import end_rehearsal, rehearse
from sufflor.questions.models import QuestionHour
from sufflor.questions.queries.ending import rehearsals
from sufflor.rollout import actions as rollouts
from sufflor.rollout.models import ItemKind, Rollout


class NoHoursThatDay(Refusal):
    reason = gettext_lazy("No question hour is held on that day. Choose another.")
    status = 422


@transaction.atomic
def rehearse_day(*, rollout: Rollout, day: date, by: User, at: datetime) -> list[QuestionHour]:
    """The day's hours in copies: the first from now on, the next from where it ends.

    Real questions are copied into them. Rehearsing a day that is being rehearsed joins it.
    """
    require(rules.may_plan(by))
    hours = QuestionHour.objects.held().filter(rollout=rollout, date=day).order_by("opens_at", "pk")
    if not hours:
        raise NoHoursThatDay
    return [rehearse(hour=hour, by=by, at=at, with_questions=True) for hour in hours]


@transaction.atomic
def end_rehearsed_days(*, rollout: Rollout, by: User, at: datetime) -> None:
    """Take away everything that is practised for a rollout. Twice is as once."""
    require(rules.may_plan(by))
    while practised := rehearsals(rollout):
        end_rehearsal(hour=practised[0], by=by, at=at)


@transaction.atomic
def finish_rehearsal(*, rollout: Rollout, by: User, at: datetime) -> None:
    """It has been practised: tick that point of the checklist, and take everything away."""
    end_rehearsed_days(rollout=rollout, by=by, at=at)
    rollouts.tick_standing(rollout=rollout, kind=ItemKind.REHEARSAL, by=by, at=at)
