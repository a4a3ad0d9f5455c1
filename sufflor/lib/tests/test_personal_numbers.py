"""Finding national identity numbers, however they are written, and not what only looks like one."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from sufflor.lib.personal_numbers import found, masked

FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
# Day and month as they are moved: ordinary, D-number, H-number, Tenor, NAV, and D-numbers of those.
SHIFTS = [(0, 0), (40, 0), (0, 40), (0, 80), (0, 65), (40, 80), (40, 65)]
# Made for tests: nobody has a birthday in the eighty-third month.
NOBODY = "15837600186"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def checked(nine: str) -> str | None:
    """With its two check digits, where such exist."""
    for weights in (FIRST, SECOND):
        digit = -sum(w * int(d) for w, d in zip(weights, nine, strict=True)) % 11
        if digit == 10:
            return None
        nine += str(digit)
    return nine


def number(dice: random.Random, shift: tuple[int, int] = (0, 0)) -> str:
    while True:
        day = date(1940, 1, 1) + timedelta(days=dice.randrange(29_000))
        birth = f"{day.day + shift[0]:02}{day.month + shift[1]:02}{day:%y}"
        if whole := checked(f"{birth}{dice.randrange(1000):03}"):
            return whole


def account(dice: random.Random) -> str:
    while True:
        ten = f"{dice.randrange(10**10):010}"
        digit = -sum(w * int(d) for w, d in zip(SECOND, ten, strict=True)) % 11
        if digit < 10:
            return f"{ten}{digit}"


WAYS = [
    lambda n: n,
    lambda n: f"{n[:6]} {n[6:]}",
    lambda n: f"{n[:6]}-{n[6:]}",
    lambda n: f"{n[:6]} - {n[6:]}",
    lambda n: f"{n[:6]}\u2013{n[6:]}",
    lambda n: f"{n[:2]}.{n[2:4]}.{n[4:6]} {n[6:]}",
    lambda n: f"{n[:2]}/{n[2:4]}/{n[4:6]}-{n[6:]}",
    lambda n: f"{n[:2]} {n[2:4]} {n[4:6]} {n[6:9]} {n[9:]}",
    " ".join,
    ".".join,
    lambda n: f"{n[:6]}\n{n[6:]}",
    lambda n: f"{n[:6]}\r\n{n[6:]}",
    "\u00ad".join,
    lambda n: f"{n[:6]}\u00ad{n[6:]}",
    lambda n: f"{n[:6]}\u00a0{n[6:]}",
    lambda n: f"{n[:6]}\u2009{n[6:]}",
    "\u200b".join,
    lambda n: n.translate(WIDE),
    lambda n: f"{n[:6].translate(WIDE)} {n[6:]}",
    lambda n: f"{n[:3]} {n[3:6]} {n[6:9]} {n[9:]}",
]
AROUND = [
    "{}",
    "Jeg får ikke journalført søknaden fra {}, hva gjør jeg?",
    "Fødselsnummer: {}.",
    "fnr {} finnes ikke i registeret",
    "Søker ({}) får feilmelding",
    "Kan jeg opprette konto for {}?",
    "Sak 2024/12345-3 gjelder {}",
    "Ring 73 59 50 00 om {}",
    "Den 29.10.2026 skrev jeg inn {} i feltet",
    "person={};rolle=leder",
]


def test_nearly_every_number_is_found_however_it_is_written():
    dice = random.Random(1)
    missed = []

    for turn in range(1000):
        shift = SHIFTS[turn % len(SHIFTS)]
        written = dice.choice(WAYS)(number(dice, shift))
        text = dice.choice(AROUND).format(written)
        if not found(text):
            missed.append(text)

    assert len(missed) <= 20, missed


def decoys(dice: random.Random):
    def digits(count: int) -> str:
        return f"{dice.randrange(10**count):0{count}}"

    a, year = account(dice), dice.randrange(1990, 2027)
    day = date(1990, 1, 1) + timedelta(days=dice.randrange(13_000))
    return dice.choice(
        [
            f"Gjelder sak {year}/{digits(5)}-{dice.randrange(1, 99)}",
            f"Se {year}/{digits(6)}-{dice.randrange(1, 99)} i arkivet",
            f"Sak {year % 100:02}/{digits(5)}-{dice.randrange(1, 999)}",
            f"Saksnummer {year}{digits(7)}",
            f"Kontonummer {a[:4]}.{a[4:6]}.{a[6:]}",
            f"Utbetales til konto nr. {a[:4]} {a[4:6]} {a[6:]}",
            f"kontoen min er {a}",
            f"KID: {digits(11)}",
            f"IBAN NO{digits(2)} {a[:4]} {a[4:8]} {a[8:]}",
            f"Faktura {digits(11)} er betalt",
            f"Ring {digits(2)} {digits(2)} {digits(2)} {digits(2)} eller +47 {digits(8)}",
            f"+47 {digits(3)} {digits(2)} {digits(3)} og +47 {digits(3)} {digits(2)} {digits(3)}",
            f"Møtet {day:%d.%m.%Y} kl. {dice.randrange(24):02}.{dice.randrange(60):02}",
            f"{day:%d.%m.%Y} til {day + timedelta(days=9):%d.%m.%Y}",
            f"ISBN 978-82-{digits(2)}-{digits(5)}-{digits(1)}",
            f"Referansen er {digits(20)}",
            f"Organisasjonsnummer {digits(9)}",
            f"Beløpet er {digits(3)} {digits(3)} {digits(3)} kroner",
        ]
    )


def test_nearly_nothing_else_is_taken_for_one():
    dice = random.Random(2)
    texts = [decoys(dice) for _ in range(1000)]

    flagged = [text for text in texts if found(text)]

    assert len(flagged) <= 20, flagged


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


def test_long_text_without_numbers_costs_little():
    assert not found("1 " * 4000)
