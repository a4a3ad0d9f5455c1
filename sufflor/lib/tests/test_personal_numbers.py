"""Finding national identity numbers, however they are written, and not what only looks like one."""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict

import pytest

from sufflor.lib.personal_numbers import found, masked
from sufflor.lib.tests.identity_numbers import WAYS, decoys, number, written
from tests.growth import growth

# Made for tests: nobody has a birthday in the eighty-third month.
NOBODY = "15837600186"
MANY = 2800


def told(missed: dict[str, list[str]], among: Counter[str]) -> str:
    """By kind, for whoever runs the tests with -s or sees them fall."""
    lines = (
        f"{kind}: {len(missed[kind])} of {count} {missed[kind][:3]}"
        for kind, count in sorted(among.items())
    )
    return "\n".join(("", *lines))


def test_nearly_every_number_is_found_however_it_is_written():
    missed, among = defaultdict(list), Counter()

    for way, text in written(random.Random(1), MANY):
        among[way] += 1
        if not found(text):
            missed[way].append(text)
    figures = told(missed, among)
    sys.stdout.write(f"Missed, {figures}\n")

    assert sum(map(len, missed.values())) <= 0.02 * MANY, figures
    assert all(len(missed[way]) <= 0.05 * among[way] for way in WAYS), figures


def test_nearly_nothing_else_is_taken_for_one():
    flagged, among = defaultdict(list), Counter()

    for kind, text in decoys(random.Random(2), MANY):
        among[kind] += 1
        if found(text):
            flagged[kind].append(text)
    figures = told(flagged, among)
    sys.stdout.write(f"Taken for a number, {figures}\n")

    assert sum(map(len, flagged.values())) <= 0.02 * MANY, figures
    assert all(len(flagged[kind]) <= 0.02 * among[kind] for kind in among), figures


def test_plain_digits_are_seldom_taken_for_one():
    dice = random.Random(3)

    flagged = sum(bool(found(f"{dice.randrange(10**11):011}")) for _ in range(5000))

    assert flagged <= 50


@pytest.mark.parametrize(
    "text",
    [
        "Konto 1583 76 00186",
        "kontonr.: 15837600186",
        "Lønnskonto: 1583.76.00186",
        "15837600186 er kontonummeret",
        "KID 15837600186",
        "KID-nummer: 15837600186",
        "faktura nr 15837600186",
    ],
)
def test_words_beside_it_say_that_a_number_is_another(text):
    assert found(NOBODY)
    assert not found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kan dere opprette konto for 15837600186",
        "brukerkonto 15837600186",
        "Kontoen er sperret. Fødselsnummeret er 15837600186",
    ],
)
def test_other_words_of_accounts_hide_no_person(text):
    assert found(text)


def test_what_systems_number_their_errors_by_is_nobody():
    """Of such names, made by chance, one in four thousand would be taken for a person."""
    assert not found("Feilkode ffdc67dd-4b8e-4ca3-a8c0-eb1905951309")
    assert not found("15837600-1861-4ca3-a8c0-F83760018615")
    assert found("ffdc67dd-4b8e, 15837600186")


def test_where_it_stands_is_told_and_only_the_birth_date_is_shown():
    text = "For 15 83 76 001 86, takk"

    [span] = found(text)

    assert text[span.start : span.end] == "15 83 76 001 86"
    assert masked(text) == "For 158376 *****, takk"


def test_two_in_one_text_are_two():
    assert masked("15837600186 og 158376-00186") == "158376 ***** og 158376 *****"


@pytest.mark.parametrize("text", ["", "Hvordan gjør jeg det?", "00000000000", "15837600187"])
def test_what_is_no_number_is_not_found(text):
    assert not found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Født 15.83.1976, personnummer 00186",
        "15.83.1976 00186",
        "1976-83-15 00186",
    ],
)
def test_a_birthday_with_its_year_is_read_as_without(text):
    assert found(text)


def test_a_first_zero_that_a_spreadsheet_dropped_is_missed_by_nobody():
    dice = random.Random(4)
    numbers = [one for one in (number(dice) for _n in range(200)) if one.startswith("0")]

    assert numbers
    assert all(found(f"Fnr\n{one[1:]}") for one in numbers)


def test_long_text_without_numbers_costs_little():
    assert not found("1 " * 4000)


@pytest.mark.parametrize(
    "line",
    [
        "Vi får feil når vi sender – «brev» nr. 12 til 2024/123.\n",
        "2026-10-29T12:00:01.123Z INFO 73 59 50 00 status=500\n",
    ],
)
def test_no_line_of_a_long_log_costs_more_than_the_first(line):
    text = (line * (100_000 // len(line)))[:100_000]

    assert growth(found, text, times=10) < 20
