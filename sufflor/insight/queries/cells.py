"""Everything that is counted, by what it is counted of: one number for each kind of thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Literal, TypeVar

from django.db.models import (
    Aggregate,
    Case,
    CharField,
    Count,
    Model,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)

from sufflor.insight.models import AT_LINE, Entrance, Outcome, Passage
from sufflor.insight.queries.scopes import Period, revision
from sufflor.knowledge.models import Verdict
from sufflor.lib.clock import end_of_day, start_of_day
from sufflor.lib.kept import Kept
from sufflor.organization.models import Line
from sufflor.questions.models import Question, QuestionQuerySet

Cell = tuple[str, ...]
Cells = Mapping[Cell, int]
Part = Literal["area", "unit"]
# The cells of each area or unit, and of what belongs to none.
Parts = Mapping[int | None, Cells]
M = TypeVar("M", bound=Model)

ALL, SOLVED, NEAR, FAR = ("all",), ("solved",), ("near",), ("far",)
BOUNCED, STRAIGHT, MERGED = ("bounced",), ("straight",), ("merged",)
UNSOLVED = ("unsolved",)
ANSWERED, UNANSWERED = ("answered",), ("unanswered",)
UP, DOWN, BACK = ("move", "up"), ("move", "down"), ("move", "back")
ASKED = ("asked",)
HELPED, NOT_HELPED = ("verdict", "helped"), ("verdict", "not")
ENDS = ("answered", "waiting", "merged", "declined", "moved")

# How far a request can go, from where it came in to how it ended; nothing goes back.
ENTRANCES = tuple(each.value for each in Entrance)
LINES = tuple(str(line.value) for line in Line)
OUTCOMES = (Outcome.SOLVED.value, Outcome.OPEN.value)
LINKS: tuple[Cell, ...] = (
    *(("link", source, line) for source in ENTRANCES for line in LINES),
    *(
        ("link", line, target)
        for number, line in enumerate(LINES)
        for target in (*LINES[number + 1 :], *OUTCOMES)
    ),
)
CELLS: tuple[Cell, ...] = (
    *(ALL, SOLVED, UNSOLVED, NEAR, FAR, BOUNCED, STRAIGHT, ANSWERED, UNANSWERED, MERGED),
    *(UP, DOWN, BACK),
    *(("stay", line) for line in LINES),
    *LINKS,
    *(ASKED, *(("question", end) for end in ENDS)),
    *(HELPED, NOT_HELPED),
)

_PATHS: Mapping[Part, Mapping[str, str]] = {
    "area": {"passage": "area", "question": "area", "verdict": "article__area"},
    "unit": {"passage": "unit", "question": "asked_by__unit", "verdict": "person__unit"},
}
_PASSAGE_FACTS = ("entrance", "stations", "outcome", "solved_at_line")
_PASSAGE_SUMS: Mapping[str, Aggregate] = {
    "n": Count("pk"),
    "bounced": Count("pk", filter=Q(bounces__gt=0)),
    "answered": Count("answer_seconds"),
    "up": Sum("ups"),
    "down": Sum("downs"),
    "back": Sum("bounces"),
    **{f"stay{line.value}": Count(AT_LINE[line]) for line in Line},
}
_ENDING = Case(
    When(answer__isnull=False, then=Value("answered")),
    When(merged_into__isnull=False, then=Value("merged")),
    When(move__isnull=False, then=Value("moved")),
    When(Q(decline__isnull=False) | Q(hidden_at__isnull=False), then=Value("declined")),
    default=Value("waiting"),
    output_field=CharField(),
)


_kept: Kept[Parts] = Kept(size=64)


def link(source: str, target: str) -> Cell:
    return ("link", source, target)


def stay(line: int) -> Cell:
    return ("stay", str(line))


def ended(end: str) -> Cell:
    return ("question", end)


def of_the_house(period: Period) -> Cells:
    """Four queries, or three when requests are as they were."""
    return _gathered(period, {})[None]


def by_part(period: Period, part: Part) -> Parts:
    """The same of each area or unit, and of none. As many queries."""
    return _gathered(period, _PATHS[part])


def passages(period: Period) -> QuerySet[Passage]:
    return Passage.objects.filter(day__range=(period.first, period.last))


def asked(period: Period) -> QuestionQuerySet:
    """Questions in real hours; what is only practised is no question."""
    return Question.objects.filter(
        asked_at__gte=beginning(period), asked_at__lt=end(period), hour__rehearsal_of=None
    )


def beginning(period: Period) -> datetime:
    return start_of_day(period.first)


def end(period: Period) -> datetime:
    return end_of_day(period.last)


def _gathered(period: Period, paths: Mapping[str, str]) -> dict[int | None, Counter[Cell]]:
    """`paths` lead from what is counted to the part that it is of; without them it is all one."""
    key = (period.first, period.last, paths.get("passage"))
    kept = _kept.get(key, revision(), lambda: _of_passages(period, paths.get("passage")))
    found = defaultdict(Counter, {part: Counter(cells) for part, cells in kept.items()})
    questions = asked(period).annotate(end=_ENDING)
    for row in _grouped(questions, paths.get("question"), ["end"], {"n": Count("pk")}):
        found[row.part][ended(str(row.facts["end"]))] += row.sums["n"]
        found[row.part][ASKED] += row.sums["n"]
    verdicts = Verdict.objects.filter(at__gte=beginning(period), at__lt=end(period))
    for row in _grouped(verdicts, paths.get("verdict"), ["helped"], {"n": Count("pk")}):
        found[row.part][HELPED if row.facts["helped"] else NOT_HELPED] += row.sums["n"]
    return found


def _of_passages(period: Period, path: str | None) -> Parts:
    """What is read of requests alone; the same until something is counted anew."""
    found: dict[int | None, Counter[Cell]] = defaultdict(Counter, {None: Counter()})
    for row in _grouped(passages(period), path, _PASSAGE_FACTS, _PASSAGE_SUMS):
        _add_passages(found[row.part], row.facts, row.sums)
    return found


@dataclass(frozen=True)
class _Row:
    part: int | None
    facts: Mapping[str, str | int | bool | None]
    sums: Mapping[str, int]


def _grouped(
    rows: QuerySet[M], path: str | None, facts: Sequence[str], sums: Mapping[str, Aggregate]
) -> Iterator[_Row]:
    """So many of each kind, in one statement."""
    by = [path, *facts] if path else [*facts]
    for values in rows.order_by().values_list(*by).annotate(**sums):
        kinds = values[: len(by)]
        numbers = dict(zip(sums, values[len(by) :], strict=True))
        part = kinds[0] if path else None
        yield _Row(part, dict(zip(facts, kinds[len(by) - len(facts) :], strict=True)), numbers)


def _add_passages(
    cells: Counter[Cell], facts: Mapping[str, str | int | bool | None], sums: Mapping[str, int]
) -> None:
    number, solved_at = sums["n"], facts["solved_at_line"]
    cells[ALL] += number
    cells[BOUNCED] += sums["bounced"]
    cells[STRAIGHT] += number - sums["bounced"]
    cells[ANSWERED] += sums["answered"]
    cells[UNANSWERED] += number - sums["answered"]
    cells[SOLVED if solved_at is not None else UNSOLVED] += number
    for way in ("up", "down", "back"):
        cells["move", way] += sums[way]
    for line in Line:
        cells[stay(line)] += sums[f"stay{line}"]
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
