"""What is read beforehand is what the first writer would have waited for."""

from __future__ import annotations

from pathlib import Path

import pytest

from sufflor.search import lexicon, thesaurus, warming
from sufflor.search.warming import warm_up


def test_nothing_is_left_to_read_for_the_first_who_writes() -> None:
    warm_up()

    assert lexicon._dictionary.cache_info().currsize == 1
    assert thesaurus.everyday.cache_info().currsize == 1


def test_where_no_process_can_prepare_the_words_they_are_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warming, "everyday_place", lambda: tmp_path / "none.bin")
    monkeypatch.setattr("sys.executable", str(tmp_path / "no-python"))

    warm_up()

    assert thesaurus.everyday.cache_info().currsize == 1
