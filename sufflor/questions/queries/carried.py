"""Where questions that an hour did not get to have come from."""

from __future__ import annotations

from collections.abc import Mapping

from sufflor.questions import rules
from sufflor.questions.models import CarryOver, Names, QuestionHour
from sufflor.questions.reading import CarriedFrom


def carried_from(hour: QuestionHour) -> Mapping[int, CarriedFrom]:
    """The questions of an hour that were taken on to it, each with the hour before. One query."""
    rows = CarryOver.objects.filter(to_hour=hour, question__hour=hour).select_related("from_hour")
    return {
        row.question_id: CarriedFrom(row.from_hour.title, row.from_hour.date, row.from_hour.slug)
        for row in rows.order_by("pk")
    }


def promised_names(hour: QuestionHour) -> Mapping[int, Names]:
    """The questions that were taken on to an hour, each with the fewest who were to see who asks in
    any of the hours that it has been in. One query."""
    rows = CarryOver.objects.filter(question__hour=hour)
    found: dict[int, Names] = {}
    for question, names in rows.values_list("question_id", "from_hour__names"):
        found[question] = rules.fewest(names, found.get(question, hour.names))
    return found
