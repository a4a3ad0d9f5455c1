from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sufflor.search.analysis import EDGE, LONGEST_WORD, analyse, fold, grams, texts_of, words
from sufflor.search.compounds import split
from sufflor.search.expansion import MOST_WORDS, expand, parse, possible_tokens
from sufflor.search.snippets import snippet

TEXTS = st.text(max_size=300) | st.text("aeorskgnmøæå -.0", max_size=80)


def meet(one: str, other: str) -> bool:
    return bool(texts_of(one) & texts_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("saksbehandlerne", "saksbehandler"),
        ("sakshandsamarane", "saksbehandlerne"),
        ("møte", "mote"),
        ("møte", "moete"),
        ("åpne", "aapne"),
        ("Æresdoktor", "aeresdoktor"),
        ("idé", "ide"),
        ("möte", "møte"),
        ("e-post", "epost"),
        ("E-POSTEN", "epost"),
    ],
)
def test_words_that_are_one_word_to_people_meet(one: str, other: str) -> None:
    assert meet(one, other)


@pytest.mark.parametrize(
    ("compound", "part"),
    [
        ("saksbehandlerrolle", "rolle"),
        ("saksbehandlingsrutine", "rutine"),
        ("møteinnkalling", "innkalling"),
        ("journalpostnummer", "nummer"),
        ("HMS-avvik", "avvik"),
    ],
)
def test_a_compound_is_found_by_its_part(compound: str, part: str) -> None:
    assert meet(compound, part)


def test_a_compound_counts_more_as_itself_than_by_its_parts() -> None:
    weights = {token.text: token.weight for token in analyse("tilgangskoder")}

    assert weights["tilgangskod"] > weights["tilgang"] == weights["kod"]


def test_a_linking_letter_belongs_to_neither_part() -> None:
    assert split("arbeidsflyt") == ("arbeid", "flyt")


def test_a_plain_word_is_not_taken_apart() -> None:
    assert split("tilgang") == ()
    assert split("a" * 60) == ()


def test_stop_words_of_three_languages_carry_nothing() -> None:
    assert analyse("hvordan kan jeg, korleis kan eg, how do I") == []


def test_a_misspelt_word_shares_letters_with_the_right_one() -> None:
    assert len(grams("elemens") & grams("elements")) >= 4


@given(TEXTS)
def test_any_text_can_be_analysed(text: str) -> None:
    for token in analyse(text):
        assert token.text
        assert 0 < token.weight <= 1
        assert len(token.text) <= 2 * LONGEST_WORD
        assert not set(token.text) & set(" \t\n\"'\\\0" + EDGE)


@given(TEXTS)
def test_case_makes_no_difference(text: str) -> None:
    if text.upper().lower() == text.lower():
        assert analyse(text.upper()) == analyse(text.lower())


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    for word in words(text):
        once = fold(word.text)
        assert not set("æøå") & set(once)


@given(st.text(max_size=12_000))
def test_any_query_can_be_read(text: str) -> None:
    asked = parse(text)

    assert len(asked) <= MOST_WORDS
    tokens = possible_tokens(asked)
    assert [one.text for one in expand(asked, dict.fromkeys(tokens, 1))] == asked


@given(TEXTS, st.frozensets(st.sampled_from(["sak", "a", "e", "mo"])))
def test_a_snippet_never_lets_markup_through(text: str, tokens: frozenset[str]) -> None:
    bare = snippet(text, tokens).replace("<mark>", "").replace("</mark>", "")

    assert "<" not in bare
    assert ">" not in bare
