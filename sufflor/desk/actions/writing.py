"""Writing on a request: to the user, from the user, and among helpers. Two tables, two deeds."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.desk import queries, rules
from sufflor.desk.actions.clocks import let_clocks_run, take_up_clock
from sufflor.desk.actions.delays import forget_delays, note_delay
from sufflor.desk.actions.reaching import let_in
from sufflor.desk.actions.states import (
    changed,
    go_to,
    locked,
    make_findable,
    require_seen,
    require_unresolved,
    written,
)
from sufflor.desk.actions.submitting import Wish, submitted
from sufflor.desk.actions.taking import accepted
from sufflor.desk.models import (
    Draft,
    Link,
    LinkKind,
    Message,
    Note,
    Promised,
    Request,
    Source,
    State,
)
from sufflor.events import actions as events
from sufflor.files import actions as files
from sufflor.files.models import StoredFile
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import clean
from sufflor.organization.models import User

# A reply can be held back so long after it was sent.
HOLD = timedelta(seconds=30)


class AlreadySent(Refusal):
    reason = gettext_lazy("The reply has left, and can no longer be held back.")
    way_out = gettext_lazy("Write another one that puts it right.")


class GoesOnElsewhere(Refusal):
    """Those who follow the other would read what was written for fewer, so nothing is carried over
    behind the writer's back."""

    reason = gettext_lazy("This request is followed together with another now.")
    way_out = gettext_lazy("Everyone who follows that one reads what you write there.")

    @classmethod
    def of(cls, request: Request) -> GoesOnElsewhere:
        joined = queries.open_joining(request)
        said = _("This request is followed together with another now. Write in %(number)s instead.")
        return cls(said % {"number": joined.into.number} if joined else cls.reason)


@transaction.atomic
def reply(
    *,
    request: Request,
    text: str,
    by: User,
    at: datetime,
    seen: int | None = None,
    attached: Collection[StoredFile] = (),
) -> Message:
    """To the user and those who follow. The same reply sent twice is one reply."""
    request = locked(request)
    require(rules.may_work(by, request, at))
    text = written(text)
    if there := _said_just_now(request, text, by, at):
        return there
    require_unresolved(request)
    require_seen(request, seen)
    let_clocks_run(request, at)
    given = sent(request, text, by, at)
    files.tie(files=attached, about=given, by=by, at=at)
    if request.state != State.OPEN:
        go_to(request, State.OPEN)
    changed(request, at)
    make_findable(request)
    events.record("request.replied", about=request, by=by, at=at, message=given.pk)
    return given


@transaction.atomic
def carry_reply(
    *, request: Request, text: str, written_by: User, written_at: datetime, by: User, at: datetime
) -> Message:
    """What was answered elsewhere is a reply here too, in its writer's name. What waited for it
    waits no more."""
    request = locked(request)
    carried = Message.objects.create(
        request=request,
        text=text,
        is_from_helper=True,
        at=written_at,
        sent_at=written_at,
        by=written_by,
    )
    request.answered_at, request.due_at = request.answered_at or written_at, None
    if request.is_waiting:
        let_clocks_run(request, at)
        go_to(request, State.OPEN)
    changed(request, at)
    make_findable(request)
    events.record("request.replied", about=request, by=by, at=at, message=carried.pk)
    return carried


@transaction.atomic
def write(
    *,
    request: Request,
    text: str,
    by: User,
    at: datetime,
    attached: Collection[StoredFile] = (),
) -> tuple[Request, Message | None]:
    """From the user's side. It opens what is resolved once more; after too long, or when it is
    closed, it becomes a new request that continues the old one."""
    request = locked(request)
    require(rules.may_write(by, request, at))
    text = written(text)
    if there := _said_just_now(request, text, by, at):
        return request, there
    if request.state == State.MERGED:
        raise GoesOnElsewhere.of(request)
    if not rules.may_reopen(request, at):
        return continued(request, text, attached, by, at), None
    said = Message.objects.create(
        request=request, text=text, is_from_helper=False, at=at, sent_at=at, by=by
    )
    files.tie(files=attached, about=said, by=by, at=at)
    if request.state in {State.RESOLVED, State.WAITING_USER}:
        reopen_in(request, at)
    changed(request, at)
    make_findable(request)
    events.record("request.written", about=request, by=by, at=at, message=said.pk)
    return request, said


