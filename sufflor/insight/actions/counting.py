"""Counting requests: each that has changed since it was last counted is counted anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from sufflor.desk.models import Direction, Movement, Request, State
from sufflor.insight.models import AT_LINE, Counting, Entrance, Outcome, Passage, Reckoned
from sufflor.insight.queries.passages import counted_now
from sufflor.insight.queries.reckoned import as_values, print_of, prints, to_reckon
from sufflor.lib.clock import local_date

PORTION = 1_000
_COUNTED = [field.name for field in Passage._meta.concrete_fields if field.name != "request"]


def count(*, at: datetime, portion: int = PORTION) -> int:
    """Everything that has changed, in portions; what is late is mended by the next one. Then the
    periods that pages are made of, so that no reader waits for it. Counting twice is counting
    once."""
    counted, last = 0, 0
    while rows := _changed(last, portion):
        with transaction.atomic():
            _count(rows)
        counted, last = counted + len(rows), rows[-1].pk
    _note(at, _reckoned_anew(at), is_new=counted > 0)
    return counted


@dataclass(frozen=True)
class _Anew:
    """`wanted` are the periods that are on the list, by how they are found; `rows` those of them
    whose requests are not what they were."""

    wanted: frozenset[tuple[date, date, str]]
    rows: tuple[Reckoned, ...]


def _reckoned_anew(at: datetime) -> _Anew:
    """Outside any transaction, since it takes a while."""
    there = {
        (row.first, row.last, row.part): row.made_of for row in Reckoned.objects.defer("values")
    }
    known = prints()
    wanted: dict[tuple[date, date, str], Reckoned | None] = {}
    for period, part in to_reckon(at):
        key, made_of = (period.first, period.last, part), print_of(period, known)
        if not made_of or key in wanted:
            continue
        wanted[key] = None
        if there.get(key) != made_of:
            values = as_values(counted_now(period, part))
            wanted[key] = Reckoned(
                first=period.first, last=period.last, part=part, made_of=made_of, values=values
            )
    return _Anew(frozenset(wanted), tuple(row for row in wanted.values() if row))


@transaction.atomic
def _note(at: datetime, anew: _Anew, *, is_new: bool) -> None:
    """Last of all and together, so that what is kept under a revision has all that was counted by
    then."""
    for row in Reckoned.objects.defer("values"):
        if (row.first, row.last, row.part) not in anew.wanted:
            row.delete()
    Reckoned.objects.bulk_create(
        anew.rows,
        update_conflicts=True,
        unique_fields=["first", "last", "part"],
        update_fields=["made_of", "values"],
    )
    is_new = is_new or bool(anew.rows)
    if not Counting.objects.filter(pk=1).update(at=at, revision=F("revision") + int(is_new)):
        # Not as it was while there was none.
        Counting.objects.create(pk=1, at=at, revision=1)


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
            "help_kind",
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
        help_kind=request.help_kind,
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
