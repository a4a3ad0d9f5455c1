from datetime import date, time, timedelta

import pytest

from sufflor.events.models import Event
from sufflor.lib.clock import moment
from sufflor.lib.refusals import NotAllowed
from sufflor.organization import actions
from sufflor.organization.actions import Shift
from sufflor.organization.actions.appointing import WrongWayRound
from sufflor.organization.actions.opening import (
    AtTheSameTime,
    ClosesFirst,
    NeverOpen,
    SolvedTooSoon,
    TooManyDays,
)
from sufflor.organization.models import (
    ClosedDay,
    Line,
    OpeningPeriod,
    ServicePromise,
    SupportGroup,
    WorkRole,
)
from sufflor.organization.queries import calendar_of
from tests.cast import DAY, MORNING

WEEK = tuple(Shift(day, time(8), time(15)) for day in range(5))
NEW_YEAR = date(2026, 1, 1)


@pytest.fixture
def first_line(liv_first_line):
    return SupportGroup.objects.get(code="forstelinjen")


@pytest.fixture
def terms(anne_admin, first_line):
    return {"group": first_line, "by": anne_admin, "at": MORNING}


def test_setting_the_same_season_again_writes_over_it(terms, first_line):
    actions.set_opening_hours(week=WEEK, from_date=NEW_YEAR, to_date=None, **terms)
    actions.set_opening_hours(week=WEEK[:1], from_date=NEW_YEAR, to_date=None, **terms)

    assert first_line.opening_periods.count() == 1
    assert Event.objects.filter(verb="opening.set").count() == 2


def test_new_hours_hold_from_their_day_and_the_old_ones_until_then(terms, first_line):
    late = tuple(Shift(day, time(10), time(18)) for day in range(5))
    actions.set_opening_hours(week=WEEK, from_date=NEW_YEAR, to_date=None, **terms)
    actions.set_opening_hours(week=late, from_date=DAY + timedelta(days=1), to_date=None, **terms)
    calendar = calendar_of(first_line)

    assert calendar.is_open(moment(DAY, time(8)))
    assert not calendar.is_open(moment(DAY + timedelta(days=1), time(8)))


def test_a_season_that_is_taken_away_leaves_the_one_before(terms, first_line):
    actions.set_opening_hours(week=WEEK, from_date=NEW_YEAR, to_date=None, **terms)
    actions.set_opening_hours(week=WEEK[:1], from_date=DAY, to_date=None, **terms)

    for _twice in range(2):
        actions.drop_opening_hours(from_date=DAY, **terms)

    assert calendar_of(first_line).is_open(MORNING)
    assert Event.objects.filter(verb="opening.dropped").count() == 1


@pytest.mark.parametrize(
    ("week", "to_date", "refusal"),
    [
        ((), None, NeverOpen),
        ((Shift(0, time(15), time(8)),), None, ClosesFirst),
        ((Shift(0, time(8), time(12)), Shift(0, time(11), time(15))), None, AtTheSameTime),
        (WEEK, date(2025, 1, 1), WrongWayRound),
    ],
)
def test_hours_that_cannot_be_are_refused_and_nothing_is_changed(terms, week, to_date, refusal):
    with pytest.raises(refusal):
        actions.set_opening_hours(week=week, from_date=NEW_YEAR, to_date=to_date, **terms)

    assert not OpeningPeriod.objects.exists()


def test_a_lunch_may_begin_when_the_morning_ends(terms):
    week = (Shift(0, time(8), time(12)), Shift(0, time(12), time(15)))

    actions.set_opening_hours(week=week, from_date=NEW_YEAR, to_date=None, **terms)

    assert OpeningPeriod.objects.count() == 2


def test_only_administrators_and_the_groups_manager_set_its_hours(
    terms, first_line, kari, lars, liv_first_line
):
    liv_first_line.work_role = WorkRole.MANAGER
    liv_first_line.save()
    season = {"week": WEEK, "from_date": NEW_YEAR, "to_date": None}

    actions.set_opening_hours(**terms | season | {"by": liv_first_line})
    for someone, group in ((kari, first_line), (lars, first_line), (liv_first_line, None)):
        with pytest.raises(NotAllowed):
            actions.set_opening_hours(**terms | season | {"by": someone, "group": group})


def test_days_are_closed_and_opened_again(terms, first_line):
    days = {"from_date": date(2026, 12, 22), "to_date": date(2026, 12, 24)}
    actions.close_days(reason="  Jul ", **days, **terms)
    actions.close_days(reason="Romjul", **days, **terms)

    assert [day.reason for day in first_line.closed_days.all()] == ["Romjul"] * 3
    for _twice in range(2):
        actions.open_days(**days, **terms)
    assert not ClosedDay.objects.exists()
    assert Event.objects.filter(verb="closed_days.lifted").count() == 1


@pytest.mark.parametrize(
    ("to_date", "refusal"),
    [(date(2026, 12, 21), WrongWayRound), (date(2027, 12, 22), TooManyDays)],
)
def test_a_slip_of_the_pen_does_not_close_the_house(terms, to_date, refusal):
    with pytest.raises(refusal):
        actions.close_days(reason="Jul", from_date=date(2026, 12, 22), to_date=to_date, **terms)

    assert not ClosedDay.objects.exists()


def test_the_newest_promise_counts_and_can_be_taken_back(terms, first_line):
    for hours in (4, 2):
        actions.promise_answer(line=Line.FIRST, first_answer_hours=hours, resolve_hours=16, **terms)

    assert ServicePromise.objects.get().first_answer_hours == 2
    actions.promise_nothing(line=Line.FIRST, **terms)
    actions.promise_nothing(line=Line.FIRST, **terms)
    assert not ServicePromise.objects.exists()
    assert Event.objects.filter(verb="promise.dropped").count() == 1


def test_a_line_and_its_groups_promise_each_their_own(terms, first_line):
    for group, hours in ((None, 8), (first_line, 2)):
        actions.promise_answer(
            line=Line.FIRST,
            first_answer_hours=hours,
            resolve_hours=16,
            **terms | {"group": group},
        )

    assert ServicePromise.objects.count() == 2


def test_nothing_is_solved_before_it_is_answered(terms):
    with pytest.raises(SolvedTooSoon):
        actions.promise_answer(line=Line.FIRST, first_answer_hours=8, resolve_hours=4, **terms)
