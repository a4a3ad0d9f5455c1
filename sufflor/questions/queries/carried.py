"""Where questions that an hour did not get to have come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sufflor.lib.addresses import in_language
from sufflor.questions.models import CarryOver, QuestionHour


@dataclass(frozen=True, slots=True)
class CarriedFrom:
    """The hour that a question was in before, as a tag tells of it."""

    title: str
    date: date
    slug: str

    @property
    def url(self) -> str:
        return in_language(f"/sporretimer/{self.slug}/")


def carried_from(hour: QuestionHour) -> Mapping[int, CarriedFrom]:
    """The questions of an hour that were taken on to it, each with the hour before. One query."""
    rows = CarryOver.objects.filter(to_hour=hour, question__hour=hour).select_related("from_hour")
    return {
        row.question_id: CarriedFrom(row.from_hour.title, row.from_hour.date, row.from_hour.slug)
        for row in rows.order_by("pk")
    }
