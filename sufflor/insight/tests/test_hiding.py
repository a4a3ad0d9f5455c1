"""What is hidden is never one to four people, however one takes numbers from each other."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from sufflor.insight.hiding import is_few, sums_in_tree, told, told_in_tree, told_together

# A university with two faculties, three institutes and a department.
ABOVE = {1: None, 10: 1, 20: 1, 30: 1, 11: 10, 12: 10, 13: 10, 21: 20}


def test_a_group_under_five_is_hidden_and_so_is_the_one_that_would_give_it_away() -> None:
    assert told({"a": 3, "b": 9, "c": 20}) == {"c"}
    assert told({"a": 3, "b": 2, "c": 20}) == {"c"}
    assert told({"a": 7, "b": 9}) == {"a", "b"}


def test_nothing_is_no_group() -> None:
    assert told({"a": 0, "b": 9}) == {"a", "b"}


def test_what_is_hidden_alone_for_the_sake_of_another_page_takes_one_with_it() -> None:
    assert told({"a": 40, "b": 9, "c": 0}, never=["a"], never_one=True) == {"c"}
    assert told({"a": 40, "b": 0}, never=["a"], never_one=True) == frozenset()


def test_a_unit_counts_those_below_it() -> None:
    sums = sums_in_tree({11: 3, 12: 4, 10: 1, None: 2}, ABOVE)

    assert sums[10] == 8
    assert sums[1] == 8
    assert sums[20] == 0


def test_what_lies_at_the_unit_itself_is_not_found_from_those_below_it() -> None:
    """Three at the faculty itself: with both institutes told, they would be what is left."""
    shown = told_in_tree({10: 3, 11: 9, 12: 8}, ABOVE)

    assert 10 in shown
    assert 11 in shown
    assert 12 not in shown


@pytest.mark.parametrize("seed", range(200))
def test_no_difference_between_what_is_told_is_one_to_four(seed: int) -> None:
    """Every whole beside any choice of its parts, and any unit beside any above it."""
    chance = Random(seed)
    counts = {unit: chance.choice((0, 0, 1, 2, 3, 4, 5, 6, 9, 30)) for unit in (*ABOVE, None)}
    sums = sums_in_tree(counts, ABOVE) | {None: sum(counts.values())}

    shown = told_in_tree(counts, ABOVE)

    assert not any(is_few(sums[unit]) for unit in shown)
    for whole in (None, *shown):
        below = [unit for unit in shown if ABOVE[unit] == whole]
        for size in range(1, len(below) + 1):
            for some in combinations(below, size):
                left = sums[whole] - sum(sums[unit] for unit in some)
                assert not is_few(left) or is_few(sums[whole]), (counts, whole, some)
    for unit in shown:
        for other in shown:
            if _is_above(other, unit):
                assert not is_few(sums[other] - sums[unit]), (counts, other, unit)


def _is_above(other: int, unit: int) -> bool:
    above = ABOVE[unit]
    return above is not None and (above == other or _is_above(other, above))


@pytest.mark.parametrize("seed", range(50))
def test_numbers_of_one_page_give_none_of_each_other_away(seed: int) -> None:
    chance = Random(seed)
    numbers = {key: chance.choice((0, 1, 2, 4, 5, 7, 30)) for key in "abcdefgh"}
    groups = ["abc", "cde", "fgh", "aeh"]
    hidden = {key for key, number in numbers.items() if is_few(number)}

    shown = told_together(numbers, groups, hidden)

    for group in groups:
        kept_back = [key for key in group if key not in shown]
        assert len(kept_back) != 1
        whole = sum(numbers[key] for key in group)
        assert not is_few(sum(numbers[key] for key in kept_back)) or len(kept_back) == len(group)
        assert not kept_back or whole >= 0
