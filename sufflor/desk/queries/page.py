"""One request as a helper has it before them: the thread, the ladder, who writes just now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from sufflor.desk import rules
from sufflor.desk.models import Access, Level, Message, Movement, Note, Request, Seat, Source
from sufflor.desk.models.movements import NOTE_LENGTH
from sufflor.desk.models.requests import RequestQuerySet
from sufflor.desk.queries.attached import Attached
from sufflor.desk.queries.delays import lacks_reason
from sufflor.desk.queries.standing import About, asked_by
from sufflor.desk.queries.thread import NEWEST, MessageLine, NoteLine, messages_of, notes_of
from sufflor.events.models import reference
from sufflor.files.models import StoredFile
from sufflor.lib.prepared import Values, prepared_rows
from sufflor.lib.text import shortened
from sufflor.organization.models import Line, User

# Whoever has not written for so long is not writing any more.
SEAT_LASTS = timedelta(minutes=2)
# With more than so many entries the newest is far down.
LONG = 8
# So many of the last notes go along with a handover.
NOTES_TOLD = 3
# What a form may call the text of a fault, for the note that goes along with a handover.
ERROR_FIELDS = ("message", "error_text")


@dataclass(frozen=True)
class Entry:
    """One line of the thread: one of the three, and never two."""

    at: datetime
    message: MessageLine | None = None
    note: NoteLine | None = None
    movement: Movement | None = None
    files: Sequence[StoredFile] = ()


@dataclass(frozen=True)
class Rung:
    """One line of the ladder: who has or had it there, and for how long."""

    line: Line
    is_here: bool = False
    is_done: bool = False
    who: str = ""
    spent: timedelta = timedelta()


@dataclass(frozen=True)
class RequestPage:
    """`held_back` is a reply that its writer can still hold back, `undoable` a handover."""

    request: Request
    level: Level | None
    entries: Sequence[Entry]
    has_older: bool
    rungs: Sequence[Rung]
    files: Sequence[StoredFile]
    undoable: Movement | None
    held_back: MessageLine | None
    brought_by: Movement | None

    @property
    def is_long(self) -> bool:
        """Whether there is more of it than one sees at once."""
        return self.has_older or len(self.entries) > LONG

    @property
    def may_work(self) -> bool:
        return self.level == Level.WORK

    @property
    def may_note(self) -> bool:
        return self.level is not None and self.level >= Level.CONTRIBUTE


def find_work(person: User, at: datetime) -> RequestQuerySet:
    """Those that a helper may open, with everything that the page says of the request itself: also
    what they may do with it, and whether somebody else writes on it."""
    rows = Access.objects.back(person, at).filter(request=OuterRef("pk")).order_by("-level")
    seats = _seats(person, at).filter(request=OuterRef("pk"))
    found = Request.objects.worked_by(person, at).annotate(
        level=Subquery(rows.values("level")[:1]),
        is_written_on=Exists(seats),
        is_unexplained=lacks_reason(),
    )
    return found.select_related(
        "area",
        "process",
        "reporter__unit",
        "concerns__unit",
        "unit",
        "group",
        "assignee",
        "form__form",
        "draft__by",
    )


def find_one(person: User, pk: int, at: datetime) -> Request | None:
    """One of those. The statement is written once for all who have the same rights."""
    found = asked_by(
        person,
        at,
        "request",
        lambda who, at, about: find_work(who, at).filter(pk=about.pk),
        About(pk),
    )
    return found[0] if found else None


def openable(pks: Collection[int], person: User, at: datetime) -> frozenset[int]:
    """Those of some requests that this helper may open; of the others they know the number."""
    if not pks:
        return frozenset()
    found = Request.objects.worked_by(person, at).filter(pk__in=pks)
    return frozenset(found.values_list("pk", flat=True))


def request_page(
    request: Request, person: User, at: datetime, *, whole: bool = False
) -> RequestPage:
    """Of a request that was found by `find_work`. Four queries, however long the thread is."""
    messages = messages_of(request.pk, whole=whole)
    notes = notes_of(request.pk, whole=whole)
    movements = prepared_rows("movements", Values(keys={"request": request.pk}), _movements)
    itself = reference(request)
    said = [one.reference for one in messages] + [one.reference for one in notes]
    attached = Attached([itself, *said])
    entries = sorted(_entries(messages, notes, movements, attached), key=lambda entry: entry.at)
    last = movements[-1] if movements else None
    shown = entries if whole else entries[-NEWEST:]
    return RequestPage(
        request=request,
        level=rules.level_found(person, request, at),
        entries=shown,
        has_older=len(shown) < len(entries),
        rungs=_rungs(request, movements, at),
        files=attached.of(itself),
        undoable=last if last and rules.may_undo(last, request, person, at) else None,
        held_back=_held_back(messages, person, at),
        brought_by=next((one for one in reversed(movements) if one.left_at is None), None),
    )


def coordinators_on(request: Request) -> list[User]:
    """Those who were asked to look at the whole of it, since it went to and fro. One query."""
    rows = Access.objects.filter(request=request, source=Source.COORDINATOR, until=None)
    return [row.person for row in rows.select_related("person").order_by("pk") if row.person]


def writing_now(request: Request, person: User, at: datetime) -> list[User]:
    """Others who write on it just now. No query when nobody did as it was found."""
    if request.__dict__.get("is_written_on") is False:
        return []
    seats = _seats(person, at).filter(request=request)
    return [seat.person for seat in seats.select_related("person")]


def handover_note(request: Request) -> dict[str, str]:
    """What the thread says already, under the four prompts of a handover."""
    about = Values({"request": request.pk})
    last = next(iter(prepared_rows("last movement", about, _last_movement)), None)
    notes = prepared_rows("newest notes", about, _newest_notes)
    tried = [*notes, *prepared_rows("newest reply", about, _newest_reply)]
    answers = request.answers if isinstance(request.answers, dict) else {}
    error = next((str(answers[name]) for name in ERROR_FIELDS if answers.get(name)), "")
    return {
        "asked": (last and last.asked) or shortened(request.text, NOTE_LENGTH),
        "tried": "\n".join(filter(None, [last.tried if last else "", *tried]))[:NOTE_LENGTH],
        "remains": last.remains if last else "",
        "error_text": ((last and last.error_text) or error)[:NOTE_LENGTH],
    }


def _last_movement(to: Values) -> QuerySet[Movement]:
    return Movement.objects.filter(**to.keys).order_by("-at", "-pk")[:1]


def _newest_notes(to: Values) -> QuerySet[Note, str]:
    notes = Note.objects.filter(**to.keys).order_by("-at", "-pk")
    return notes.values_list("text", flat=True)[:NOTES_TOLD]


def _newest_reply(to: Values) -> QuerySet[Message, str]:
    replies = Message.objects.filter(is_from_helper=True, **to.keys).order_by("-at", "-pk")
    return replies.values_list("text", flat=True)[:1]


def _seats(person: User, at: datetime) -> QuerySet[Seat]:
    seats = Seat.objects.alias(until=F("at") + SEAT_LASTS)
    return seats.filter(is_writing=True, until__gt=at).exclude(person=person)


def _movements(to: Values) -> QuerySet[Movement]:
    return Movement.objects.filter(**to.keys).select_related(
        "from_group", "from_person", "to_group", "to_person", "by", "reason", "accepted_by"
    )


def _entries(
    messages: Iterable[MessageLine],
    notes: Iterable[NoteLine],
    movements: Iterable[Movement],
    attached: Attached,
) -> Iterable[Entry]:
    yield from (Entry(one.at, message=one, files=attached.of(one.reference)) for one in messages)
    yield from (Entry(one.at, note=one, files=attached.of(one.reference)) for one in notes)
    # The first brought it in from the user: that is told at the top of the page.
    yield from (Entry(one.at, movement=one) for one in movements if one.by_id)


def _held_back(messages: Iterable[MessageLine], person: User, at: datetime) -> MessageLine | None:
    writer = person.pk
    own = (one for one in messages if one.by_id == writer and one.is_from_helper)
    return next((one for one in own if one.sent_at > at), None)


def _rungs(request: Request, movements: Sequence[Movement], at: datetime) -> list[Rung]:
    ended = request.resolved_at or at
    return [_rung(Line(line), request, movements, ended) for line in Line]


def _rung(line: Line, request: Request, movements: Sequence[Movement], ended: datetime) -> Rung:
    there = [one for one in movements if one.to_line == line and one.undone_at is None]
    spent = sum((max((one.left_at or ended) - one.at, timedelta()) for one in there), timedelta())
    is_here = request.line == line
    return Rung(line, is_here, bool(there) and not is_here, _who(line, request, there), spent)


def _who(line: Line, request: Request, there: Sequence[Movement]) -> str:
    """The person where there is one, else the group."""
    if request.line == line:
        person, group = request.assignee, request.group
    elif there:
        person, group = there[-1].to_person, there[-1].to_group
    else:
        return ""
    return person.full_name if person else group.local_name if group else ""
