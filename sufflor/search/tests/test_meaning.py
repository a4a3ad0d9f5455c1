"""Texts that say the same in other words point the same way."""

from __future__ import annotations

import pytest

from sufflor.search.expansion import meant_by
from sufflor.search.learning import Lesson, fingerprint, learn, read_lessons
from sufflor.search.meaning import (
    DIMENSIONS,
    PLACE,
    Around,
    Meanings,
    closeness,
    features,
    in_bytes,
    learned,
    np,
)
from sufflor.search.prepared import Columns

pytestmark = pytest.mark.storeless


def meaning(text: str, meanings: Meanings | None = None) -> bytes:
    concepts = {one.concept: one.strength for one in meant_by(text)}
    return (meanings or learned()).of(features(text, concepts))


def towards(*numbers: float) -> bytes:
    """Each number in a third of the dimensions: none may be larger than a byte holds."""
    direction = np.zeros(DIMENSIONS, np.float32)
    direction[: len(numbers) * DIMENSIONS // 3] = np.repeat(numbers, DIMENSIONS // 3)
    return in_bytes(direction / np.sqrt(direction @ direction))


def test_what_people_say_lies_nearer_to_its_page_than_to_others() -> None:
    pages = [
        "Sette stedfortreder ved fravær",
        "Skjerme navn i tittelen på en sak",
        "Sende brev til digital postkasse",
    ]

    near = closeness(meaning("sjefen har fri, hvem kan trykke ok for ham"), map(meaning, pages))

    assert near[0] == max(near)
    assert near[0] > 2 * max(near[1:])


@pytest.mark.parametrize("text", ["", "  ", "?!", "ʘʘʘʘ ʞʞʞʞ"])
def test_what_nobody_has_learned_points_nowhere(text: str) -> None:
    assert meaning(text) == b""
    assert closeness(b"", [meaning("sak"), b""]) == [0.0, 0.0]
    assert closeness(meaning("sak"), [b"", b"too short"]) == [0.0, 0.0]


def test_the_nearest_come_first_and_equals_are_left_to_whoever_knows_their_names() -> None:
    there = {1: towards(0, 1), 2: towards(1, 1), 3: towards(1, 0.1), 4: towards(1, 1), 5: b""}

    def numbers(wanted: set[int], least: float, most: int) -> list[int]:
        found = Around(there).nearest(towards(1), wanted, least=least, most=most)
        return [number for _near, number in found]

    assert numbers({1, 2, 3, 4, 5}, 0.5, 9) == [3, 2, 4]
    assert numbers({1, 2, 3, 4, 5}, 0.5, 2) == [3, 2, 4]
    assert numbers({1, 2, 4, 5}, 0.5, 1) == [2, 4]
    assert numbers({1, 5}, 0.5, 9) == []


def test_a_direction_weighs_the_same_in_a_crowd_as_alone() -> None:
    own, others = meaning("journalføre e-post"), [meaning(f"sak {n} om post") for n in range(40)]

    alone = [closeness(own, [other])[0] for other in others]

    assert closeness(own, others) == alone


def test_pairs_that_were_learned_meet_and_others_do_not() -> None:
    lessons = [
        Lesson("Avgangsskjema", "Skjemaet leveres.", ["sier opp", "slutter i jobben"] * 3),
        Lesson("Reiseregning", "Utgifter refunderes.", ["penger for tog", "betalt hotell"] * 3),
        Lesson("Nøkkelkort", "Kort utstedes.", ["døra er låst", "kommer ikke inn i huset"] * 3),
    ]

    content = learn(lessons, [[["dør"], ["inngang"]]], tell=lambda _text: None, rounds=60)

    meanings = Meanings(memoryview(content))
    pages = [meaning(f"{one.title}. {one.text}", meanings) for one in lessons]
    for at, lesson in enumerate(lessons):
        for asked in lesson.asked:
            near = closeness(meaning(asked, meanings), pages)
            assert near[at] == max(near), asked


def test_what_is_kept_was_learned_from_the_lists_of_today() -> None:
    made_of = Columns(memoryview(PLACE.read_bytes())).hashes("made of")

    assert list(made_of) == [fingerprint()], "Learn anew: python3 do.py manage search_learn"


def test_every_lesson_has_ways_to_ask_and_none_is_written_twice() -> None:
    lessons = list(read_lessons())

    assert [one.title for one in lessons if len(one.asked) < _least_ways(one)] == []
    assert [one.title for one in lessons if len(set(one.asked)) < len(one.asked)] == []


def _least_ways(lesson: Lesson) -> int:
    """A page is asked for in more ways than a question that lies beside others."""
    return 7 if lesson.text else 4
