from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sufflor.lib.clock import OSLO, local_date, moment
from sufflor.lib.public_holidays import public_holidays
from sufflor.lib.working_time import HORIZON, Period, WorkingCalendar

pytestmark = pytest.mark.storeless

WEEK = range(5)
HOUR = timedelta(hours=1)
# The nights when the clocks change in Oslo, forward and back.
SPRING = date(2026, 3, 29)
AUTUMN = date(2026, 10, 25)
THURSDAY = date(2026, 10, 29)


def every_day(*clocks, days=range(7), **season):
    return tuple(
        Period(day, time.fromisoformat(opens), time.fromisoformat(closes), **season)
        for day in days
        for opens, closes in clocks
    )


OFFICE = WorkingCalendar(every_day(("08:00", "11:30"), ("12:00", "15:30"), days=WEEK))
ALL_DAY = WorkingCalendar(every_day(("00:00", "23:59")))

moments = some.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1)).map(
    lambda at: at.replace(tzinfo=UTC)
)
clocks = some.times().map(lambda clock: clock.replace(second=0, microsecond=0))
periods = some.builds(
    lambda weekday, opens, closes, first, length: Period(
        weekday, min(opens, closes), max(opens, closes), first, first + timedelta(days=length)
    ),
    some.integers(0, 6),
    clocks,
    clocks,
    some.dates(date(2024, 6, 1), date(2027, 6, 1)),
    some.integers(0, 900),
)
# Any periods at all on top of a week that is always there, so that the calendar opens some time.
calendars = some.builds(
    lambda more, closed: WorkingCalendar((*OFFICE.periods, *more), frozenset(closed)),
    some.lists(periods, max_size=6),
    some.lists(some.dates(date(2025, 1, 1), date(2028, 1, 1)), max_size=6),
)
lengths = some.integers(1, 300 * 60).map(lambda minutes: timedelta(minutes=minutes))


@given(calendars, moments, lengths)
def test_the_time_until_something_is_due_is_the_time_that_was_added(calendar, at, length):
    due = calendar.add(at, length)

    assert due is not None
    assert calendar.hours_between(at, due) == length
    assert calendar.hours_between(at, due - timedelta(seconds=1)) < length


@given(calendars, moments, lengths, lengths)
def test_adding_twice_is_adding_the_sum(calendar, at, one, another):
    assert calendar.add(calendar.add(at, one), another) == calendar.add(at, one + another)


@given(calendars, moments, moments, moments)
def test_time_goes_in_parts(calendar, first, second, third):
    parts = calendar.hours_between(first, second) + calendar.hours_between(second, third)

    assert parts == calendar.hours_between(first, third)


@given(calendars, moments, moments)
def test_open_time_is_never_more_than_time(calendar, one, another):
    first, last = sorted((one, another))

    assert timedelta() <= calendar.hours_between(first, last) <= last - first


@given(calendars, moments)
def test_it_is_open_at_the_next_opening_and_not_before(calendar, at):
    opens = calendar.next_open(at)

    assert opens >= at
    assert calendar.is_open(opens)
    assert calendar.hours_between(at, opens) == timedelta()
    assert (opens == at) == calendar.is_open(at)


@given(calendars, some.dates(date(2025, 1, 1), date(2028, 1, 1)))
def test_the_spans_of_a_day_are_in_order_apart_and_on_that_day(calendar, day):
    spans = calendar.spans_on(day)

    assert all(span.opens < span.closes for span in spans)
    assert all(one.closes < other.opens for one, other in pairwise(spans))
    assert {local_date(span.opens) for span in spans} <= {day}


@given(calendars, moments, moments)
def test_it_does_not_matter_in_which_zone_a_moment_is_told(calendar, one, another):
    told = calendar.hours_between(one.astimezone(OSLO), another.astimezone(OSLO))

    assert told == calendar.hours_between(one, another)
    assert calendar.add(one.astimezone(OSLO), HOUR) == calendar.add(one, HOUR)


@pytest.mark.parametrize("year", range(1950, 2100))
def test_the_days_off_are_those_of_the_law(year):
    assert public_holidays(year) == set(holidays.country_holidays("NO", years=year))


def test_lunch_is_not_counted():
    eleven = moment(THURSDAY, time(11))

    assert OFFICE.add(eleven, HOUR) == moment(THURSDAY, time(12, 30))
    assert OFFICE.hours_between(eleven, moment(THURSDAY, time(13))) == timedelta(hours=1.5)
    assert not OFFICE.is_open(moment(THURSDAY, time(11, 30)))
    assert OFFICE.next_open(moment(THURSDAY, time(11, 30))) == moment(THURSDAY, time(12))


