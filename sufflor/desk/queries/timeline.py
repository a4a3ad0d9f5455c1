"""What a user reads of a request: how it stands, how far it has come, and what has happened.

Of the back stage only the line is known here: no note, no reason, no group, nobody's name but
those who write to the user or have the request now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sufflor.desk import rules
from sufflor.desk.models import Access, Message, Movement, Request, Source, State
from sufflor.desk.models.access import FRONT
from sufflor.desk.queries.attached import Attached
from sufflor.desk.queries.own import messages
from sufflor.events.models import reference
from sufflor.events.queries import history
from sufflor.files.models import StoredFile
from sufflor.organization.models import Line, User


class Kind(StrEnum):
    SENT = "sent"
    SAID = "said"
    MOVED = "moved"
    CLOSED = "closed"


@dataclass(frozen=True)
class Happening:
    """One thing that happened. `line` is where the request went, or where its helper stood."""

    kind: Kind
    at: datetime
    line: Line | None = None
    message: Message | None = None
    is_first: bool = False
    files: Sequence[StoredFile] = ()


@dataclass(frozen=True)
class Step:
    """A place on the way; without a line it is the beginning or the end."""

    line: Line | None
    is_done: bool
    is_current: bool
    is_end: bool = False


@dataclass(frozen=True)
class Follower:
    name: str
    source: str


@dataclass(frozen=True)
class Timeline:
    """`happenings` are newest first. `helper` is who has it now, where one person has."""

    request: Request
    happenings: tuple[Happening, ...]
    steps: tuple[Step, ...]
    files: tuple[StoredFile, ...]
    followers: tuple[Follower, ...]
    helper: User | None
    taken_into: Request | None
    wants_all: bool
    may_write: bool
    may_close: bool
    may_leave: bool

    @property
    def others(self) -> int:
        """How many follow it besides the reader."""
        return len(self.followers) - 1


def timeline(request: Request, person: User, at: datetime) -> Timeline:
    """Five queries, one more for what was taken into another."""
    moved = _seen_moves(request)
    said = list(messages(request, at))
    attached = Attached(map(reference, [request, *said]))
    access = Access.objects.valid(at).filter(request=request, source__in=FRONT)
    rows = list(access.select_related("person").order_by("given_at", "pk"))
    own = [row for row in rows if row.person_id == person.pk]
    is_over = request.state in {State.CLOSED, State.MERGED}
    return Timeline(
        request=request,
        happenings=tuple(_happenings(request, moved, said, attached)),
        steps=tuple(_steps(request, moved)),
        files=tuple(attached.of(reference(request))),
        followers=tuple(_followers(rows)),
        helper=request.assignee if request.is_unresolved else None,
        taken_into=_taken_into(request, person, at),
        wants_all=any(row.wants_all for row in own),
        may_write=bool(own) and request.state != State.MERGED,
        may_close=not is_over and rules.may_close(person, request, at),
        may_leave=bool(own) and all(row.source == Source.PARTICIPANT for row in own),
    )


def _seen_moves(request: Request) -> list[tuple[datetime, Line]]:
    """Where it came to, and when. From one group to another at the same line is nothing to tell."""
    rows = Movement.objects.filter(request=request, undone_at=None).order_by("at", "pk")
    moves: list[tuple[datetime, Line]] = []
    for at, line in rows.values_list("at", "to_line"):
        if not moves or moves[-1][1] != line:
            moves.append((at, Line(line)))
    return moves


def _happenings(
    request: Request,
    moves: Sequence[tuple[datetime, Line]],
    said: Sequence[Message],
    attached: Attached,
) -> list[Happening]:
    happened = [Happening(Kind.SENT, request.opened_at)]
    happened += [
        Happening(Kind.MOVED, moved_at, line, is_first=number == 0)
        for number, (moved_at, line) in enumerate(moves)
    ]
    happened += [
        Happening(Kind.SAID, one.at, _line_at(one, moves), one, files=attached.of(reference(one)))
        for one in said
    ]
    if request.state == State.CLOSED and request.resolved_at:
        ends = history(request).filter(verb__in=["request.judged", "request.closed"])
        end = ends.last()
        happened.append(Happening(Kind.CLOSED, end.at if end else request.resolved_at))
    # What happened at the same instant stays in the order above.
    return sorted(happened, key=lambda one: one.at)[::-1]


def _line_at(said: Message, moves: Sequence[tuple[datetime, Line]]) -> Line | None:
    """Where the request was when its helper wrote."""
    if not said.is_from_helper:
        return None
    before = [line for moved_at, line in moves if moved_at <= said.at]
    return before[-1] if before else None


def _steps(request: Request, moves: Sequence[tuple[datetime, Line]]) -> Iterator[Step]:
    """Only the places that it has been at: nobody knows beforehand how far it must go."""
    is_open = request.is_unresolved
    yield Step(None, is_done=True, is_current=is_open and not moves)
    for line in sorted({line for _at, line in moves}):
        is_current = is_open and line == request.line
        yield Step(line, is_done=not is_current, is_current=is_current)
    yield Step(None, is_done=not is_open, is_current=not is_open, is_end=True)


def _followers(rows: Sequence[Access]) -> Iterator[Follower]:
    """Each once, by what they have most to do with it."""
    seen = set()
    for row in rows:
        if row.person and row.person_id not in seen:
            seen.add(row.person_id)
            yield Follower(row.person.full_name, row.source)


def _taken_into(request: Request, person: User, at: datetime) -> Request | None:
    """What it is followed together with now, for those who may see that one."""
    if request.state != State.MERGED:
        return None
    into = request.joinings.filter(undone_at=None).values("into")
    return Request.objects.followed_by(person, at).filter(pk__in=into).first()