@transaction.atomic
def note(
    *,
    request: Request,
    text: str,
    by: User,
    at: datetime,
    attached: Collection[StoredFile] = (),
) -> Note:
    """For helpers alone. Those who are mentioned (@username) may see the request from now on,
    and are told."""
    request = locked(request)
    require(rules.may_note(by, request, at))
    text = written(text)
    there = Note.objects.filter(request=request, by=by, text=text, at__gt=at - HOLD).first()
    if there is not None:
        return there
    noted = Note.objects.create(request=request, text=text, at=at, by=by)
    files.tie(files=attached, about=noted, by=by, at=at)
    changed(request, at)
    events.record("request.noted", about=request, by=by, at=at, note=noted.pk)
    for person in queries.mentioned(text, request, at):
        let_in(request, Source.MENTION, person=person, at=at)
        events.record(
            "request.mentioned", about=request, by=by, at=at, note=noted.pk, person=person.pk
        )
    return noted


@transaction.atomic
def hold_back(*, message: Message, by: User, at: datetime) -> Draft:
    """Before it has left: it becomes the draft that everyone who works on the request sees, and its
    files are its writer's once more. What it resolved is open again, and the user waits as before.
    """
    request = locked(message.request)
    there = Message.objects.filter(pk=message.pk, by=by, sent_at__gt=at).first()
    if there is None:
        raise AlreadySent
    draft = save_draft(request=request, text=there.text, by=by, at=at)
    files.untie(about=there, by=by, at=at)
    there.delete()
    forget_delays(request, there.at)
    if there.resolves:
        reopen_in(request, at)
    if not request.messages.filter(is_from_helper=True).exists():
        request.answered_at = None
        take_up_clock(request, at)
    changed(request, at)
    make_findable(request)
    events.record("request.held_back", about=request, by=by, at=at)
    return draft


@transaction.atomic
def save_draft(*, request: Request, text: str, by: User, at: datetime) -> Draft:
    """What is being written, shared among those who work on it; the last who writes is named."""
    require(rules.may_work(by, request, at))
    draft, _is_new = Draft.objects.update_or_create(
        request=request, defaults={"text": clean(text)[:8000], "by": by, "at": at}
    )
    return draft


def reopen_in(request: Request, at: datetime) -> None:
    """To those who had it last. The clock for the first answer has run its course."""
    request.resolved_at = request.resolved_by = None
    request.helped = None
    let_clocks_run(request, at)
    go_to(request, State.OPEN)


def sent(request: Request, text: str, by: User, at: datetime, *, resolves: bool = False) -> Message:
    accepted(request, by, at)
    Draft.objects.filter(request=request).delete()
    if request.answered_at is None:
        note_delay(request, Promised.ANSWER, request.due_at, by=by, at=at)
    request.answered_at = request.answered_at or at
    request.due_at = None
    return Message.objects.create(
        request=request,
        text=text,
        is_from_helper=True,
        resolves=resolves,
        at=at,
        sent_at=at + HOLD,
        by=by,
    )


def tell(request: Request, text: str, by: User, at: datetime) -> Message:
    """What a deed means for the user, in their language. It answers nothing, so no clock stops."""
    said = Message.objects.create(
        request=request, text=text, is_from_helper=True, at=at, sent_at=at + HOLD, by=by
    )
    events.record("request.replied", about=request, by=by, at=at, message=said.pk)
    return said


def _said_just_now(request: Request, text: str, by: User, at: datetime) -> Message | None:
    return Message.objects.filter(request=request, by=by, text=text, at__gt=at - HOLD).first()


def continued(
    old: Request, text: str, attached: Collection[StoredFile], by: User, at: datetime
) -> Request:
    """A new request in the place of one that is over, which is locked. Pressed twice it is one."""
    links = Link.objects.filter(other=old, kind=LinkKind.CONTINUES, by=by, at__gt=at - HOLD)
    there = links.filter(request__text=text).select_related("request").first()
    if there is not None:
        return there.request
    wish = Wish(
        title=old.title,
        text=text,
        area=old.area,
        process=old.process,
        unit=old.unit,
        is_confidential=old.is_confidential,
        files=tuple(attached),
    )
    fresh = submitted(wish=wish, submission=uuid4(), by=by, at=at)
    Link.objects.create(request=fresh, other=old, kind=LinkKind.CONTINUES, at=at, by=by)
    return fresh
