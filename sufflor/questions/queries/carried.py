"""Where questions that an hour did not get to have come from."""

from __future__ import annotations

from collections.abc import Mapping

from sufflor.questions.models import CarryOver, QuestionHour
from sufflor.questions.reading import CarriedFrom


def carried_from(hour: QuestionHour) -> Mapping[int, CarriedFrom]:
    """The questions of an hour that were taken on to it, each with the hour before. One query."""
    rows = CarryOver.objects.filter(to_hour=hour, question__hour=hour).select_related("from_hour")
    return {
        row.question_id: CarriedFrom(row.from_hour.title, row.from_hour.date, row.from_hour.slug)
        for row in rows.order_by("pk")
    }
