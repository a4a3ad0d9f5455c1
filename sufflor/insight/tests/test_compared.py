"""A page is set beside the period before, where that is honest and gives nobody away."""

from __future__ import annotations

from datetime import timedelta

from sufflor.insight import actions, queries
from sufflor.insight.queries import Scope, cells, periods, scopes
from tests.cast import MORNING
from tests.passages import FIRST, NEAR

SEPTEMBER = MORNING - timedelta(days=35)
BEFORE = MORNING - timedelta(days=70)


def test_a_month_is_beside_the_month_before_it(put, month) -> None:
    for way, number, at in ((NEAR, 6, SEPTEMBER), (FIRST, 18, SEPTEMBER), (NEAR, 9, MORNING)):
        for _one in range(number):
            put(way, at=at)
    put(at=BEFORE)
    actions.count(at=MORNING)

    earlier = queries.earlier(Scope(month), MORNING)

    assert earlier is not None
    assert earlier.scope.period.key == "2026-09"
    assert earlier.numbers.number(cells.ALL) == 24
    assert earlier.numbers.share(cells.NEAR, cells.SOLVED) == 25


def test_what_was_not_counted_all_the_time_is_compared_with_nothing(put, month) -> None:
    for _one in range(30):
        put(at=SEPTEMBER)
        put()
    actions.count(at=MORNING)

    assert queries.earlier(Scope(month), MORNING) is None
    assert queries.earlier(Scope(periods(MORNING)[0]), MORNING) is None


def test_an_area_or_a_unit_is_compared_only_where_it_had_a_page(
    put, month, personnel, archive
) -> None:
    put(at=BEFORE)
    for area, number, at in (
        (personnel, 9, SEPTEMBER),
        (archive, 3, SEPTEMBER),
        (personnel, 9, MORNING),
        (archive, 9, MORNING),
    ):
        for _one in range(number):
            put(area=area, at=at)
    actions.count(at=MORNING)

    of_personnel = queries.earlier(Scope(month, area=personnel.pk), MORNING)
    of_archive = queries.earlier(Scope(month, area=archive.pk), MORNING)

    assert of_archive is None, "three asked, and nobody is told how long they waited"
    assert of_personnel is None, "else the three are what is left"


def test_days_are_beside_as_many_days_and_a_rollout_beside_the_one_before(
    month, rollout_days
) -> None:
    thirty, year, *others = periods(MORNING)

    of_thirty = scopes.before(thirty, MORNING)
    of_year = scopes.before(year, MORNING)

    assert of_thirty is not None
    assert (of_thirty.last - of_thirty.first, thirty.first - of_thirty.last) == (
        thirty.last - thirty.first,
        timedelta(days=1),
    )
    assert of_year is not None
    assert of_year.last == year.first - timedelta(days=1)
    rollouts = [each for each in others if not each.is_month]
    assert [scopes.before(each, MORNING) for each in rollouts] == [None] * len(rollouts)


def test_few_are_not_compared() -> None:
    assert queries.may_compare(20, 40)
    assert not queries.may_compare(19, 40)
    assert not queries.may_compare(None, 40)
