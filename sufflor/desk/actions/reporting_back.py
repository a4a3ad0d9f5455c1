"""Word to those who have a request, from helpers who work on what is behind it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sufflor.desk import rules
from sufflor.desk.actions.states import changed, locked, written
from sufflor.desk.models import Note, Request
from sufflor.events import actions as events
from sufflor.lib.refusals import require
from sufflor.organization.models import User


@transaction.atomic
def report_back(*, request: Request, text: str, by: User, at: datetime) -> Note:
    """A note, wherever the request lies; whoever writes it need not see the rest."""
    require(rules.may_report_back(by))
    request = locked(request)
    noted = Note.objects.create(request=request, text=written(text), at=at, by=by)
    changed(request, at)
    events.record("request.noted", about=request, by=by, at=at, note=noted.pk)
    return noted
