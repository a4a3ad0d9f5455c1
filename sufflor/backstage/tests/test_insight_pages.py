"""Insight: for whoever helps or leads, in numbers that hide whom they are about."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.urls import reverse

from sufflor.insight import actions
from tests.cast import MORNING
from tests.passages import FIRST, NEAR, SECOND

pytestmark = pytest.mark.once


@pytest.fixture
def october(put, faculty, hr_department, personnel, archive, nine_in_the_morning):
    """Twenty at the faculty about personnel, nine at the department about the archive."""
    for number in range(29):
        way = (NEAR, FIRST, SECOND)[number % 3]
        unit, area = (faculty, personnel) if number < 20 else (hr_department, archive)
        put(way, unit=unit, area=area, at=MORNING - timedelta(hours=number))
    actions.count(at=MORNING)


def read(client, **query: str) -> str:
    return client.get(reverse("insight"), query).content.decode()


def read_file(client, **query: str) -> list[list[str]]:
    answer = client.get(reverse("insight_file"), query)
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_whoever_has_nothing_to_do_with_help_is_refused(client, stranger) -> None:
    client.force_login(stranger)

    assert client.get(reverse("insight")).status_code == 403
    assert client.get(reverse("insight_file")).status_code == 403


def test_the_page_has_the_flow_as_a_figure_and_as_a_table(client, liv_first_line, october) -> None:
    client.force_login(liv_first_line)

    page = read(client)

    assert '<svg class="flow"' in page
    assert "<title>E-post og annet → Kollega: 10</title>" in page
    assert "29. oktober" in page


def test_a_month_has_its_areas_and_units_and_each_a_page(client, liv_first_line, october) -> None:
    client.force_login(liv_first_line)

    month = read(client, periode="2026-10")
    of_area = read(client, periode="2026-10", **{"for": "omrade-arkiv"})

    assert "?periode=2026-10&amp;for=omrade-arkiv" in month
    assert "Fakultet for ingeniørvitenskap" in month
    assert "Arkiv og journal · " in of_area
    assert "<title>E-post og annet" not in of_area


def test_a_figure_stands_beside_what_it_was_where_there_were_enough(
    client, liv_first_line, october, put, monkeypatch
) -> None:
    put(at=MORNING - timedelta(days=70))
    for number in range(24):
        put(NEAR if number < 6 else FIRST, at=MORNING - timedelta(days=40))
    actions.count(at=MORNING)
    client.force_login(liv_first_line)

    page = read(client, periode="2026-10")
    file = read_file(client, periode="2026-10")

    assert "opp fra 25 % i september" in page
    assert page.count("i september") == 4, "nobody asked in an hour"
    assert ["Løst nær brukeren", "opp fra 25 % i september", "25 %"] in file


def test_an_area_is_shown_by_a_whole_month(client, liv_first_line, october) -> None:
    client.force_login(liv_first_line)

    page = read(client, periode="12m", **{"for": "omrade-arkiv"})

    assert "hele måneder" in page
    assert "Arkiv og journal · Oktober 2026" in page


def test_a_unit_with_too_few_is_not_shown(client, liv_first_line, october) -> None:
    client.force_login(liv_first_line)

    page = read(client, periode="2026-10", **{"for": "enhet-DOKU"})

    assert "Her er for lite" in page
    assert "Hele huset" in page


def test_the_file_hides_what_the_page_hides(client, liv_first_line, october) -> None:
    client.force_login(liv_first_line)

    rows = read_file(client, periode="2026-10", **{"for": "omrade-arkiv"})

    numbers = [row[2] for row in rows if row[2].isdigit()]
    assert rows[1] == ["Periode", "Arkiv og journal", "Oktober 2026"]
    assert not {"1", "2", "3", "4"} & set(numbers)
    assert any(row[2] == "færre enn 5" for row in rows)


def test_the_page_costs_as_many_queries_however_much_there_is(
    client, liv_first_line, october, django_assert_max_num_queries
) -> None:
    client.force_login(liv_first_line)
    read(client)

    with django_assert_max_num_queries(50):
        read(client)
    with django_assert_max_num_queries(55):
        read(client, periode="2026-10")


@pytest.mark.parametrize("choice", ["enhet-", "omrade-x", "enhet-'", "noe"])
def test_what_nobody_offers_is_the_whole_house(client, liv_first_line, october, choice) -> None:
    client.force_login(liv_first_line)

    answer = client.get(reverse("insight"), {"periode": "2026-99", "for": choice})

    assert answer.status_code == 200
    assert "Hele huset" in answer.content.decode()
