"""The dictionary is gathered once for all processes, and what is not whole is gathered anew."""

from __future__ import annotations

from array import array

import pytest

from sufflor.search import lexicon

NUMBERS = array("I", [3, 5, 8])


@pytest.mark.parametrize(
    "content", [b"", b"abc", b"\0" * 4 + NUMBERS.tobytes(), b"\0" * 5], ids=str
)
def test_what_is_not_whole_is_not_taken(tmp_path, content) -> None:
    (tmp_path / "d.bin").write_bytes(content)

    assert not lexicon._kept(tmp_path / "d.bin")


def test_what_was_kept_is_what_comes_back_and_nothing_else_lies_there(tmp_path) -> None:
    for _twice in range(2):
        lexicon._keep(tmp_path / "built" / "d.bin", NUMBERS.tobytes())

    assert lexicon._kept(tmp_path / "built" / "d.bin") == NUMBERS
    assert [path.name for path in (tmp_path / "built").iterdir()] == ["d.bin"]


def test_where_nothing_can_be_kept_the_words_are_known_all_the_same(tmp_path) -> None:
    (tmp_path / "file").write_text("")

    numbers = lexicon._gathered(tmp_path / "file" / "d.bin")

    assert lexicon._among(numbers, lexicon._number("sak"))
