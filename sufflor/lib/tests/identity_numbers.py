"""Identity numbers of nobody, in the many ways that people write and paste them, and what only
looks like one. The same dice give the same texts."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

Way = Callable[[str], str]
FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
# Day and month as they are moved: ordinary, D-number, H-number, Tenor, NAV, and D-numbers of those.
SHIFTS = [(0, 0), (40, 0), (0, 40), (0, 80), (0, 65), (40, 80), (40, 65)]
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
BLANKS = " \u00a0\u2002\u2007\u2009\u200a\u202f\u3000\u2800\t"
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u034f"
# The first of ten digits: wide, mathematical, Arabic, Persian, Devanagari, Thai, superscript.
ZEROES = "０𝟎𝟘𝟶٠۰०๐⁰"
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"


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


def in_digits(zero: str) -> Mapping[int, str]:
    if zero == RAISED[0]:
        return str.maketrans("0123456789", RAISED)
    return str.maketrans("0123456789", "".join(chr(ord(zero) + n) for n in range(10)))


def halves(between: str) -> Way:
    return lambda n: f"{n[:6]}{between}{n[6:]}"


def each(between: str) -> Way:
    return between.join


def pairs(between: str, last: str) -> Way:
    return lambda n: f"{n[:2]}{between}{n[2:4]}{between}{n[4:6]}{last}{n[6:]}"


def other(zero: str) -> Way:
    return lambda n: n.translate(in_digits(zero))


WAYS: Mapping[str, list[Way]] = {
    "plain": [str, halves(" "), halves("  "), lambda n: f"{n[:3]} {n[3:6]} {n[6:9]} {n[9:]}"],
    "blanks": [halves(blank) for blank in BLANKS] + [each(blank) for blank in BLANKS],
    "a space per digit": [each(" "), each("  "), each(" - "), each("\n")],
    "dashes": [halves(d) for d in DASHES] + [halves(f" {d} ") for d in DASHES],
    "dots": [pairs(".", " "), pairs(".", "."), pairs(".", "-"), each("."), pairs("/", "-")],
    "unseen": [halves(sign) for sign in UNSEEN] + [each(sign) for sign in UNSEEN],
    "other digits": [other(zero) for zero in ZEROES]
    + [lambda n: f"{n[:6].translate(in_digits('０'))} {n[6:]}", "\ufe0f\u20e3".join],
    "over two lines": [halves("\n"), halves("\r\n"), halves("-\n")],
    "words between": [halves(", personnummer "), halves(" pnr. "), halves(" og personnr: ")],
    "addresses": [halves("%20"), halves("+"), halves("_"), halves("&nbsp;"), halves("%2D")],
    "pages": [
        halves("</td><td>"),
        halves("<br>\n"),
        lambda n: f"<td class='n'>{n[:6]}</td>\n<td>{n[6:]}</td>",
    ],
    "tables": [
        halves("\t"),
        halves(";"),
        halves('","'),
        halves(" | "),
        lambda n: f"Ola;{n};1200\nKari;;900",
        lambda n: f'"Ola","{n}","avd. 3"',
        lambda n: f"| Ola | {n[:6]} {n[6:]} | ja |",
        lambda n: f"1\t{n}\t2026-10-29\t12345",
        lambda n: f"Navn\tFnr\tKonto\nOla\t{n.removeprefix('0')}\t4021",
    ],
    "file names": [
        lambda n: f"soknad_{n}.pdf",
        lambda n: f"{n}_v2.docx",
        lambda n: f"2024-10-29_{n}.pdf",
        lambda n: f"skann_{n[:6]}_{n[6:]}(1).pdf",
        lambda n: f"C:\\Mine\\{n[:6]}-{n[6:]}-2.eml",
        lambda n: f"IMG{n}IMG.jpg",
    ],
    "in data": [
        lambda n: f"person={n};rolle=leder",
        lambda n: f'{{"fnr": "{n}", "id": 77123}}',
        lambda n: f"2026-10-29T12:00:01.123Z INFO fnr={n} status=500",
        lambda n: f"/api/person/{n}/saker?side=2",
    ],
}
AROUND = [
    "{}",
    "Jeg får ikke journalført søknaden fra {}, hva gjør jeg?",
    "Fødselsnummer: {}.",
    "fnr {} finnes ikke i registeret",
    "Søker ({}) får feilmelding",
    "Kan jeg opprette konto for {}?",
    "Sak 2024/12345-3 gjelder {}",
    "Den 29.10.2026 skrev jeg inn {} i feltet",
    "Eg skreiv «{}» og fekk berre feil",
    "I typed {} and nothing happened",
]


def written(dice: random.Random, count: int) -> Iterator[tuple[str, str]]:
    """Texts with a number in each, and the way that it is written."""
    names = list(WAYS)
    for turn in range(count):
        name = names[turn % len(names)]
        way = dice.choice(WAYS[name])
        whole = number(dice, SHIFTS[turn // len(names) % len(SHIFTS)])
        yield name, dice.choice(AROUND).format(way(whole))


def decoys(dice: random.Random, count: int) -> Iterator[tuple[str, str]]:
    """Texts without any, and what stands there instead."""
    for turn in range(count):
        kinds = _decoys(dice)
        name = list(kinds)[turn % len(kinds)]
        yield name, dice.choice(kinds[name])


def _decoys(dice: random.Random) -> Mapping[str, list[str]]:
    def digits(count: int) -> str:
        return f"{dice.randrange(10**count):0{count}}"

    a, year = account(dice), dice.randrange(1990, 2027)
    day = date(1990, 1, 1) + timedelta(days=dice.randrange(13_000))
    clock = f"{dice.randrange(24):02}:{dice.randrange(60):02}:{dice.randrange(60):02}"
    return {
        "cases": [
            f"Gjelder sak {year}/{digits(5)}-{dice.randrange(1, 99)}",
            f"Se {year}/{digits(6)}-{dice.randrange(1, 99)} i arkivet",
            f"Sak {year % 100:02}/{digits(5)}-{dice.randrange(1, 999)}",
            f"Saksnummer {year}{digits(7)}",
            f"Henvendelse H-{digits(4)}, F-{digits(2)} og LEV-{digits(5)}",
        ],
        "accounts": [
            f"Kontonummer {a[:4]}.{a[4:6]}.{a[6:]}",
            f"{a[:4]}.{a[4:6]}.{a[6:]}",
            f"Betalt til {a[:4]} {a[4:6]} {a[6:]} i går",
            f"Utbetales til konto nr. {a[:4]} {a[4:6]} {a[6:]}",
            f"kontoen min er {a}",
            f"IBAN NO{digits(2)} {a[:4]} {a[4:8]} {a[8:]}",
        ],
        "payments": [
            f"KID: {digits(11)}",
            f"Faktura {digits(11)} er betalt",
            f"Ordre {digits(10)}",
            f"Beløpet er {digits(3)} {digits(3)} {digits(3)} kroner",
            f"Art;Kst;Beløp\n{digits(4)};{digits(6)};{digits(5)},{digits(2)}",
        ],
        "telephones": [
            f"Ring {digits(2)} {digits(2)} {digits(2)} {digits(2)} eller +47 {digits(8)}",
            f"+47 {digits(3)} {digits(2)} {digits(3)} og +47 {digits(3)} {digits(2)} {digits(3)}",
            f"0047{digits(8)}",
            f"Mobil: {digits(8)}, kontor: {digits(8)}",
        ],
        "moments": [
            f"Møtet {day:%d.%m.%Y} kl. {clock[:2]}.{clock[3:5]}",
            f"{day:%d.%m.%Y} til {day + timedelta(days=9):%d.%m.%Y}",
            f"{day:%Y-%m-%d} {clock},{digits(3)} ERROR [{digits(2)}] Timeout",
            f"{day:%Y%m%d}-{clock.replace(':', '')}.log",
            f"skjermbilde_{day:%Y-%m-%d}_{clock.replace(':', '')}.png",
        ],
        "other numbers": [
            f"ISBN 978-82-{digits(2)}-{digits(5)}-{digits(1)}",
            f"Referansen er {digits(20)}",
            f"Organisasjonsnummer {digits(9)}",
            f"NO {digits(3)} {digits(3)} {digits(3)} MVA",
            f"129.241.{dice.randrange(256)}.{dice.randrange(256)}",
            f"Versjon 7.4.{digits(1)}.{digits(4)}, bygg {digits(6)}",
            f"Ansattnummer {digits(8)} på {digits(4)} Trondheim",
            f"0x{digits(4)}a{digits(4)}f-{digits(4)}",
        ],
    }
