"""The roster of a group: watches given, filled week by week, swapped; and where nobody is there."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from sufflor.lib.clock import moment
from sufflor.lib.kept import forget_everything
from sufflor.lib.refusals import NotAllowed
from sufflor.organization import actions, queries
from sufflor.organization.actions.swapping import SwapAnswered, SwapWaits
from sufflor.organization.actions.watches import (
    AwayThen,
    EndsFirst,
    HasWatchThen,
    NobodyChosen,
    NotInGroup,
    TooLong,
    WatchIsOver,
)
from sufflor.organization.models import Absence, Membership, OpeningPeriod, Watch
from sufflor.organization.queries import Wanted
from sufflor.organization.watching import on_watch
from tests.cast import MORNING, person

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
TODAY = date(2026, 10, 29)
MONDAY = date(2026, 11, 2)
EARLY, LATE = (time(8), time(12)), (time(12), time(16))


@pytest.fixture
def group(liv_first_line):
    """Open from eight to four on weekdays."""
    OpeningPeriod.objects.bulk_create(
        OpeningPeriod(weekday=day, opens=time(8), closes=time(16), from_date=date(2026, 1, 1))
        for day in range(5)
    )
    return liv_first_line.support_groups.get()


@pytest.fixture
def mia(group, records_department):
    someone = person("mia", "Mia", "Moe", records_department)
    Membership.objects.create(group=group, person=someone)
    return someone


def give(group, whom, by, *, day=TODAY, clocks=EARLY, at=MORNING):
    starts_at, ends_at = (moment(day, clock) for clock in clocks)
    return actions.give_watch(
        group=group, person=whom, starts_at=starts_at, ends_at=ends_at, by=by, at=at
    )


def fill(group, by, *week, first=MONDAY, last=MONDAY + 13 * DAY):
    return actions.fill_watches(
        group=group, week=week, from_date=first, to_date=last, by=by, at=MORNING
    )


def test_whoever_helps_there_takes_a_watch_and_cannot_give_one_to_others(
    group, liv_first_line, mia
):
    mine = give(group, liv_first_line, liv_first_line)

    assert mine.person == liv_first_line
    with pytest.raises(NotAllowed):
        give(group, mia, liv_first_line)


def test_given_twice_is_given_once(group, liv_first_line, anne_admin):
    first = give(group, liv_first_line, anne_admin)

    assert give(group, liv_first_line, anne_admin) == first


@pytest.mark.parametrize(
    ("refusal", "how"),
    [
        (EndsFirst, {"clocks": (time(12), time(8))}),
        (WatchIsOver, {"day": TODAY - DAY}),
        (HasWatchThen, {"clocks": (time(9), time(10))}),
        (AwayThen, {"day": TODAY + DAY}),
    ],
)
def test_what_nobody_can_keep_is_refused(group, liv_first_line, anne_admin, refusal, how):
    give(group, liv_first_line, anne_admin)
    away = TODAY + DAY
    Absence.objects.create(person=liv_first_line, from_date=away, to_date=away)

    with pytest.raises(refusal):
        give(group, liv_first_line, anne_admin, **how)


def test_only_those_of_the_group_have_watches(group, kari, anne_admin):
    with pytest.raises(NotInGroup):
        give(group, kari, anne_admin)


def test_a_week_is_laid_on_open_days_and_whoever_is_away_is_left_out(
    group, liv_first_line, mia, anne_admin
):
    Absence.objects.create(person=mia, from_date=MONDAY, to_date=MONDAY)
    week = (Wanted(0, *EARLY, mia), Wanted(0, *LATE, liv_first_line), Wanted(5, *EARLY, mia))

    filled = fill(group, anne_admin, *week)

    assert [one.person for one in filled.given] == [liv_first_line, mia, liv_first_line]
    assert [(one.person, one.is_away) for one in filled.left_out] == [(mia, True)]
    again = fill(group, anne_admin, *week)
    assert not again.given
    assert Watch.objects.count() == 3


@pytest.mark.parametrize(
    ("refusal", "last", "has_week"),
    [(NobodyChosen, MONDAY, False), (TooLong, MONDAY + 300 * DAY, True)],
)
def test_filling_nothing_or_for_ever_is_refused(
    group, liv_first_line, anne_admin, refusal, last, has_week
):
    week = (Wanted(0, *EARLY, liv_first_line),) if has_week else ()

    with pytest.raises(refusal):
        fill(group, anne_admin, *week, last=last)


def test_an_absence_makes_a_hole(group, liv_first_line, mia, anne_admin):
    give(group, liv_first_line, anne_admin, day=MONDAY)
    give(group, mia, anne_admin, day=MONDAY, clocks=LATE)
    assert not _holes(group)[MONDAY]

    Absence.objects.create(person=mia, from_date=MONDAY, to_date=MONDAY)

    (hole,) = _holes(group)[MONDAY]
    assert (hole.opens, hole.closes) == (moment(MONDAY, time(12)), moment(MONDAY, time(16)))
    assert queries.holes_ahead(group, MORNING) == 5


def test_a_group_without_a_roster_has_no_holes(group):
    assert not any(_holes(group).values())
    assert queries.holes_ahead(group, MORNING) == 0


def _holes(group):
    return {one.day: one.holes for one in queries.roster(group, MONDAY, MORNING)}


def test_a_watch_moves_when_the_colleague_says_yes(group, liv_first_line, mia):
    watch = give(group, liv_first_line, liv_first_line)
    swap = ask(watch, mia, liv_first_line)
    assert queries.asked_watch_swaps(mia, MORNING) == [swap]

    answer(swap, mia, accepts=True)
    answer(swap, mia, accepts=True)

    watch.refresh_from_db()
    assert watch.person == mia
    with pytest.raises(SwapAnswered):
        answer(swap, mia, accepts=False)


def test_one_is_asked_at_a_time_and_the_request_can_be_taken_back(
    group, liv_first_line, mia, records_department
):
    other = person("nils", "Nils", "Ny", records_department)
    Membership.objects.create(group=group, person=other)
    watch = give(group, liv_first_line, liv_first_line)
    swap = ask(watch, mia, liv_first_line)
    assert ask(watch, mia, liv_first_line) == swap
    with pytest.raises(SwapWaits):
        ask(watch, other, liv_first_line)

    answer(swap, liv_first_line, accepts=False)

    assert ask(watch, other, liv_first_line).to_person == other


def test_nobody_says_yes_for_another(group, liv_first_line, mia, kari):
    swap = ask(give(group, liv_first_line, liv_first_line), mia, liv_first_line)

    for someone in (kari, liv_first_line):
        with pytest.raises(NotAllowed):
            answer(swap, someone, accepts=True)


def test_whoever_has_become_busy_cannot_take_over(group, liv_first_line, mia):
    swap = ask(give(group, liv_first_line, liv_first_line), mia, liv_first_line)
    give(group, mia, mia)

    with pytest.raises(HasWatchThen):
        answer(swap, mia, accepts=True)


def ask(watch, whom, by):
    return actions.ask_to_swap_watch(watch=watch, to_person=whom, by=by, at=MORNING)


def answer(swap, by, *, accepts):
    return actions.answer_watch_swap(swap=swap, accepts=accepts, by=by, at=MORNING)


def test_who_is_on_watch_now_is_kept_and_forgets_those_who_are_away(
    group, liv_first_line, django_assert_num_queries
):
    forget_everything()
    give(group, liv_first_line, liv_first_line)
    assert [one.person for one in on_watch(MORNING, 1)] == ["Liv Dahl"]
    with django_assert_num_queries(0):
        assert not on_watch(MORNING + 8 * HOUR, 1)
        assert not on_watch(MORNING, 1, groups=[0])

    Absence.objects.create(person=liv_first_line, from_date=TODAY, to_date=TODAY)

    assert not on_watch(MORNING, 2)


def test_a_watch_is_taken_away_by_those_who_set_the_hours(group, liv_first_line, anne_admin):
    watch = give(group, liv_first_line, liv_first_line)
    with pytest.raises(NotAllowed):
        actions.drop_watch(watch=watch, by=liv_first_line, at=MORNING)

    actions.drop_watch(watch=watch, by=anne_admin, at=MORNING)
    actions.drop_watch(watch=watch, by=anne_admin, at=MORNING)

    assert not Watch.objects.exists()
