"""The JSON that administrators write and paste."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sufflor.forms.source import LONGEST, NotJson, digest, parsed, printed
from sufflor.lib.text import clean

TEXT = some.text(max_size=20).map(clean)
ANY_JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | TEXT,
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "{'title': 1}",
        '{"a": 1, "a": 2}',
        '{"a": NaN}',
        '{"a": Infinity}',
        "9" * 5000,
        "[" * 100_000,
        "[" * 40 + "]" * 40,
        " " * (LONGEST + 1),
        '{"title": {"nb": "Hjelp",}}',
    ],
)
def test_what_is_not_json_says_what_is_wrong(text) -> None:
    with pytest.raises(NotJson) as wrong:
        parsed(text)

    assert str(wrong.value)


def test_a_slip_is_found_by_its_line() -> None:
    with pytest.raises(NotJson, match="linje 3, kolonne 3"):
        parsed('{\n  "title": {"nb": "Hjelp"}\n  "summary": {}\n}')


def test_texts_are_stored_as_all_our_texts_are() -> None:
    assert parsed('{"nb": "  to\\u202e \\ud800\\u0000 "}') == {"nb": "to"}


def test_the_same_form_is_the_same_in_whatever_order_it_is_written() -> None:
    assert digest(parsed('{"a": 1, "b": 2}')) == digest(parsed('{"b": 2,\n "a": 1}'))


def test_a_form_is_printed_in_the_order_that_people_read_it() -> None:
    raw = parsed('{"sections": [], "title": {"en": "Help", "nn": "Hjelp", "nb": "Hjelp"}}')

    assert printed(raw) == (
        '{ "title": { "nb": "Hjelp", "nn": "Hjelp", "en": "Help" }, "sections": [] }'
    )


@given(ANY_JSON)
def test_what_is_printed_says_the_same(raw) -> None:
    assert parsed(printed(raw)) == raw
    assert json.loads(printed(raw)) == raw
