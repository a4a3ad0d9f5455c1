"""Handing over: up, down, aside or to a named person; one deed, one row, one group has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.desk import clearance, queries, rules
from sufflor.desk.actions.clocks import set_clocks
from sufflor.desk.actions.coordinating import call_for_coordinators
from sufflor.desk.actions.reaching import close_behind, open_to
from sufflor.desk.actions.states import changed, locked, require_seen, require_unresolved
from sufflor.desk.actions.there import require_there
from sufflor.desk.models import Direction, HandoverReason, Movement, Request
from sufflor.desk.models.movements import NOTE_LENGTH
from sufflor.events import actions as events
from sufflor.lib.prepared import Changed, Values, prepared_rows, prepared_update
from sufflor.lib.refusals import NotAllowed, Refusal
from sufflor.lib.rows import insert
from sufflor.lib.text import clean
from sufflor.organization.models import Line, SupportGroup, User

NAMES_SAID = 5


class NobodyThere(Refusal):
    reason = gettext_lazy("Nobody there can take it now.")
    way_out = gettext_lazy("Choose another group, or the first line.")


class AlreadyThere(Refusal):
    reason = gettext_lazy("They have it already.")
    way_out = gettext_lazy("Choose somebody else.")


class OnlyThroughTheVendorContact(Refusal):
    reason = gettext_lazy("Only the vendor contacts send requests to the vendor.")
    way_out = gettext_lazy("Hand it to the vendor contacts; they take it from there.")
    status = 403


class NoteMissing(Refusal):
    """Whoever gets it at another line should not have to ask the user once more."""

    reason = gettext_lazy(
        "Say what is asked and what has been tried, when it goes to another line."
    )
    way_out = gettext_lazy("Fill in the first two fields.")
    status = 422


class NotCleared(Refusal):
    """Given to somebody who may not read it, it would lie where nobody sees it."""

    reason = gettext_lazy("This is confidential, and nobody there may read it.")
    status = 422

    @classmethod
    def but(cls, cleared: Sequence[User]) -> NotCleared:
        """`cleared` are those who can be chosen instead."""
        if not cleared:
            way_out = _("Nobody may read it yet. Ask an administrator to give somebody that role.")
            return cls(cls.reason, way_out=way_out)
        names = ", ".join(person.full_name for person in cleared[:NAMES_SAID])
        return cls(cls.reason, way_out=_("Choose one of these: %(names)s.") % {"names": names})


@dataclass(frozen=True)
class Place:
    """Where a request can be: a group at its line, or a person (an adviser has no group)."""

    line: Line
    group: SupportGroup | None = None
    person: User | None = None


@dataclass(frozen=True)
class HandoverNote:
    """Four prompts, prefilled from the thread, and what can be learnt; for helpers alone."""

    asked: str = ""
    tried: str = ""
    remains: str = ""
    error_text: str = ""
    lesson: str = ""

    def cleaned(self) -> HandoverNote:
        return HandoverNote(*(clean(each)[:NOTE_LENGTH] for each in self.parts()))

    def parts(self) -> tuple[str, ...]:
        return (self.asked, self.tried, self.remains, self.error_text, self.lesson)

    @property
    def is_enough(self) -> bool:
        return bool(self.asked and self.tried)


@transaction.atomic
def hand_over(
    *,
    request: Request,
    to: Place,
    reason: HandoverReason | None,
    note: HandoverNote,
    by: User,
    at: datetime,
    seen: int | None = None,
) -> Movement:
    """From those who have it to others. Those who had it keep it in sight until it is resolved.
    Pressed twice it is handed over once."""
    request = locked(request)
    if not rules.may_work(by, request, at):
        return handed_already(request, by, at)
    require_unresolved(request)
    require_seen(request, seen)
    _require_place(request, to, by, at)
    note = note.cleaned()
    if to.line != request.line and not note.is_enough:
        raise NoteMissing
    return move(request, to, way_to(request, to), reason, note, by=by, at=at)


def handed_already(request: Request, by: User, at: datetime) -> Movement:
    """By the first of two presses. Whoever does not have it otherwise hands nothing over."""
    there = queries.just_handed(request, by, at)
    if there is None:
        raise NotAllowed
    return there


def way_to(request: Request, to: Place) -> Direction:
    """Sent down to those who sent it up, it is returned, whichever button was pressed."""
    if to.person and to.group == request.group and to.line == request.line:
        return Direction.PERSON
    way = rules.direction(request, to.line)
    came = came_by(request) if way is Direction.DOWN else None
    return Direction.RETURN if came and _came_from(came, to) else way


def _came_from(came: Movement, to: Place) -> bool:
    if to.group is None:
        return came.from_group is None and came.from_person == to.person
    return came.from_group == to.group


def came_by(request: Request) -> Movement | None:
    """The handover that brought it to where it is now."""
    rows = Movement.objects.filter(request=request, undone_at=None, left_at=None)
    return rows.select_related("from_group", "from_person").order_by("-at", "-pk").first()


def _require_place(request: Request, to: Place, by: User, at: datetime) -> None:
    if to.line == Line.VENDOR and not rules.may_send_to_vendor(by):
        raise OnlyThroughTheVendorContact
    if to.group is None and to.person is None:
        raise NobodyThere
    if to.group == request.group and to.person == request.assignee and to.line == request.line:
        raise AlreadyThere
    if to.person is not None:
        if not to.person.is_active or to.person.pk in {request.reporter_id, request.concerns_id}:
            raise NobodyThere
        require_there(to.person, to.line, to.group, at)
    elif to.group is not None and not is_manned(to.group):
        raise NobodyThere
    require_cleared(request, to)


def is_manned(group: SupportGroup) -> bool:
    return bool(prepared_rows("one of them", Values({"pk": group.pk}), _one_of_them))


def _one_of_them(values: Values) -> QuerySet[SupportGroup, int]:
    manned = SupportGroup.objects.filter(members__is_active=True, **values.keys)
    return manned.values_list("pk", flat=True)[:1]


def require_cleared(request: Request, to: Place) -> None:
    if not clearance.may_be_given(request, to.group, to.person):
        raise NotCleared.but(clearance.cleared_for(request))


def move(
    request: Request,
    to: Place,
    way: Direction,
    reason: HandoverReason | None,
    note: HandoverNote,
    *,
    by: User,
    at: datetime,
) -> Movement:
    # The row that brought it here says that it moved on, and whether it was sent back.
    over = ("left_at", "returned_at") if way is Direction.RETURN else ("left_at",)
    here = Values({"request": request.pk}, dict.fromkeys(over, at))
    prepared_update("leave", here, _left)
    moved = Movement(
        request=request,
        direction=way,
        from_line=request.line,
        from_group=request.group,
        from_person=request.assignee,
        to_line=to.line,
        to_group=to.group,
        to_person=to.person,
        reason=reason,
        asked=note.asked,
        tried=note.tried,
        remains=note.remains,
        error_text=note.error_text,
        lesson=note.lesson,
        at=at,
        by=by,
    )
    insert(moved)
    close_behind(request, at=at)
    request.line, request.group, request.assignee = to.line, to.group, to.person
    open_to(request, at=at)
    has_bounced = not request.needs_coordinator and bounces(request) >= rules.BOUNCES
    request.needs_coordinator = request.needs_coordinator or has_bounced
    set_clocks(request, at)
    changed(request, at)
    events.record(
        "request.handed_over", about=request, by=by, at=at, movement=moved.pk, way=way.value
    )
    if to.person is not None and to.person != by:
        events.record("request.given", about=request, by=by, at=at, movement=moved.pk)
    if has_bounced:
        call_for_coordinators(request, moved, at)
    return moved


def _left(values: Values) -> Changed[Movement]:
    return Movement.objects.filter(left_at=None, **values.keys), values.times


def bounces(request: Request) -> int:
    """How often it was sent aside or back; up and down on the way to the right place are none."""
    return len(prepared_rows("bounces", Values({"request": request.pk}), _thrown))


def _thrown(values: Values) -> QuerySet[Movement, int]:
    rows = Movement.objects.filter(undone_at=None, **values.keys).order_by("pk")
    thrown = rows.filter(direction__in=[Direction.SIDEWAYS, Direction.RETURN])
    return thrown.values_list("pk", flat=True)[: rules.BOUNCES]
