"""Which numbers may be told: no group under five, nor one that is found by taking away the others.

A number that is hidden is a part of some whole that is told. So what is hidden of a whole is never
a sum of one to four: where it would be, the smallest of the others is hidden with it. Nothing is
said to be nothing, since there is nobody in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import TypeVar

from sufflor.lib.counting import FEWEST_COUNTED

K = TypeVar("K", bound=Hashable)


def is_few(number: int) -> bool:
    return 0 < number < FEWEST_COUNTED


def seen(number: int) -> int | None:
    """A number that is no part of anything else that is told."""
    return None if is_few(number) else number


def told(
    parts: Mapping[K, int], never: Collection[K] = (), *, never_one: bool = False
) -> frozenset[K]:
    """The parts of a whole whose numbers may be told beside it; `never` are hidden already.

    `never_one`: what is hidden alone is found at once, however large it is. That matters where it
    is hidden for the sake of another page.
    """
    shown = {key for key, number in parts.items() if key not in never and not is_few(number)}
    by_size = sorted(shown, key=lambda key: (parts[key] == 0, parts[key], str(key)))
    for key in by_size:
        hidden = parts.keys() - shown
        is_alone = never_one and len(hidden) == 1
        if not is_alone and not is_few(sum(parts[each] for each in hidden)):
            break
        shown.discard(key)
    return frozenset(shown)


def told_in_tree(
    counts: Mapping[int | None, int], above: Mapping[int, int | None]
) -> frozenset[int]:
    """The units whose numbers, with all below them, may be told beside those above them.

    What lies at a unit itself, and at none, is a part that is never told; below what is hidden
    nothing is told.
    """
    below: dict[int | None, list[int]] = defaultdict(list)
    for unit, parent in above.items():
        below[parent if parent in above else None].append(unit)
    sums = sums_in_tree(counts, above)
    found: set[int] = set()
    waiting: list[int | None] = [None]
    while waiting:
        parent = waiting.pop()
        parts: dict[int | None, int] = {unit: sums[unit] for unit in below[parent]}
        itself = counts.get(parent, 0)
        if parts:
            here = told({**parts, None: itself}, never=[None])
            there = [unit for unit in here if unit is not None]
            found.update(there)
            waiting += there
    return frozenset(found)


def sums_in_tree(
    counts: Mapping[int | None, int], above: Mapping[int, int | None]
) -> dict[int, int]:
    """Of each unit and all below it."""
    sums = dict.fromkeys(above, 0)
    for unit, number in counts.items():
        seen: set[int] = set()
        while unit is not None and unit in sums and unit not in seen:
            sums[unit] += number
            seen.add(unit)
            unit = above[unit]
    return sums


def told_together(
    numbers: Mapping[K, int], groups: Iterable[Collection[K]], hidden: Collection[K]
) -> frozenset[K]:
    """The numbers of one page that may be told, where each group is the parts of a whole that is
    known. A number may be in several; hiding one can ask for another, until nothing changes."""
    never = set(hidden)
    groups = [list(group) for group in groups]
    while True:
        before = len(never)
        for group in groups:
            parts = {key: numbers[key] for key in group}
            never |= parts.keys() - told(parts, never, never_one=True)
        if len(never) == before:
            return frozenset(numbers) - never
