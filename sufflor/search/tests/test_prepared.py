"""What is worked out once for all processes: whole or not at all, and as it was laid down."""

from __future__ import annotations

from array import array
from pathlib import Path
from tempfile import NamedTemporaryFile
from unittest.mock import Mock

import pytest

from sufflor.search import prepared
from sufflor.search.prepared import Columns, among, in_rows, in_texts, packed

CONTENT = array("I", [3, 5, 8]).tobytes()


def never() -> bytes:
    raise AssertionError("It was made before.")


@pytest.mark.parametrize("content", [b"", b"abc", b"\0" * 8, b"\0" * 8 + CONTENT, CONTENT], ids=str)
def test_what_is_not_whole_is_made_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "d.bin").write_bytes(content)

    assert prepared.prepared(tmp_path / "d.bin", lambda: CONTENT) == CONTENT
    assert prepared.prepared(tmp_path / "d.bin", never) == CONTENT


def test_what_was_made_is_what_comes_back_and_nothing_else_lies_there(tmp_path: Path) -> None:
    place = tmp_path / "built" / "d.bin"

    for make in (lambda: CONTENT, never):
        assert prepared.prepared(place, make) == CONTENT

    assert [path.name for path in place.parent.iterdir()] == ["d.bin"]


def test_it_takes_the_place_of_what_was_made_of_other_words(tmp_path: Path) -> None:
    for name in ("words-1.bin", "other-1.bin", "words-2.bin"):
        prepared.prepared(tmp_path / name, lambda: CONTENT)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["other-1.bin", "words-2.bin"]


def test_a_full_disk_leaves_nothing_half_and_the_words_are_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*words: object, **options: object) -> object:
        file = NamedTemporaryFile(dir=tmp_path, delete=False)  # noqa: SIM115 - closed by its user
        monkeypatch.setattr(file, "write", Mock(side_effect=OSError(28, "No space left")))
        return file

    monkeypatch.setattr(prepared, "NamedTemporaryFile", full)

    assert prepared.prepared(tmp_path / "words-1.bin", lambda: CONTENT) == CONTENT
    assert list(tmp_path.iterdir()) == []


def test_where_there_is_no_room_it_is_made_by_each_process(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    assert prepared.prepared(tmp_path / "file" / "d.bin", lambda: CONTENT) == CONTENT


def test_columns_come_back_as_they_were_packed() -> None:
    columns = Columns(
        memoryview(
            packed(
                {
                    "hashes": array("Q", [1, 1 << 63]),
                    "shares": array("d", [0.5]),
                    **in_rows("rows", [[1, 2, 3], [], [4]]),
                    **in_texts("texts", ["å", "", "sak"]),
                }
            )
        )
    )

    assert list(columns.hashes("hashes")) == [1, 1 << 63]
    assert list(columns.shares("shares")) == [0.5]
    assert [list(columns.rows("rows")(at)) for at in range(3)] == [[1, 2, 3], [], [4]]
    assert [columns.texts("texts")(at) for at in range(3)] == ["å", "", "sak"]


def test_a_number_is_found_where_it_stands() -> None:
    assert [among([3, 5, 8], number) for number in (3, 8, 4, 9)] == [0, 2, None, None]
