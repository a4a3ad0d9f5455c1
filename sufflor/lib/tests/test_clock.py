from datetime import UTC, date, datetime, time, timedelta

from sufflor.lib.clock import end_of_day, local_date, moment, start_of_day


def test_the_date_is_that_of_the_wall_clock() -> None:
    assert local_date(datetime(2026, 10, 28, 23, 30, tzinfo=UTC)) == date(2026, 10, 29)


def test_the_day_the_clocks_go_back_has_25_hours() -> None:
    day = date(2026, 10, 25)

    assert end_of_day(day) - start_of_day(day) == timedelta(hours=25)


def test_the_day_the_clocks_go_forward_has_23_hours() -> None:
    day = date(2026, 3, 29)

    assert end_of_day(day) - start_of_day(day) == timedelta(hours=23)


def test_half_past_eight_is_the_same_on_the_wall_in_summer_and_winter() -> None:
    assert moment(date(2026, 7, 1), time(8, 30)) == datetime(2026, 7, 1, 6, 30, tzinfo=UTC)
    assert moment(date(2026, 12, 1), time(8, 30)) == datetime(2026, 12, 1, 7, 30, tzinfo=UTC)
