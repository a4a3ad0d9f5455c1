"""Counting requests: each that has changed since it was last counted is counted anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from sufflor.desk.models import Direction, Movement, Request, State
from sufflor.insight.models import AT_LINE, Counting, Entrance, Outcome, Passage
from sufflor.lib.clock import local_date

PORTION = 1_000
_COUNTED = [field.name for field in Passage._meta.concrete_fields if field.name != "request"]


def count(*, at: datetime, portion: int = PORTION) -> int:
    """Everything that has changed, in portions; what is late is mended by the next one. Counting
    twice is counting once."""
    counted, last = 0, 0
    while rows := _changed(last, portion):
        with transaction.atomic():
            _count(rows)
        counted, last = counted + len(rows), rows[-1].pk
    _note(at, is_new=counted > 0)
    return counted


def _note(at: datetime, *, is_new: bool) -> None:
    """Last of all, so that what is kept under a revision has all that was counted by then."""
    if not Counting.objects.filter(pk=1).update(at=at, revision=F("revision") + int(is_new)):
        Counting.objects.create(pk=1, at=at)


def _changed(last: int, portion: int) -> list[Request]:
    as_it_is = Passage.objects.filter(request=OuterRef("pk"), revision=OuterRef("revision"))
    rows = Request.objects.filter(~Exists(as_it_is), pk__gt=last).order_by("pk")
    return list(
        rows.only(
            "revision",
            "area",
            "unit",
            "form",
            "origin",
            "line",
            "state",
            "opened_at",
            "answered_at",
            "resolved_at",
        )[:portion]
    )


def _count(requests: Sequence[Request]) -> None:
    moved: dict[int, list[Movement]] = defaultdict(list)
    movements = Movement.objects.filter(request__in=[row.pk for row in requests], undone_at=None)
    for movement in movements.only("request", "direction", "to_line", "at", "left_at"):
        moved[movement.request_id].append(movement)
    Passage.objects.bulk_create(
        [_passage(row, moved[row.pk]) for row in requests],
        update_conflicts=True,
        unique_fields=["request"],
        update_fields=_COUNTED,
        batch_size=250,
    )


def _passage(request: Request, moves: Sequence[Movement]) -> Passage:
    outcome = _outcome(request)
    times = _times(moves, request.resolved_at)
    return Passage(
        request_id=request.pk,
        revision=request.revision,
        day=local_date(request.opened_at),
        area_id=request.area_id,
        unit_id=request.unit_id,
        entrance=_entrance(request),
        stations=_stations([move.to_line for move in moves] or [request.line]),
        outcome=outcome,
        solved_at_line=request.line if outcome == Outcome.SOLVED else None,
        ups=_number(moves, Direction.UP),
        downs=_number(moves, Direction.DOWN),
        bounces=_number(moves, Direction.SIDEWAYS, Direction.RETURN),
        answer_seconds=_seconds(request.opened_at, request.answered_at),
        **{name: times.get(line) for line, name in AT_LINE.items()},
    )


def _outcome(request: Request) -> Outcome:
    if request.is_unresolved:
        return Outcome.OPEN
    return Outcome.MERGED if request.state == State.MERGED else Outcome.SOLVED


def _entrance(request: Request) -> Entrance:
    if request.origin.startswith("questions."):
        return Entrance.HOUR
    return Entrance.FORM if request.form_id else Entrance.OTHER


def _stations(lines: Iterable[int]) -> int:
    """Bit by bit, the lines that were further away than all before them."""
    furthest = stations = 0
    for line in lines:
        if line > furthest:
            furthest, stations = line, stations | 1 << line
    return stations


def _times(moves: Iterable[Movement], ended_at: datetime | None) -> dict[int, int]:
    """How long it was at each line, of the stays that have ended."""
    times: dict[int, int] = {}
    for move in moves:
        until = move.left_at or ended_at
        if until is not None:
            spent = max(0, int((until - move.at).total_seconds()))
            times[move.to_line] = times.get(move.to_line, 0) + spent
    return times


def _number(moves: Iterable[Movement], *ways: Direction) -> int:
    return sum(move.direction in ways for move in moves)


def _seconds(since: datetime, until: datetime | None) -> int | None:
    return max(0, int((until - since).total_seconds())) if until else None