def test_what_is_asked_on_friday_evening_is_begun_on_monday():
    friday_evening = moment(date(2026, 10, 30), time(20))

    assert OFFICE.next_open(friday_evening) == moment(date(2026, 11, 2), time(8))
    assert OFFICE.add(friday_evening, 7 * HOUR) == moment(date(2026, 11, 2), time(15, 30))


def test_a_working_day_ends_at_closing_time_and_not_at_the_next_opening():
    assert OFFICE.add(moment(THURSDAY, time(8)), 7 * HOUR) == moment(THURSDAY, time(15, 30))


def test_easter_and_the_days_of_may_are_days_off():
    before_easter = moment(date(2026, 4, 1), time(15))

    assert OFFICE.add(before_easter, HOUR) == moment(date(2026, 4, 7), time(8, 30))
    assert not OFFICE.spans_on(date(2027, 5, 17))
    assert OFFICE.spans_on(date(2027, 5, 18))


def test_a_closed_day_is_passed_by():
    calendar = WorkingCalendar(OFFICE.periods, frozenset({THURSDAY}))

    assert calendar.next_open(moment(THURSDAY, time(9))) == moment(date(2026, 10, 30), time(8))


def test_a_night_has_an_hour_less_in_spring_and_an_hour_more_in_autumn():
    night = WorkingCalendar(every_day(("00:00", "06:00")))

    for day, hours in ((SPRING, 5), (AUTUMN, 7), (THURSDAY, 6)):
        midnight = moment(day, time.min)

        assert night.hours_between(midnight, midnight + 12 * HOUR) == hours * HOUR
        assert night.add(midnight, hours * HOUR) == moment(day, time(6))


def test_the_hour_that_is_skipped_is_not_there_that_day():
    calendar = WorkingCalendar(every_day(("02:00", "03:00")))

    assert not calendar.spans_on(SPRING)
    assert calendar.next_open(moment(SPRING, time(3, 30))) == moment(date(2026, 3, 30), time(2))


def test_the_newest_season_holds_and_then_the_one_before_again():
    summer = every_day(
        ("09:00", "14:00"),
        days=WEEK,
        from_date=date(2026, 6, 22),
        to_date=date(2026, 8, 14),
    )
    calendar = WorkingCalendar((*OFFICE.periods, *summer))

    assert calendar.next_open(moment(date(2026, 6, 22), time(6))) == moment(
        date(2026, 6, 22), time(9)
    )
    assert calendar.spans_on(date(2026, 8, 14))[-1].closes == moment(date(2026, 8, 14), time(14))
    assert calendar.spans_on(date(2026, 8, 17)) == OFFICE.spans_on(date(2026, 8, 17))


def test_a_season_is_whole_so_a_weekday_that_it_lacks_is_closed():
    autumn = every_day(("10:00", "12:00"), days=[0], from_date=date(2026, 10, 1))
    calendar = WorkingCalendar((*OFFICE.periods, *autumn))

    assert calendar.spans_on(date(2026, 10, 26))
    assert not calendar.spans_on(THURSDAY)


def test_hours_of_ones_own_go_before_newer_ones_of_the_house():
    own = every_day(("10:00", "12:00"), precedence=1)
    house = every_day(("08:00", "16:00"), from_date=date(2026, 10, 1))

    assert WorkingCalendar((*house, *own)).next_open(moment(THURSDAY, time(6))) == moment(
        THURSDAY, time(10)
    )


@pytest.mark.parametrize(
    "calendar",
    [
        WorkingCalendar(()),
        WorkingCalendar(every_day(("08:00", "15:00"), to_date=date(2020, 1, 1))),
        WorkingCalendar(
            every_day(("08:00", "15:00"), from_date=THURSDAY + HORIZON + 2 * HOUR * 48)
        ),
    ],
)
def test_what_never_opens_promises_nothing_and_comes_to_an_end(calendar):
    at = moment(THURSDAY, time(9))

    assert calendar.next_open(at) is None
    assert calendar.add(at, HOUR) is None
    assert calendar.hours_between(at, at + timedelta(days=30)) == timedelta()


def test_time_counts_below_zero_when_something_is_overdue():
    due = moment(THURSDAY, time(9))

    assert OFFICE.hours_between(moment(THURSDAY, time(10)), due) == -HOUR


def test_almost_a_whole_week_can_be_open():
    assert ALL_DAY.hours_between(
        moment(date(2026, 11, 2), time.min), moment(date(2026, 11, 9), time.min)
    ) == 7 * (24 * HOUR - timedelta(minutes=1))
