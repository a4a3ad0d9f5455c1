"""What is read of requests alone, for one period: of the whole house, or of each area or unit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Literal, TypeVar

from django.db.models import Aggregate, Count, Model, Q, QuerySet, Sum

from sufflor.insight.models import AT_LINE, Outcome, Passage
from sufflor.insight.queries.cells import (
    ALL,
    ANSWERED,
    BOUNCED,
    FAR,
    MERGED,
    NEAR,
    SOLVED,
    STRAIGHT,
    UNANSWERED,
    UNSOLVED,
    Cell,
    Parts,
    link,
    of_kind,
    seconds,
    stay,
)
from sufflor.insight.queries.scopes import Period
from sufflor.organization.models import Line

# Of the whole house where it is empty.
Part = Literal["", "area", "unit"]
M = TypeVar("M", bound=Model)

_FACTS = ("entrance", "stations", "outcome", "solved_at_line", "help_kind")
_SUMS: Mapping[str, Aggregate] = {
    "n": Count("pk"),
    "bounced": Count("pk", filter=Q(bounces__gt=0)),
    "answered": Count("answer_seconds"),
    "up": Sum("ups"),
    "down": Sum("downs"),
    "back": Sum("bounces"),
    **{f"stay{line.value}": Count(column) for line, column in AT_LINE.items()},
    **{f"seconds{line.value}": Sum(column) for line, column in AT_LINE.items()},
}


@dataclass(frozen=True)
class Medians:
    """The middle ones of what there is, in whole or half seconds."""

    first_answer: timedelta | None
    at_line: Mapping[Line, timedelta | None]


@dataclass(frozen=True)
class Counted:
    """By area or unit, with None for what belongs to none; of the whole house all is under None.
    Units have no medians here: theirs are of all below them."""

    cells: Parts
    medians: Mapping[int | None, Medians]


@dataclass(frozen=True)
class Row:
    """So many of one kind."""

    part: int | None
    facts: Mapping[str, str | int | bool | None]
    sums: Mapping[str, int]


def passages(period: Period) -> QuerySet[Passage]:
    return Passage.objects.filter(day__range=(period.first, period.last))


def counted_now(period: Period, part: Part) -> Counted:
    """Two queries, or one."""
    cells: dict[int | None, Counter[Cell]] = defaultdict(Counter, {None: Counter()})
    for row in grouped(passages(period), part, _FACTS, _SUMS):
        _add(cells[row.part], row.facts, row.sums)
    return Counted(cells, {} if part == "unit" else _medians_by(passages(period), part))


def medians_of(rows: QuerySet[Passage]) -> Medians:
    return _medians_by(rows, "")[None]


def middle_of(seconds: Sequence[float]) -> timedelta | None:
    """Of numbers in their order the middle one, or the mean of the two in the middle."""
    number = len(seconds)
    two = seconds[(number - 1) // 2 : number // 2 + 1] if number else []
    return timedelta(seconds=sum(two) / len(two)) if two else None


def grouped(
    rows: QuerySet[M], path: str, facts: Sequence[str], sums: Mapping[str, Aggregate]
) -> Iterator[Row]:
    """So many of each kind, in one statement; `path` leads to the part that each is of."""
    by = [path, *facts] if path else [*facts]
    for values in rows.order_by().values_list(*by).annotate(**sums):
        kinds = values[: len(by)]
        numbers = dict(zip(sums, values[len(by) :], strict=True))
        part = kinds[0] if path else None
        yield Row(part, dict(zip(facts, kinds[len(by) - len(facts) :], strict=True)), numbers)


def _medians_by(rows: QuerySet[Passage], path: str) -> dict[int | None, Medians]:
    """All columns at once, sorted here: a store would read and sort the rows once for each."""
    columns = ("answer_seconds", *AT_LINE.values())
    times: dict[int | None, list[tuple[int | None, ...]]] = defaultdict(list, {None: []})
    if path:
        for part, *values in rows.order_by().values_list(path, *columns):
            times[part].append(tuple(values))
    else:
        times[None] = list(rows.order_by().values_list(*columns))
    return {part: _medians(there) for part, there in times.items()}


def _medians(times: Sequence[tuple[int | None, ...]]) -> Medians:
    columns = list(zip(*times, strict=True)) or [()] * (1 + len(AT_LINE))
    answers, *stays = (sorted(each for each in column if each is not None) for column in columns)
    by_line = zip(AT_LINE, stays, strict=True)
    return Medians(middle_of(answers), {line: middle_of(there) for line, there in by_line})


def _add(
    cells: Counter[Cell], facts: Mapping[str, str | int | bool | None], sums: Mapping[str, int]
) -> None:
    number, solved_at = sums["n"], facts["solved_at_line"]
    cells[ALL] += number
    cells[of_kind(str(facts["help_kind"]))] += number
    cells[BOUNCED] += sums["bounced"]
    cells[STRAIGHT] += number - sums["bounced"]
    cells[ANSWERED] += sums["answered"]
    cells[UNANSWERED] += number - sums["answered"]
    cells[SOLVED if solved_at is not None else UNSOLVED] += number
    for way in ("up", "down", "back"):
        cells["move", way] += sums[way]
    for line in Line:
        cells[stay(line)] += sums[f"stay{line}"]
        cells[seconds(line)] += sums[f"seconds{line}"] or 0
    if facts["outcome"] == Outcome.MERGED:
        cells[MERGED] += number
        return
    if solved_at is not None:
        cells[NEAR if solved_at == Line.ADVISER else FAR] += number
    stops = [str(facts["entrance"]), *_lines(int(facts["stations"] or 0)), str(facts["outcome"])]
    for source, target in pairwise(stops):
        cells[link(source, target)] += number


def _lines(stations: int) -> list[str]:
    return [str(line.value) for line in Line if stations >> line & 1]
