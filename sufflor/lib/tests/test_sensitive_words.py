"""Words of health and addresses of homes are pointed at; the words of the trade are not."""

from __future__ import annotations

import pytest

from sufflor.lib.sensitive_words import Kind, warnings
from tests.growth import growth


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hun er sykemeldt til mandag.", "sykemeldt"),
        ("Ho er sjukmeld.", "sjukmeld"),
        ("He is on sick leave", "sick leave"),
        ("Søknaden gjelder en som er gravid.", "gravid"),
        ("Vedlegget er en legeerklæring.", "legeerklæring"),
        ("Saka gjeld psykisk helse", "psykisk"),
        ("The case is about her depression", "depression"),
        ("Han har fått diagnosen", "diagnosen"),
        ("Barnet har ADHD", "ADHD"),
    ],
)
def test_words_of_health_are_pointed_at(text, words):
    assert words in [one.words for one in warnings(text) if one.kind == Kind.HEALTH]


@pytest.mark.parametrize(
    "address",
    [
        "Elgeseter gate 10",
        "Elgeseter gate 10 B",
        "Storgata 3",
        "Kong Øysteins veg 8",
        "Vestre Rosten 81, 7075 Tiller",
        "7030 Trondheim",
        "12 Church Street",
        "Olav Tryggvasons gate 24, 7011 Trondheim",
    ],
)
def test_addresses_are_pointed_at_where_they_stand(address):
    text = f"Brevet går til {address}, men kommer i retur."

    places = [text[one.start : one.end] for one in warnings(text) if one.kind == Kind.ADDRESS]

    assert places
    assert places[0].strip() in address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Jeg får ikke ekspedert brevet fra Fakultet for medisin og helsevitenskap.",
        "Vedlegget på sak 2024/12345-3 forsvinner i versjon 7.4.2.",
        "Vi møtes i rom 1234 klokka 10.",
        "Innføringen begynner 29. oktober 2026 Trondheim",
        "Godkjenning av reiseregning på vei til leder",
        "Trykk på «Gate 3» i skjermbildet",
        "Det er slik på alle 12 enhetene",
        "The document is sent to the archive twice.",
        "Feilmelding 5021 kommer etter lagring",
    ],
)
def test_the_words_of_the_trade_are_not(text):
    assert not warnings(text)


def test_they_come_in_the_order_of_the_text():
    text = "Bor i Storgata 3 og er gravid, med resept."

    found = warnings(text)

    assert [one.start for one in found] == sorted(one.start for one in found)
    assert {one.kind for one in found} == set(Kind)


def test_no_line_of_a_long_log_costs_more_than_the_first():
    line = "2026-10-29T12:00:01 INFO Brevet til Avdeling for arkiv ble sendt.\n"
    text = (line * (100_000 // len(line)))[:100_000]

    assert growth(warnings, text, times=10) < 20
