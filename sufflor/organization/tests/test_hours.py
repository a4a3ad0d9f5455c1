from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from sufflor.lib.clock import moment
from sufflor.organization.models import (
    ClosedDay,
    Line,
    OpeningPeriod,
    ServicePromise,
    SupportGroup,
)
from sufflor.organization.queries import calendar_of, working_times
from tests.cast import DAY, MORNING

NEW_YEAR = date(2026, 1, 1)
FRIDAY = date(2026, 10, 30)


def opening(group, opens, closes, days=range(5), from_date=NEW_YEAR, to_date=None):
    OpeningPeriod.objects.bulk_create(
        OpeningPeriod(
            group=group,
            weekday=day,
            opens=time.fromisoformat(opens),
            closes=time.fromisoformat(closes),
            from_date=from_date,
            to_date=to_date,
        )
        for day in days
    )


@pytest.fixture
def house(db):
    opening(None, "08:00", "15:45")


@pytest.fixture
def first_line(liv_first_line):
    return SupportGroup.objects.get(code="forstelinjen")


def due(line, group, at):
    """As it is now, whatever was asked for before."""
    return working_times().promise(line, group.pk if group else None, at)


def test_a_group_without_hours_of_its_own_follows_the_house(house, first_line):
    assert calendar_of(first_line) == calendar_of(None)
    assert calendar_of(first_line).is_open(MORNING)


def test_a_group_follows_its_own_hours_and_the_closed_days_of_both(house, first_line):
    opening(first_line, "09:00", "11:00")
    opening(first_line, "12:00", "14:00")
    ClosedDay.objects.create(date=DAY, reason="Planleggingsdag")
    ClosedDay.objects.create(group=first_line, date=FRIDAY, reason="Kurs")
    calendar = calendar_of(first_line)

    opens = calendar.next_open(MORNING)

    assert opens == moment(date(2026, 11, 2), time(9))
    assert not calendar.is_open(opens + timedelta(hours=2))
    assert calendar_of(None).next_open(MORNING) == moment(FRIDAY, time(8))


def test_a_groups_summer_hours_give_way_to_the_house_when_they_are_over(house, first_line):
    opening(first_line, "10:00", "14:00", from_date=date(2026, 6, 1), to_date=date(2026, 8, 31))
    calendar = calendar_of(first_line)

    summer = calendar.next_open(moment(date(2026, 7, 1), time(7)))
    autumn = calendar.next_open(moment(date(2026, 9, 1), time(7)))

    assert summer == moment(date(2026, 7, 1), time(10))
    assert autumn == moment(date(2026, 9, 1), time(8))


def test_a_promise_is_counted_in_open_hours(house, first_line):
    ServicePromise.objects.create(line=Line.FIRST, first_answer_hours=4, resolve_hours=16)

    found = due(Line.FIRST, first_line, moment(DAY, time(14)))

    assert found.first_answer_due == moment(FRIDAY, time(10, 15))
    assert found.resolve_due == moment(date(2026, 11, 2), time(14, 30))


def test_a_groups_own_promise_goes_before_that_of_its_line(house, first_line):
    ServicePromise.objects.create(line=Line.FIRST, first_answer_hours=4, resolve_hours=16)
    ServicePromise.objects.create(
        line=Line.FIRST, group=first_line, first_answer_hours=1, resolve_hours=2
    )

    assert due(Line.FIRST, first_line, MORNING).first_answer_due == MORNING + timedelta(hours=1)
    assert due(Line.FIRST, None, MORNING).first_answer_due == MORNING + timedelta(hours=4)


def test_advisers_have_no_group_and_follow_the_house(house):
    ServicePromise.objects.create(line=Line.ADVISER, first_answer_hours=2, resolve_hours=8)

    assert due(Line.ADVISER, None, MORNING).first_answer_due == MORNING + timedelta(hours=2)


def test_where_nothing_is_promised_or_nobody_ever_opens_nothing_is_due(first_line):
    nothing_said = due(Line.FIRST, first_line, MORNING)
    ServicePromise.objects.create(line=Line.FIRST, first_answer_hours=4, resolve_hours=16)
    never_open = due(Line.FIRST, first_line, MORNING)

    assert (nothing_said.first_answer_due, nothing_said.resolve_due) == (None, None)
    assert (never_open.first_answer_due, never_open.resolve_due) == (None, None)


def test_three_queries_tell_all_calendars_and_promises(
    house, first_line, django_assert_num_queries
):
    opening(first_line, "09:00", "14:00")
    ServicePromise.objects.create(line=Line.FIRST, first_answer_hours=1, resolve_hours=2)

    with django_assert_num_queries(3):
        times = working_times()

    assert times.calendar(first_line.pk) == calendar_of(first_line)
    assert times.calendar(None) == calendar_of(None)


@pytest.mark.parametrize(
    "changes",
    [
        {"opens": time(15), "closes": time(8)},
        {"to_date": date(2025, 1, 1)},
        {"weekday": 7},
    ],
)
def test_the_store_keeps_hours_the_right_way_round(db, changes):
    period = {"weekday": 0, "opens": time(8), "closes": time(15), "from_date": NEW_YEAR} | changes

    with pytest.raises(IntegrityError), transaction.atomic():
        OpeningPeriod.objects.create(**period)


def test_the_house_closes_once_on_a_day_and_so_does_a_group(first_line):
    for group in (None, first_line):
        ClosedDay.objects.create(group=group, date=DAY, reason="Kurs")

        with pytest.raises(IntegrityError), transaction.atomic():
            ClosedDay.objects.create(group=group, date=DAY, reason="Kurs igjen")
