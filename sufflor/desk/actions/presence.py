"""Having a request open and writing on it: told to the others, and forgotten soon after."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sufflor.desk import rules
from sufflor.desk.actions.writing import save_draft
from sufflor.desk.models import Request, Seat
from sufflor.lib.refusals import require
from sufflor.lib.text import clean
from sufflor.organization.models import User


@transaction.atomic
def write_on(*, request: Request, text: str, by: User, at: datetime) -> Seat:
    """Somebody is writing a reply: the others see who, and what is written is theirs as well.

    Saying so every few seconds is saying it once. An emptied field leaves the draft as it was, so
    that a page that was just opened takes nothing from a colleague.
    """
    require(rules.may_work(by, request, at))
    if clean(text):
        save_draft(request=request, text=text, by=by, at=at)
    seat, _is_new = Seat.objects.update_or_create(
        request=request,
        person=by,
        defaults={"group": request.group, "is_writing": True, "at": at},
    )
    return seat


@transaction.atomic
def stop_writing(*, request: Request, by: User, at: datetime) -> None:
    """Done, or gone on to something else. Doing so twice is once."""
    Seat.objects.filter(request=request, person=by, at__lte=at).delete()
