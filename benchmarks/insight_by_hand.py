"""The same figures counted by hand: row by row in plain Python, from nothing that insight keeps."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sufflor.insight.queries import Period

WAYS = {"up": "up", "down": "down", "sideways": "back", "return": "back"}
# Direction, line, from and until.
Move = tuple[str, int, datetime, datetime | None]
Cell = tuple[str, ...]
Cells = Counter[Cell]


@dataclass
class Sheet:
    """What somebody would have noted of one area, or of the whole house."""

    cells: Cells = field(default_factory=Counter)
    answers: list[int] = field(default_factory=list)
    stays: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


def differing(at: datetime) -> int:
    """How many figures of the whole house, and of each area of a month, are not as by hand."""
    from sufflor.insight.queries import periods
    from sufflor.insight.queries.gathered import by_part

    offered = periods(at)
    month = next(period for period in offered if period.is_month)
    wrong = 0
    for period in (*offered[:3], month):
        house = _sheets(period)
        wrong += _unlike(house, by_part(period, ""), period)
    by_area = _sheets(month, by_area=True)
    return wrong + _unlike(by_area, by_part(month, "area"), month, "area")


def _unlike(
    sheets: Mapping[int | None, Sheet],
    told: Mapping[int | None, Mapping[Cell, int]],
    period: Period,
    part: str = "",
) -> int:
    from sufflor.insight.queries import CELLS
    from sufflor.insight.queries.reckoned import counted

    wrong = 0
    medians = counted(period, "area" if part else "").medians
    for key in {*sheets, *told}:
        sheet, cells = sheets.get(key, Sheet()), told.get(key, {})
        wrong += sum(sheet.cells[cell] != cells.get(cell, 0) for cell in CELLS)
        found = medians.get(key)
        if found is None:
            wrong += bool(sheet.answers)
            continue
        pairs = [(sheet.answers, found.first_answer)]
        pairs += [(sheet.stays[line], time) for line, time in found.at_line.items()]
        wrong += sum(
            (statistics.median(times) if times else None)
            != (None if time is None else time.total_seconds())
            for times, time in pairs
        )
    return wrong


def _sheets(period: Period, *, by_area: bool = False) -> dict[int | None, Sheet]:
    from sufflor.desk.models import Movement, Request
    from sufflor.lib.clock import local_date

    sheets: defaultdict[int | None, Sheet] = defaultdict(Sheet)
    moves: defaultdict[int, list[Move]] = defaultdict(list)
    rows = Movement.objects.filter(undone_at=None).order_by("at", "pk")
    for request, *move in rows.values_list("request", "direction", "to_line", "at", "left_at"):
        moves[request].append((move[0], move[1], move[2], move[3]))
    for request in Request.objects.only(
        *("area", "origin", "form", "state", "line", "opened_at", "answered_at", "resolved_at")
    ).iterator():
        if period.first <= local_date(request.opened_at) <= period.last:
            sheet = sheets[request.area_id if by_area else None]
            _note(sheet, request, moves[request.pk])
    _note_the_rest(sheets, period, by_area=by_area)
    return sheets


def _note(sheet: Sheet, request: object, moves: Iterable[Move]) -> None:
    from sufflor.desk.models import Request

    assert isinstance(request, Request)
    moves, cells = list(moves), sheet.cells
    ways = [WAYS[way] for way, *_rest in moves if way in WAYS]
    is_over = request.state in {"resolved", "closed"}
    cells.update([("all",), ("solved",) if is_over else ("unsolved",)])
    cells.update(("move", way) for way in ways)
    cells[("bounced",) if "back" in ways else ("straight",)] += 1
    cells[("answered",) if request.answered_at else ("unanswered",)] += 1
    if request.answered_at:
        sheet.answers.append(int((request.answered_at - request.opened_at).total_seconds()))
    there: Counter[int] = Counter()
    for _way, line, since, left in moves:
        if until := left or request.resolved_at:
            there[line] += max(0, int((until - since).total_seconds()))
    for line, seconds in there.items():
        cells["stay", str(line)] += 1
        sheet.stays[line].append(seconds)
    if request.state == "merged":
        cells["merged",] += 1
        return
    if is_over:
        cells[("near",) if request.line == 1 else ("far",)] += 1
    stops = ["hour" if request.origin.startswith("questions.") else "other"]
    if stops == ["other"] and request.form_id:
        stops = ["form"]
    furthest = 0
    for line in [line for _way, line, *_rest in moves] or [request.line]:
        if line > furthest:
            furthest = line
            stops.append(str(line))
    cells.update(("link", *pair) for pair in pairwise([*stops, "solved" if is_over else "open"]))


def _note_the_rest(
    sheets: defaultdict[int | None, Sheet], period: Period, *, by_area: bool
) -> None:
    from sufflor.knowledge.models import Verdict
    from sufflor.lib.clock import local_date
    from sufflor.questions.models import Question

    rows = Question.objects.filter(hour__rehearsal_of=None)
    for question in rows.select_related("answer", "move", "decline"):
        if period.first <= local_date(question.asked_at) <= period.last:
            cells = sheets[question.area_id if by_area else None].cells
            cells.update([("asked",), ("question", _end(question))])
    for verdict in Verdict.objects.select_related("article"):
        if period.first <= local_date(verdict.at) <= period.last:
            cells = sheets[verdict.article.area_id if by_area else None].cells
            cells["verdict", "helped" if verdict.helped else "not"] += 1


def _end(question: object) -> str:
    if hasattr(question, "answer"):
        return "answered"
    if getattr(question, "merged_into_id", None):
        return "merged"
    if hasattr(question, "move"):
        return "moved"
    is_over = hasattr(question, "decline") or getattr(question, "hidden_at", None)
    return "declined" if is_over else "waiting"
