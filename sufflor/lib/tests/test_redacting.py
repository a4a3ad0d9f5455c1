"""What is about people is found, and what is blacked out is blacked out everywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sufflor.lib.redacting import Found, found, names_perhaps, plain, stretches


def shown(text: str, *phrases: str) -> str:
    pieces = stretches(text, dict.fromkeys(phrases, "13"))
    return "".join("█" if one.why else one.text for one in pieces)


@pytest.mark.parametrize(
    "number",
    [
        "73595000",
        "73 59 50 00",
        "735 95 000",
        "+47 91234567",
        "0047 912 34 567",
        "+46 8 123 456 78",
    ],
)
def test_phone_numbers_are_found_however_they_are_divided(number):
    assert list(found(f"Ring meg på {number}, takk.")) == [(Found.PHONE, number)]


@pytest.mark.parametrize(
    "number", ["2024/12345-3", "12345", "2026-10-29", "1234567890123", "H-1234"]
)
def test_numbers_of_other_things_are_no_phones(number):
    assert not list(found(f"Saken er {number}."))


def test_addresses_and_personal_numbers_are_found():
    text = "Skriv til kari.moen@nidelva.example. Hun er 17054612345, eller 01010750160."

    kinds = dict(found(text))

    assert kinds[Found.MAIL] == "kari.moen@nidelva.example"
    assert kinds[Found.NUMBER] == "01010750160"


def test_what_looks_like_names_is_every_run_of_them():
    assert names_perhaps("I går sa Kari Anne Moen at Ola von Dahl kom.") == {
        "Kari Anne",
        "Anne Moen",
        "Kari Anne Moen",
        "Ola von",
        "von Dahl",
        "Ola von Dahl",
    }


def test_a_phrase_goes_wherever_it_stands_and_no_more():
    said = "Kari Moen, KARI\nMOEN og Kari Moens sak. Karianne Moen ikke."

    assert shown(said, "kari moen") == "█, █ og █ sak. Karianne Moen ikke."


def test_the_longest_phrase_is_taken_first():
    assert shown("Kari Moen og Kari", "Kari", "Kari Moen") == "█ og █"


def test_what_is_written_in_another_way_hides_nothing():
    assert shown("A\u030ase Mo\u200ben", "Åse Moen") == "█"


def test_letters_that_are_alike_without_case_are_the_same():
    assert shown("İl ıl Straße", "il", "straße") == "█ █ █"


def test_signs_in_a_phrase_are_signs():
    assert shown("a.b (c) og aXb", "a.b", "(c)") == "█ █ og aXb"


@given(some.text(), some.lists(some.text(min_size=1, max_size=5), max_size=4))
def test_nothing_of_the_rest_is_lost(text, phrases):
    pieces = stretches(text, dict.fromkeys(phrases, "13"))

    assert "".join(one.text for one in pieces) == plain(text)
