"""The calendar of a rollout: whole weeks, from the first day on which something happens."""

from datetime import date

import pytest

from sufflor.backstage.rollout_calendar import stretches, weekdays
from sufflor.questions.models import QuestionHour

pytestmark = pytest.mark.once


DAYS = [date(2026, 10, 29), date(2026, 10, 30), date(2026, 11, 4)]


def test_the_weeks_of_the_days_run_from_monday_to_sunday() -> None:
    (one,) = stretches(DAYS, [], date(2026, 10, 30))

    assert [week.number for week in one.weeks] == [44, 45]
    assert (one.weeks[0].days[0].date, one.weeks[1].days[6].date) == (
        date(2026, 10, 26),
        date(2026, 11, 8),
    )


def test_each_day_knows_what_it_is() -> None:
    (one,) = stretches(DAYS, [], date(2026, 10, 30))
    days = {day.date: day for week in one.weeks for day in week.days}

    assert [days[day].number for day in DAYS] == [1, 2, 3]
    assert [day.day for day in days if days[day].is_between] == [31, 1, 2, 3]
    assert [day.day for day in days if days[day].is_weekend] == [31, 1, 7, 8]
    assert [day.day for day in days if days[day].is_today] == [30]


def test_hours_stand_on_their_day_also_when_it_is_no_rollout_day() -> None:
    extra = QuestionHour(date=date(2026, 11, 9), slug="ekstra")

    (one,) = stretches(DAYS, [extra], date(2026, 10, 30))

    assert one.last == date(2026, 11, 9)
    assert one.weeks[-1].days[0].hours == (extra,)


def test_a_long_pause_divides_the_calendar_and_a_short_one_does_not() -> None:
    first = date(2026, 10, 29)

    near = stretches([first, date(2026, 11, 26)], [], first)
    far = stretches([first, date(2026, 12, 3)], [], first)

    assert [len(one.weeks) for one in near] == [5]
    assert [len(one.weeks) for one in far] == [1, 1]


def test_new_year_is_one_stretch() -> None:
    (one,) = stretches([date(2026, 12, 31), date(2027, 1, 2)], [], date(2026, 12, 31))

    assert [week.number for week in one.weeks] == [53]


def test_no_days_are_no_calendar() -> None:
    assert stretches([], [], date(2026, 10, 30)) == ()
    assert [day.weekday() for day in weekdays()] == list(range(7))
