"""The demo's question hours show the whole rhythm, at whatever time of the day it is filled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from pytest_django.plugin import DjangoDbBlocker

from sufflor.events.models import Outgoing
from sufflor.messaging.hour_news import news
from sufflor.messaging.models import Announcement
from sufflor.project.demo import messaging, organization, questions, rollout
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
from tests.database import standing
from tests.hours import THURSDAY, clock

BEFORE_OPENING, AT_NOON = clock(THURSDAY, 8, 5), clock(THURSDAY, 12, 10)


@pytest.fixture(scope="module")
def filled(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[datetime]:
    """The demo as it is filled at this moment."""
    with standing(django_db_blocker):
        with django_db_blocker.unblock():
            for part in (organization, rollout, questions):
                part.fill(at=request.param)
        yield request.param


@pytest.mark.parametrize(
    "filled",
    [BEFORE_OPENING, pytest.param(AT_NOON, marks=pytest.mark.once)],
    indirect=True,
    ids=["before opening", "at noon"],
)
def test_yesterday_is_brought_to_its_end_and_today_goes_on(filled, db):
    at = filled

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
    assert queries.left_open(at + timedelta(hours=1)) == []
    assert queries.with_strays(at + timedelta(hours=1)) == []
    assert Duty.objects.filter(hour__date=THURSDAY, kind="host").count() == 2
    assert Swap.objects.filter(answered_at=None).exists()


@pytest.mark.parametrize("filled", [BEFORE_OPENING], indirect=True, ids=["before opening"])
def test_the_opening_of_today_has_something_on_every_part_of_its_agenda(filled, db):
    opening = QuestionHour.objects.get(date=THURSDAY, kind=HourKind.OPENING)
    agenda = queries.agenda(opening, filled)

    assert (opening.room, opening.changed_at) == ("Auditorium R7", None)
    assert agenda.part(Section.STATUS).text.startswith("I natt")
    for section in (Section.SOLUTIONS, Section.QUESTIONS, Section.ERRORS):
        assert agenda.part(section).rows
    assert any(row.came_from for row in agenda.part(Section.ERRORS).rows)


@pytest.mark.parametrize("filled", [BEFORE_OPENING], indirect=True, ids=["before opening"])
def test_whoever_comes_back_another_day_can_be_told_which_day_it_was(filled, db):
    assert rollout.laid_around() == THURSDAY


@pytest.mark.parametrize("filled", [BEFORE_OPENING], indirect=True, ids=["before opening"])
def test_the_channel_called_to_the_hours_of_today_in_its_time(filled, db):
    messaging.fill(at=filled)

    called = Announcement.objects.filter(hour__date=THURSDAY).order_by("opens_at")
    assert [each.notice.published_at for each in called] == [
        clock(THURSDAY, 7, 30),
        clock(THURSDAY - timedelta(days=1), 14, 0),
    ]
    assert not Outgoing.objects.waiting().exists()
    assert list(news(filled)) == []
