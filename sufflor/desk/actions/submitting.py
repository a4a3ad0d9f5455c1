"""Sending a request: it is stored once, given to somebody at once, and followed by its sender."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language, gettext_lazy

from sufflor.desk import rules
from sufflor.desk.actions.placing import bring_in, choose, place
from sufflor.desk.actions.reaching import let_in
from sufflor.desk.actions.states import make_findable, written
from sufflor.desk.models import TITLE_LENGTH, Request, Source
from sufflor.events import actions as events
from sufflor.events.actions import JsonValue
from sufflor.files import actions as files
from sufflor.files.models import StoredFile
from sufflor.forms.models import FormVersion
from sufflor.lib.refusals import Refusal
from sufflor.lib.rows import insert_unless_there
from sufflor.lib.text import clean, one_line, shortened
from sufflor.organization.models import CaseArea, CaseProcess, HelpKind, Line, Unit, User

WHY_LENGTH = 500
MOST_PARTICIPANTS = 200


class EmptyRequest(Refusal):
    reason = gettext_lazy("Write what the request is about.")
    status = 422


class TooManyParticipants(Refusal):
    reason = gettext_lazy("At most 200 people can take part in one request.")
    way_out = gettext_lazy("Leave some of them out.")
    status = 422


class NotForThem(Refusal):
    reason = gettext_lazy("You cannot send a request on behalf of this person.")
    way_out = gettext_lazy("Ask for someone who works where you work.")
    status = 403


@dataclass(frozen=True)
class Wish:
    """What somebody needs help with, as it was typed. Without an area the first line finds it."""

    title: str
    text: str
    area: CaseArea | None = None
    process: CaseProcess | None = None
    help_kind: HelpKind = HelpKind.SYSTEM
    unit: Unit | None = None
    concerns: User | None = None
    participants: tuple[User, ...] = ()
    is_confidential: bool = False
    cannot_wait: bool = False
    form: FormVersion | None = None
    answers: Mapping[str, JsonValue] = field(default_factory=dict)
    files: tuple[StoredFile, ...] = ()


@transaction.atomic
def submit(*, wish: Wish, submission: UUID, by: User, at: datetime) -> Request:
    """Sent twice is sent once. Whoever it concerns follows it like the one who sent it."""
    return submitted(wish=wish, submission=submission, by=by, at=at)


def submitted(*, wish: Wish, submission: UUID, by: User, at: datetime) -> Request:
    """The same, in the transaction of the deed that it is a part of."""
    _check(wish, by)
    request = _wanted(wish, submission, by, at)
    if not insert_unless_there(request):
        # It was sent before, or the other half of a double click came first.
        return Request.objects.get(submission=submission, reporter=by)
    let_in(request, Source.REPORTER, person=by, at=at)
    if request.concerns:
        let_in(request, Source.CONCERNED, person=request.concerns, at=at)
    for person in dict.fromkeys(wish.participants):
        let_in(request, Source.PARTICIPANT, person=person, at=at)
    if wish.files:
        files.tie(files=wish.files, about=request, by=by, at=at)
    bring_in(request, at)
    make_findable(request, is_new=True)
    events.record("request.opened", about=request, by=by, at=at, line=request.line)
    if wish.cannot_wait:
        events.record("request.cannot_wait", about=request, by=by, at=at)
    return request


@transaction.atomic
def open_request(
    *,
    reporter: User,
    area: CaseArea,
    text: str,
    by: User,
    at: datetime,
    help_kind: HelpKind = HelpKind.SYSTEM,
    work_system: str = "",
    origin: str = "",
    why: str = "",
) -> Request:
    """What was said elsewhere and must not stand there. `why` is told to both sides."""
    text = clean(text)
    if not text:
        raise EmptyRequest
    request = Request.objects.create(
        reporter=reporter,
        unit=reporter.unit,
        area=area,
        help_kind=help_kind,
        work_system=work_system,
        title=_title("", text),
        text=text,
        line=Line.FIRST,
        language=_language(),
        origin=origin,
        why=one_line(why)[:WHY_LENGTH],
        opened_at=at,
        opened_by=by,
        changed_at=at,
        look_at=at,
    )
    let_in(request, Source.REPORTER, person=reporter, at=at)
    place(request, at=at)
    make_findable(request)
    events.record("request.opened", about=request, by=by, at=at, line=request.line)
    return request


def _check(wish: Wish, by: User) -> None:
    if len(wish.participants) > MOST_PARTICIPANTS:
        raise TooManyParticipants
    if wish.concerns and not rules.may_send_for(by, wish.concerns):
        raise NotForThem


def _wanted(wish: Wish, submission: UUID, by: User, at: datetime) -> Request:
    concerns = wish.concerns if wish.concerns != by else None
    text = written(wish.text)
    request = Request(
        submission=submission,
        reporter=by,
        concerns=concerns,
        unit=wish.unit or (concerns or by).unit,
        area=wish.area,
        process=wish.process,
        help_kind=wish.help_kind,
        title=_title(wish.title, text),
        text=text,
        form=wish.form,
        answers=dict(wish.answers),
        language=_language(),
        is_confidential=wish.is_confidential,
        line=Line.FIRST,
        opened_at=at,
        opened_by=by,
        changed_at=at,
    )
    choose(request, at)
    return request


def _title(title: str, text: str) -> str:
    return shortened(title or text.partition("\n")[0], TITLE_LENGTH)


def _language() -> str:
    return (get_language() or "nb")[:5]
