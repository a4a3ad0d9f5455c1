"""What would become of the hours of a rollout that is called off, and what is practised for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sufflor.questions import rules
from sufflor.questions.models import Duty, HourKind, Question, QuestionHour
from sufflor.rollout.models import Rollout


@dataclass(frozen=True, slots=True)
class Ending:
    """Hours that nobody knows of vanish; the others stay, and say that they are called off."""

    vanishing: Sequence[QuestionHour]
    cancelled: Sequence[QuestionHour]


def what_would_end(rollout: Rollout, at: datetime) -> Ending:
    """Every hour that is not over yet, first to last. Three queries."""
    hours = list(
        QuestionHour.objects.held()
        .filter(rollout=rollout, closes_at__gt=at, finished_at=None)
        .order_by("opens_at", "pk")
    )
    known = set(Question.objects.filter(hour__in=hours).values_list("hour_id", flat=True))
    known |= set(Duty.objects.filter(hour__in=hours).values_list("hour_id", flat=True))
    vanishing = [hour for hour in hours if hour.pk not in known and _is_untold(hour, at)]
    return Ending(vanishing, [hour for hour in hours if hour not in vanishing])


def _is_untold(hour: QuestionHour, at: datetime) -> bool:
    """Laid by the plan, changed by nobody, and told of to nobody."""
    is_as_laid = hour.kind != HourKind.EXTRA and hour.changed_at is None
    return is_as_laid and hour.opens_at > at and not rules.is_announced(hour, at)


def rehearsals(rollout: Rollout) -> list[QuestionHour]:
    """What is practised for it just now, with the hours that it is practised for. One query."""
    rows = QuestionHour.objects.filter(rehearsal_of__rollout=rollout)
    return list(rows.select_related("rehearsal_of").order_by("opens_at", "pk"))
