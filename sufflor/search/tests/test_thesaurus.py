"""Everyday words lead to the terms that pages use, and no group swallows everything."""

from __future__ import annotations

from collections import Counter

import pytest

from sufflor.search.groups import FOLDER, read_groups
from sufflor.search.thesaurus import everyday, thesaurus_of

MOST_IN_A_GROUP = 28
MOST_GROUPS = 5

SMALL = thesaurus_of(
    [
        [["stedfortreder", "fullmakt"], ["sjefen er på ferie", "tar over"], [], ["deputy"]],
        [["treghet"], ["snegler seg", "går ikke fort"], [], ["slow"]],
        [["VPN", "fjern-tilgang"], ["hjemmefra"], [], []],
    ]
)


def meant(text: str, *, least: float = 0.45, slips: bool = True) -> dict[str, float]:
    return {
        one.concept: round(one.strength, 2)
        for one in SMALL.meant(text.split(), least=least, slips=slips)
    }


@pytest.mark.parametrize(
    ("typed", "concept"),
    [
        ("sjefen er på ferie", "§stedfortreder"),
        ("hva om sjefen drar på lang ferie", "§stedfortreder"),
        ("sjefer på ferien", "§stedfortreder"),
        ("systemet snegler seg", "§treghet"),
        ("stedfortredder", "§stedfortreder"),
        ("deputy", "§stedfortreder"),
        ("jobbe hjemmefra", "§vpn"),
    ],
)
def test_an_expression_is_known_inflected_misspelt_and_with_words_between(
    typed: str, concept: str
) -> None:
    assert meant(typed)[concept] > 0


def test_more_of_an_expression_is_more_of_the_concept() -> None:
    whole, part = meant("sjefen er på ferie"), meant("ferie", least=0.1)

    assert whole["§stedfortreder"] == 1
    assert 0 < part["§stedfortreder"] < 0.5


def test_words_that_carry_no_subject_count_beside_one_that_does() -> None:
    with_them, without = meant("går ikke fort"), meant("fort", least=0.1)

    assert with_them == {"§treghet": 1}
    assert 0 < without["§treghet"] < 1
    assert "§treghet" not in meant("fort", least=0.9)


def test_words_that_carry_no_subject_never_mean_anything_alone() -> None:
    assert meant("er på ikke seg") == {}


def test_a_slip_is_only_forgiven_where_that_is_asked_for() -> None:
    assert meant("stedfortredder", slips=False) == {}


def test_the_words_that_meant_it_are_told() -> None:
    [found] = SMALL.meant(["Sjefen", "min", "har", "ferie"], least=0.45)

    assert found.words == {"Sjefen", "ferie"}


def test_a_concept_is_one_token_in_every_store() -> None:
    for columns in read_groups():
        assert columns[0], columns
    assert "§vpn" in meant("fjerntilgang")
    assert set(SMALL.said("§vpn")) >= {"vpn", "fjerntilgang"}
    assert SMALL.said("§finnes§ikke") == []


def test_every_line_has_a_term_and_four_columns() -> None:
    for file in FOLDER.glob("*.txt"):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line and not line.startswith("#"):
                assert line.count(";") == 3, f"{file.name}:{number}"
                assert line.split(",")[0].strip(), f"{file.name}:{number}"


def test_no_group_stands_twice_or_holds_an_expression_twice() -> None:
    terms = Counter(columns[0][0] for columns in read_groups())
    assert [term for term, count in terms.items() if count > 1] == []

    for columns in read_groups():
        expressions = Counter(text.lower() for column in columns for text in column)
        assert max(expressions.values()) == 1, columns[0][0]


def test_no_group_swallows_everything() -> None:
    for columns in read_groups():
        assert sum(map(len, columns)) <= MOST_IN_A_GROUP, columns[0][0]


def test_no_expression_points_everywhere() -> None:
    pointing = Counter(
        text.lower() for columns in read_groups() for column in columns for text in column
    )
    assert [text for text, groups in pointing.items() if groups > MOST_GROUPS] == []


def test_there_are_as_many_groups_as_promised() -> None:
    assert sum(1 for _group in read_groups()) >= 1_500
    assert everyday().meant(["sirup"], least=0.45)
