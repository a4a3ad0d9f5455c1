"""Texts with a circle of readers of their own are found by their words, in every store alike."""

from __future__ import annotations

import pytest
from django.db import connection

from sufflor.search import records

pytestmark = pytest.mark.django_db


def found(text: str) -> set[int]:
    numbers = records.matching(text)
    return set() if numbers is None else in_store(numbers)


def in_store(numbers) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(numbers.sql, numbers.params)
        return {number for (number,) in cursor.fetchall()}


@pytest.fixture
def three() -> None:
    records.put(1, "Journalposten mangler vedlegg")
    records.put(2, "Kan ikke ekspedere: vedlegget er låst")
    records.put(3, "Innloggingen henger")


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("vedlegg", {1, 2}),
        ("vedlegget journalpost", {1}),
        ("laast", {2}),
        ("innlogging", {3}),
        ("ferie", set()),
        ("og", set()),
        ("", set()),
        ("' OR 1=1 --", set()),
        ('") OR tokens:("vedlegg', set()),
        ("\x00 % _ \\\\ :* & | !", set()),
        ("x" * 5000, set()),
    ],
)
def test_every_word_has_to_be_there_in_some_form(text, numbers):
    assert found(text) == numbers


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Vedlegg faller ut av journalposten", {1}),
        ("Låst vedlegg: kan ikke ekspedere brevet i dag", {2}),
        ("innloggingen", {3}),
        ("Ferie i journalposten", set()),
        ("og", set()),
        ("' OR 1=1 --", set()),
    ],
)
def test_two_of_many_words_are_enough_to_look_alike(text, wanted):
    phrase = records.phrase_of_some(text)

    assert (in_store(records.numbers(phrase)) if phrase else set()) == wanted


def test_the_nearest_has_most_of_the_words():
    others = {1: "Innloggingen henger", 2: "Brevet mangler vedlegg", 3: "Vedlegg"}

    assert records.nearest("Brevet er sendt uten vedlegg", others) == [2, 3, 1]


@pytest.mark.usefixtures("three")
def test_what_is_put_again_or_deleted_is_found_as_it_is_now():
    records.put(1, "Ferie")
    records.delete(2)

    assert found("vedlegg") == set()
    assert found("ferie") == {1}
