"""Ending a question without an answer here: declining it with a reason, and taking it up again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sufflor.events import actions as events
from sufflor.lib.refusals import require
from sufflor.organization.models import User
from sufflor.questions import rules
from sufflor.questions.actions.states import locked, no_longer_now, require_way, tell
from sufflor.questions.actions.wording import checked_reason
from sufflor.questions.models import Decline, Question
from sufflor.questions.rules import State


@transaction.atomic
def decline(*, question: Question, reason: str, by: User, at: datetime) -> Decline:
    """Say that a question is not answered here, and why: the asker is told the reason.

    Declining twice for the same reason is declining once.
    """
    require(rules.may_host(by))
    reason = checked_reason(reason)
    question = locked(question)
    there = Decline.objects.filter(pk=question.pk, reason=reason).first()
    if there:
        return there
    require_way(question, State.DECLINED)
    given = Decline.objects.create(question=question, reason=reason, at=at, by=by)
    no_longer_now(question)
    events.record("question.declined", about=question, by=by, at=at)
    tell(question, at=at)
    return given


@transaction.atomic
def take_up_again(*, question: Question, by: User, at: datetime) -> None:
    """Undo a decline. Taking up what is not declined changes nothing."""
    require(rules.may_host(by))
    question = locked(question)
    deleted, _by_model = Decline.objects.filter(pk=question.pk).delete()
    if not deleted:
        return
    events.record("question.taken_up_again", about=question, by=by, at=at)
    # Read anew: the row in hand remembers that it was declined.
    tell(locked(question), at=at)
