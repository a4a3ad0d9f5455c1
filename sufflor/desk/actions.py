"""Opening a private request, and replying to it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.desk import rules
from sufflor.desk.models import REPLY_LENGTH, Reply, Request
from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import clean, one_line
from sufflor.organization.models import CaseArea, User

WHY_LENGTH = 500


class EmptyRequest(Refusal):
    reason = gettext_lazy("Write what the request is about.")
    status = 422


class EmptyReply(Refusal):
    reason = gettext_lazy("Write a reply of at most 8,000 characters.")
    status = 422


class AlreadyReplied(Refusal):
    reason = gettext_lazy("Someone has just replied to this request.")
    way_out = gettext_lazy("Read that reply first.")


@transaction.atomic
def open_request(
    *,
    reporter: User,
    area: CaseArea,
    text: str,
    by: User,
    at: datetime,
    origin: str = "",
    why: str = "",
) -> Request:
    """What one person wrote, for that person and for those who help. `why` is told to both."""
    text = clean(text)
    if not text:
        raise EmptyRequest
    request = Request.objects.create(
        reporter=reporter,
        area=area,
        text=text,
        origin=origin,
        why=one_line(why)[:WHY_LENGTH],
        opened_at=at,
        opened_by=by,
    )
    events.record("request.opened", about=request, by=by, at=at)
    return request


@transaction.atomic
def reply(*, request: Request, text: str, by: User, at: datetime) -> Reply:
    """Answer a request, for its reporter alone. The same reply sent twice is one reply."""
    require(rules.may_reply(by, request, at))
    text = clean(text)
    if not text or len(text) > REPLY_LENGTH:
        raise EmptyReply
    request = Request.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)
    if there := Reply.objects.filter(pk=request.pk).first():
        if there.by_id == by.pk and there.text == text:
            return there
        raise AlreadyReplied
    given = Reply.objects.create(request=request, text=text, at=at, by=by)
    events.record("request.replied", about=request, by=by, at=at)
    return given


@transaction.atomic
def carry_reply(
    *, request: Request, text: str, written_by: User, written_at: datetime, by: User, at: datetime
) -> Reply:
    """What was answered before the request came here stays its reply, in its writer's name."""
    carried = Reply.objects.create(request=request, text=text, at=written_at, by=written_by)
    events.record("request.replied", about=request, by=by, at=at)
    return carried
