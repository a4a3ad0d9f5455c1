"""What lies around a text, among the questions that were learned from."""

from __future__ import annotations

import pytest

from sufflor.search import meaning
from sufflor.search.learning import fingerprint, read_lessons
from sufflor.search.lessons import KNOWN_BY, PLACE, pointing, surroundings, written
from sufflor.search.meaning import DIMENSIONS, learned
from sufflor.search.prepared import Columns

ASKED = "Hvem godkjenner brevet når sjefen er på ferie?"
SAME = "lederen er borte, hvem kan godkjenne da"
OTHER = "Hvor mange vedlegg får en e-post ha?"


def test_the_same_in_other_words_has_more_of_the_same_around_it() -> None:
    asked, same, other = (surroundings(pointing(text)) for text in (ASKED, SAME, OTHER))

    assert asked.alike(asked) == pytest.approx(1)
    assert asked.alike(same) > asked.alike(other)
    assert asked.alike(same) == pytest.approx(same.alike(asked))


def test_a_lesson_has_itself_nearest() -> None:
    at, title = 4_000, [one.title for one in read_lessons()][4_000]

    around = surroundings(pointing(title))

    assert max(around.shares, key=lambda one: around.shares[one]) == at
    assert len(around.shares) >= KNOWN_BY
    assert 0 < around.close <= 1.1


def test_what_points_nowhere_has_nothing_around_it() -> None:
    nowhere = surroundings(pointing("qzxw"))

    assert nowhere.close == 0
    assert nowhere.alike(surroundings(pointing(ASKED))) == 0


def test_a_lesson_is_written_as_it_points() -> None:
    content = written([ASKED, "qzxw"], 7, meaning.PLACE.read_bytes())

    columns = Columns(memoryview(content))
    assert list(columns.hashes("made of")) == [7, int(learned().name, 16)]
    assert bytes(columns.raw("rows"))[:DIMENSIONS] == pointing(ASKED)


def test_what_is_kept_was_written_of_the_lessons_of_today() -> None:
    made_of = list(Columns(memoryview(PLACE.read_bytes())).hashes("made of"))

    assert made_of == [fingerprint(), int(learned().name, 16)], (
        "Learn anew: python3 do.py manage search_learn"
    )
