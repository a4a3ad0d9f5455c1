"""What was answered or solved too late: noted as it happens, explained when there is time."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.desk import rules
from sufflor.desk.actions.states import locked
from sufflor.desk.models import Delay, DelayReason, Promised, Request
from sufflor.desk.models.clocks import WORDS_LENGTH
from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization.models import User


class NotExplained(Refusal):
    reason = gettext_lazy("Choose why it was late.")
    status = 422


class NothingLate(Refusal):
    reason = gettext_lazy("Nothing was late with this request.")


@transaction.atomic
def explain_delays(
    *, request: Request, reason: DelayReason | str, words: str, by: User, at: datetime
) -> list[Delay]:
    """Why it was late, for helpers alone and to be counted: what has no reason gets this one. When
    all have one, the newest takes its place."""
    request = locked(request)
    require(rules.may_note(by, request, at))
    if reason not in DelayReason.values:
        raise NotExplained
    there = list(Delay.objects.filter(request=request))
    if not there:
        raise NothingLate
    delays = [one for one in there if not one.reason] or there[:1]
    for delay in delays:
        delay.reason, delay.words = str(reason), one_line(words)[:WORDS_LENGTH]
        delay.explained_at, delay.explained_by = at, by
        delay.save(update_fields=["reason", "words", "explained_at", "explained_by"])
    events.record(
        "request.delay_explained",
        about=request,
        by=by,
        at=at,
        delays=[delay.pk for delay in delays],
        reason=str(reason),
    )
    return delays


def note_delay(
    request: Request, promised: Promised, due_at: datetime | None, *, by: User, at: datetime
) -> None:
    """When it was late. Only the first time is counted."""
    if due_at is None or at <= due_at:
        return
    Delay.objects.get_or_create(
        request=request,
        promised=promised,
        defaults={
            "line": request.line,
            "group": request.group,
            "due_at": due_at,
            "met_at": at,
            "met_by": by,
        },
    )


def forget_delays(request: Request, met_at: datetime) -> None:
    """What was said then has been held back: nothing was answered after all."""
    Delay.objects.filter(request=request, met_at=met_at).delete()
