"""The templates of a rollout, and what would become of its hours if one of them were another."""

from __future__ import annotations

from datetime import datetime

from sufflor.questions.models import HourTemplate, Question, QuestionHour
from sufflor.questions.pattern import DAILY, Following, following
from sufflor.rollout.models import Rollout


def template(rollout: Rollout, kind: str) -> HourTemplate | None:
    """As it is stored, or as it will be when somebody first needs it. None for extra hours."""
    times = {daily.value: (opens, closes) for daily, opens, closes in DAILY}
    if kind not in times:
        return None
    opens, closes = times[kind]
    unstored = HourTemplate(rollout=rollout, kind=kind, opens=opens, closes=closes)
    return rollout.hour_templates.filter(kind=kind).first() or unstored


def what_would_follow(rollout: Rollout, template: HourTemplate, at: datetime) -> list[Following]:
    """Every hour of the template's kind that is held, first to last. Two queries, nothing written.

    `template` says what is wanted; it need not be stored.
    """
    hours = QuestionHour.objects.held().filter(rollout=rollout, kind=template.kind)
    in_use = set(
        Question.objects.filter(hour__in=hours.values("pk")).values_list("hour_id", flat=True)
    )
    return [following(hour, template, hour.pk in in_use, at) for hour in hours.order_by("opens_at")]
