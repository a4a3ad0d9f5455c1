"""What cannot be undone takes two: one proposes, another decides and tells the user."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.desk import rules
from sufflor.desk.actions.states import (
    changed,
    go_to,
    locked,
    make_findable,
    require_unresolved,
    written,
)
from sufflor.desk.actions.writing import sent
from sufflor.desk.models import Decision, Note, Request, State, Verdict
from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import User


class NothingProposed(Refusal):
    reason = gettext_lazy("Nothing is proposed here, or somebody has just proposed something else.")
    way_out = gettext_lazy("Read what is proposed now.")


class TakesTwo(Refusal):
    reason = gettext_lazy("You proposed this yourself, so somebody else has to decide.")
    way_out = gettext_lazy("Ask another of those who read confidential requests.")
    status = 403


class AlreadyDecided(Refusal):
    reason = gettext_lazy("This has been decided.")
    way_out = gettext_lazy("What is decided stands. A new request can lead to a new decision.")


@transaction.atomic
def propose(
    *, request: Request, verdict: Verdict, grounds: str, by: User, at: datetime
) -> Decision:
    """What one would decide, and why. A new proposal takes the place of one that waits; the same
    one sent twice is one."""
    request = locked(request)
    require(rules.may_decide(by, request, at))
    grounds = written(grounds)
    require_unresolved(request)
    there = Decision.objects.filter(pk=request.pk).first()
    if there and there.is_decided:
        raise AlreadyDecided
    if there and (there.verdict, there.grounds, there.proposed_by_id) == (verdict, grounds, by.pk):
        return there
    proposed, _is_new = Decision.objects.update_or_create(
        request=request,
        defaults={
            "verdict": verdict,
            "grounds": grounds,
            "proposed_at": at,
            "proposed_by": by,
        },
    )
    changed(request, at)
    events.record("request.proposed", about=request, by=by, at=at, verdict=verdict.value)
    return proposed


@transaction.atomic
def decide(*, request: Request, seen: str, text: str, by: User, at: datetime) -> Decision:
    """As it was proposed, by another than the one who proposed it. `seen` is the stamp of the
    proposal that was read; `text` is what the user is told. Deciding twice is deciding once."""
    request, proposed = _proposed(request, by, at)
    if proposed.is_decided:
        if proposed.decided_by_id == by.pk:
            return proposed
        raise AlreadyDecided
    _require_another(proposed, by, seen)
    require_unresolved(request)
    text = written(text)
    proposed.decided_at, proposed.decided_by = at, by
    proposed.save(update_fields=["decided_at", "decided_by"])
    said = sent(request, text, by, at)
    if request.state != State.OPEN:
        go_to(request, State.OPEN)
    make_findable(request)
    changed(request, at)
    events.record("request.decided", about=request, by=by, at=at, verdict=proposed.verdict)
    events.record("request.replied", about=request, by=by, at=at, message=said.pk)
    return proposed


@transaction.atomic
def turn_down(*, request: Request, seen: str, why: str, by: User, at: datetime) -> Note:
    """The second of the two does not agree: the proposal is gone, and the reason is a note."""
    request, proposed = _proposed(request, by, at)
    if proposed.is_decided:
        raise AlreadyDecided
    _require_another(proposed, by, seen)
    noted = Note.objects.create(request=request, text=written(why), at=at, by=by)
    proposed.delete()
    changed(request, at)
    events.record("request.turned_down", about=request, by=by, at=at, note=noted.pk)
    return noted


def is_decided(request: Request) -> bool:
    return Decision.objects.filter(pk=request.pk, decided_at__isnull=False).exists()


def _proposed(request: Request, by: User, at: datetime) -> tuple[Request, Decision]:
    request = locked(request)
    require(rules.may_decide(by, request, at))
    proposed = Decision.objects.filter(pk=request.pk).first()
    if proposed is None:
        raise NothingProposed
    return request, proposed


def _require_another(proposed: Decision, by: User, seen: str) -> None:
    if proposed.proposed_by_id == by.pk:
        raise TakesTwo
    if proposed.stamp != seen:
        raise NothingProposed
