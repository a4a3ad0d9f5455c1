"""The demo's question hours show the whole rhythm, at whatever time of the day it is filled."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.project.demo import organization, questions, rollout
from sufflor.questions import queries
from sufflor.questions.models import (
    Duty,
    HourKind,
    Minutes,
    Outcome,
    Question,
    QuestionHour,
    Section,
    Swap,
)
from tests.hours import THURSDAY, clock


def fill(at):
    for part in (organization, rollout, questions):
        part.fill(at=at)


@pytest.mark.parametrize("hours", [7, 12])
def test_yesterday_is_brought_to_its_end_and_today_goes_on(db, hours):
    at = clock(THURSDAY, hours, 10)

    fill(at)

    over = [hour for hour in QuestionHour.objects.all() if hour.is_over(at)]
    assert Minutes.objects.count() == len(over) >= 2
    assert all(hour.is_finished for hour in over)
    yesterday = queries.minutes(over[0])
    assert {row.outcome for row in yesterday.rows} >= {
        Outcome.ANSWERED,
        Outcome.OWED,
        Outcome.CARRIED,
        Outcome.MERGED,
        Outcome.DECLINED,
    }
    assert queries.owed_count(at).overdue >= 1
    assert not Question.objects.without_end().filter(hour__in=over).exists()
    assert queries.to_finish(at + timedelta(hours=1)) == []
    assert Duty.objects.filter(hour__date=THURSDAY, kind="host").count() == 2
    assert Swap.objects.filter(answered_at=None).exists()


def test_the_opening_of_today_has_something_on_every_part_of_its_agenda(db):
    at = clock(THURSDAY, 8, 5)
    fill(at)

    opening = QuestionHour.objects.get(date=THURSDAY, kind=HourKind.OPENING)
    agenda = queries.agenda(opening, at)

    assert (opening.room, opening.changed_at) == ("Auditorium R7", None)
    assert agenda.part(Section.STATUS).text.startswith("I natt")
    for section in (Section.SOLUTIONS, Section.QUESTIONS, Section.ERRORS):
        assert agenda.part(section).rows
    assert any(row.came_from for row in agenda.part(Section.ERRORS).rows)
