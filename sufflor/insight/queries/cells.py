"""Everything that is counted, by what it is counted of: one number for each kind of thing."""

from __future__ import annotations

from collections.abc import Mapping

from sufflor.insight.models import Entrance, Outcome
from sufflor.organization.models import HelpKind, Line

Cell = tuple[str, ...]
Cells = Mapping[Cell, int]
# The cells of each area or unit, and of what belongs to none.
Parts = Mapping[int | None, Cells]

ALL, SOLVED, NEAR, FAR = ("all",), ("solved",), ("near",), ("far",)
BOUNCED, STRAIGHT, MERGED = ("bounced",), ("straight",), ("merged",)
UNSOLVED = ("unsolved",)
ANSWERED, UNANSWERED = ("answered",), ("unanswered",)
UP, DOWN, BACK = ("move", "up"), ("move", "down"), ("move", "back")
ASKED = ("asked",)
HELPED, NOT_HELPED = ("verdict", "helped"), ("verdict", "not")
# Of a question nobody may have said which; of a request somebody always has.
NOT_SAID = "not"
KINDS = tuple(kind.value for kind in HelpKind)
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
    *(("kind", kind) for kind in KINDS),
    *(("asked", kind) for kind in (*KINDS, NOT_SAID)),
)


def link(source: str, target: str) -> Cell:
    return ("link", source, target)


def stay(line: int) -> Cell:
    return ("stay", str(line))


def seconds(line: int) -> Cell:
    """How long all stays at a line were together; no number of a page, but what means are made
    of."""
    return ("seconds", str(line))


def of_kind(kind: str) -> Cell:
    """Requests that ask for this kind of help."""
    return ("kind", kind)


def asked_of_kind(kind: str) -> Cell:
    """Questions in hours that do."""
    return ("asked", kind or NOT_SAID)


def ended(end: str) -> Cell:
    return ("question", end)
