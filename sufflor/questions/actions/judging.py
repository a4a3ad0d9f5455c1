"""Readers say whether an answer helped; what did not is work for those who answer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sufflor.events import actions as events
from sufflor.knowledge.actions.verdicts import opinion, reader_of
from sufflor.lib.refusals import require
from sufflor.organization.models import User
from sufflor.questions import rules
from sufflor.questions.actions.wording import require_no_number
from sufflor.questions.models import Answer, Judgement


@transaction.atomic
def judge_answer(
    *,
    answer: Answer,
    helped: bool,
    why: str = "",
    words: str = "",
    guest: str = "",
    by: User | None,
    at: datetime,
) -> Judgement:
    """Once per reader: who says something else later has changed their mind."""
    reader = reader_of(by, guest)
    require_no_number(text=words)
    judgement, _is_new = Judgement.objects.update_or_create(
        answer=answer, **reader, defaults=opinion(at, helped=helped, why=why, words=words)
    )
    events.record("answer.judged", about=answer.question, by=by, at=at, helped=helped)
    return judgement


@transaction.atomic
def settle_judgements(*, answer: Answer, by: User, at: datetime) -> int:
    """Whoever answers there has read what did not help. None that is open is no fault."""
    require(rules.may_answer(by, answer.question, at))
    count: int = answer.judgements.open().update(settled_at=at, settled_by=by)
    if count:
        events.record("answer.judgements_settled", about=answer.question, by=by, at=at, count=count)
    return count
