"""Requests that wait for something that others mend: resolved when it is in use, or open again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from sufflor.desk import rules
from sufflor.desk.actions.ending import resolved_with
from sufflor.desk.actions.states import changed, locked, make_findable
from sufflor.desk.actions.writing import reopen_in
from sufflor.desk.models import Message, Request, State
from sufflor.events import actions as events
from sufflor.lib.refusals import require
from sufflor.organization.models import User


@transaction.atomic
def resolve_with_fix(*, request: Request, sentence: str, by: User, at: datetime) -> Message | None:
    """What it waited for is in use, and it asks for nothing more: resolved, wherever it lies.
    Whoever says so tells those whose it is. One that is resolved stays as it is."""
    require(rules.may_report_back(by))
    request = locked(request)
    if not request.is_unresolved:
        return None
    with override(request.language):
        before = _("What your request waited for is mended.")
        after = _("Does it still not work? Then write to us here, and we open the request again.")
    return resolved_with(request, f"{before}\n\n{sentence}\n\n{after}", by, at, with_fix=True)


@transaction.atomic
def open_after_fix(*, request: Request, by: User, at: datetime) -> Message | None:
    """The fix was none: what ended with it and is not closed is open again. Twice is once."""
    require(rules.may_report_back(by))
    request = locked(request)
    if request.state != State.RESOLVED:
        return None
    with override(request.language):
        before = _("What your request waited for is not mended after all.")
        after = _("Your request is open again. You need not do anything.")
    said = opened_with(request, f"{before}\n\n{after}", by, at)
    events.record("request.fix_withdrawn", about=request, by=by, at=at)
    return said


def opened_with(request: Request, text: str, by: User, at: datetime) -> Message:
    """The part of opening it again that others share; the request is locked, and resolved. Whoever
    does it tells those whose it is."""
    reopen_in(request, at)
    said = Message.objects.create(
        request=request, text=text, is_from_helper=True, at=at, sent_at=at, by=by
    )
    changed(request, at)
    make_findable(request)
    return said
