"""Whatever the clock does, nothing is said twice, and the wall in Oslo decides."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from sufflor.messaging.models import Says
from sufflor.messaging.tests.announcing.conftest import HOUR, MINUTE, THE_DAY_BEFORE, said


def test_a_clock_that_jumps_to_and_fro_says_nothing_twice(plan, work):
    plan()

    for _ in range(2):
        for hours in (0, 1, -1, 17, 16, 18, 17):
            work(THE_DAY_BEFORE + hours * HOUR + 30 * MINUTE)

    assert [says for says, _at in said()] == ["day-before", "hour-before"]


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (
            date(2026, 10, 25),
            datetime(2026, 10, 24, 12, tzinfo=UTC),
            datetime(2026, 10, 25, 6, 30, tzinfo=UTC),
        ),
        (
            date(2026, 3, 29),
            datetime(2026, 3, 28, 13, tzinfo=UTC),
            datetime(2026, 3, 29, 5, 30, tzinfo=UTC),
        ),
    ],
    ids=["autumn", "spring"],
)
def test_the_wall_decides_on_the_days_around_a_night_when_the_clocks_change(
    plan, work, day, first, last
):
    plan(day=day)

    work(*(first - HOUR + number * 15 * MINUTE for number in range(96)))

    assert said() == [(Says.DAY_BEFORE, first), (Says.HOUR_BEFORE, last)]


def test_an_hour_in_the_hour_that_is_lived_twice_is_said_an_hour_before(plan, work):
    hour = plan(time(2, 30), day=date(2026, 10, 25))
    began = datetime(2026, 10, 24, 12, tzinfo=UTC)

    work(*(began + number * 15 * MINUTE for number in range(96)))

    assert said() == [(Says.DAY_BEFORE, began), (Says.HOUR_BEFORE, hour.opens_at - HOUR)]
