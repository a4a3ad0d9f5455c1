"""The numbers of a page are those that one gets by counting, and no more than may be told."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest

from sufflor.insight import actions, queries
from sufflor.insight.hiding import is_few
from sufflor.insight.queries import Period, Scope, cells
from sufflor.knowledge.actions import judge
from sufflor.organization.models import Line, Unit, User
from sufflor.questions import actions as questions
from tests.articles import drafted
from tests.cast import MORNING
from tests.hours import asked_by_many
from tests.passages import FIRST, NEAR, SECOND, THERE_AND_BACK


def shown(month: Period, **more: int) -> queries.Insight:
    actions.count(at=MORNING)
    return queries.insight(Scope(month, **more))


def test_the_flow_and_the_shares_agree_with_a_count_by_hand(put, month) -> None:
    """Six near, seven at the first line, eight at the second, five there and back, nine open."""
    for way, number, solved in (
        (NEAR, 6, 2),
        (FIRST, 7, 2),
        (SECOND, 8, 2),
        (THERE_AND_BACK, 5, 2),
        (FIRST, 9, None),
    ):
        for _one in range(number):
            put(way, solved=solved)

    numbers = shown(month).numbers

    assert numbers.number(cells.ALL) == 35
    assert numbers.number(cells.SOLVED) == 26
    assert numbers.share(cells.NEAR, cells.SOLVED) == 23
    assert numbers.share(cells.BOUNCED, cells.ALL) == 14
    assert numbers.number(cells.link("other", "1")) == 6
    assert numbers.number(cells.link("other", "2")) == 29
    assert numbers.number(cells.link("2", "3")) == 13
    assert numbers.number(cells.link("2", "solved")) == 7
    assert numbers.number(cells.link("2", "open")) == 9
    assert numbers.number(cells.link("3", "solved")) == 13
    assert numbers.number(cells.UP) == 13
    assert numbers.number(cells.BACK) == 5
    assert numbers.number(cells.DOWN) == 0


def test_times_are_those_of_the_middle_one(put, month) -> None:
    for answered in (1, 2, 3, 10, 50, 60):
        put(SECOND, answered=answered, solved=answered)

    found = shown(month)

    assert found.first_answer == timedelta(hours=6.5)
    first, second = found.dwells[1], found.dwells[2]
    assert (first.line, first.count, first.median) == (Line.FIRST, 6, timedelta(hours=4))
    assert (second.count, second.median) == (6, timedelta(hours=6.5))


def test_questions_are_counted_by_how_they_ended(morning, personnel, hilde_host, month) -> None:
    asked = asked_by_many(morning, personnel, [f"Hvordan gjør jeg {n}?" for n in range(17)])
    for number, question in enumerate(asked[:6]):
        at = MORNING + timedelta(hours=1 + number)
        questions.answer(question=question, text="Slik.", by=hilde_host, at=at)
    for question in asked[6:11]:
        questions.decline(question=question, reason="Ikke her.", by=hilde_host, at=MORNING)

    found = shown(month)

    assert found.numbers.number(cells.ASKED) == 17
    assert found.numbers.number(cells.ended("answered")) == 6
    assert found.numbers.number(cells.ended("declined")) == 5
    assert found.numbers.number(cells.ended("waiting")) == 6
    first = MORNING + timedelta(hours=3.5) - asked[0].asked_at
    assert found.written_answer is not None
    assert abs(found.written_answer - first) < timedelta(hours=1)


def test_what_is_practised_is_not_counted(morning, personnel, kari, hilde_host, month) -> None:
    asked_by_many(morning, personnel, [f"Spørsmål {n}?" for n in range(6)])
    questions.rehearse(hour=morning, by=hilde_host, at=MORNING)

    assert shown(month).numbers.number(cells.ASKED) == 6


def test_other_months_are_other_pages(put, month) -> None:
    for days in (0, 40):
        for _one in range(5):
            put(at=MORNING - timedelta(days=days))

    assert shown(month).numbers.number(cells.ALL) == 5


def test_of_an_area_few_are_hidden_with_what_would_give_them_away(put, month, personnel) -> None:
    for way, number in ((NEAR, 3), (FIRST, 20)):
        for _one in range(number):
            put(way, area=personnel)

    numbers = shown(month, area=personnel.pk).numbers

    assert numbers.number(cells.ALL) == 23
    assert numbers.number(cells.NEAR) is None
    assert numbers.number(cells.FAR) is None
    assert numbers.share(cells.NEAR, cells.SOLVED) is None
    assert numbers.number(cells.link("other", "1")) is None
    assert numbers.number(cells.link("other", "2")) is None
    assert numbers.total([cells.link("other", "1"), cells.link("other", "2")]) is None


def test_of_the_whole_house_only_the_few_are_hidden(put, month) -> None:
    for way, number in ((NEAR, 3), (FIRST, 20)):
        for _one in range(number):
            put(way)

    numbers = shown(month).numbers

    assert numbers.number(cells.NEAR) is None
    assert numbers.number(cells.FAR) == 20
    assert numbers.total([cells.link("other", "1"), cells.link("other", "2")]) == 23


def test_a_unit_counts_those_below_it_and_an_area_its_own(
    put, faculty, institute, hr_department, personnel, archive, kari, stranger, month
) -> None:
    for unit, area, number in (
        (faculty, personnel, 5),
        (institute, personnel, 6),
        (hr_department, archive, 7),
    ):
        for _one in range(number):
            put(unit=unit, area=area)

    of_faculty = shown(month, unit=faculty.pk).numbers
    of_personnel = shown(month, area=personnel.pk).numbers

    assert of_faculty.number(cells.ALL) == 11
    assert of_personnel.number(cells.ALL) == 11
    offered = queries.offered(month)
    assert offered.areas == {personnel.pk, archive.pk}
    assert {faculty.pk, institute.pk, hr_department.pk} <= offered.units


def test_a_small_unit_has_no_page_and_is_not_found_from_the_others(
    put, faculty, hr_department, records_department, kari, month
) -> None:
    for unit, number in ((faculty, 20), (hr_department, 9), (records_department, 2)):
        for _one in range(number):
            put(unit=unit)
    actions.count(at=MORNING)

    offered = queries.offered(month)

    assert faculty.pk in offered.units
    assert records_department.pk not in offered.units
    assert hr_department.pk not in offered.units


@pytest.mark.parametrize("seed", range(12))
def test_no_two_pages_differ_by_fewer_than_five(
    put, university, faculty, institute, hr_department, personnel, archive, kari, month, seed
) -> None:
    """Every number of every page beside the same of every page that holds it."""
    chance = Random(seed)
    ways = (NEAR, FIRST, SECOND, THERE_AND_BACK)
    units = [university, faculty, institute, hr_department]
    for _one in range(chance.randrange(20, 70)):
        put(
            chance.choice(ways),
            unit=chance.choice(units),
            area=chance.choice((personnel, archive, None)),
            solved=chance.choice((1, 2, None)),
            answered=chance.choice((1, None)),
        )
    house = shown(month).numbers
    offered = queries.offered(month)
    areas = [queries.numbers(Scope(month, area=pk)) for pk in offered.areas]
    by_unit = {pk: queries.numbers(Scope(month, unit=pk)) for pk in offered.units}

    parent = dict(Unit.objects.values_list("pk", "parent"))

    for cell in queries.CELLS:
        _apart(house.number(cell), [one.number(cell) for one in areas])
        for whole in (None, *by_unit):
            above = house if whole is None else by_unit[whole]
            below = [one for pk, one in by_unit.items() if parent[pk] == whole]
            _apart(above.number(cell), [one.number(cell) for one in below])


def _apart(whole: int | None, parts: list[int | None]) -> None:
    told = [number for number in parts if number is not None]
    assert not any(is_few(number) for number in told)
    if whole is not None:
        assert not is_few(whole)
        assert not is_few(whole - sum(told))
        assert not any(is_few(whole - number) for number in told)


def test_what_readers_said_of_guides_is_counted(month, personnel, hr_department) -> None:
    """Guests have no unit; every guide has an area."""
    people = User.objects.bulk_create(
        User(username=f"reader-{n}", unit=hr_department) for n in range(11)
    )
    article = drafted(personnel, people[0], title="Skjerme et navn", body="Velg «Skjerm».")
    for number, reader in enumerate(people):
        judge(article=article, helped=number < 6, by=reader, at=MORNING)

    numbers = shown(month, area=personnel.pk).numbers

    assert numbers.number(cells.HELPED) == 6
    assert numbers.number(cells.NOT_HELPED) == 5
