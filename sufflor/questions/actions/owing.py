"""Always in writing: who writes the answer that is to come, and by when."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import User
from sufflor.questions import rules
from sufflor.questions.actions.states import locked, no_longer_now, require_way, tell
from sufflor.questions.models import OwedAnswer, Question
from sufflor.questions.rules import State


class CannotWriteThis(Refusal):
    reason = gettext_lazy("That person cannot answer questions in this area.")
    way_out = gettext_lazy("Choose a host, or somebody who answers in the area.")
    status = 422


class DueInThePast(Refusal):
    reason = gettext_lazy("That time has passed.")
    way_out = gettext_lazy("Choose a time that is still to come.")
    status = 422


class OwnerNeeded(Refusal):
    reason = gettext_lazy("The hour has ended, so the question must have somebody who answers it.")
    way_out = gettext_lazy("Give it to another writer, or answer it.")


@transaction.atomic
def owe_answer(
    *,
    question: Question,
    writer: User,
    due_at: datetime | None,
    was_spoken: bool,
    by: User,
    at: datetime,
) -> OwedAnswer:
    """Give a question its writer and its time, or hand it on to another.

    Without a time it is due as `rules.due_by_default` says. What was answered aloud stays so.
    """
    question = locked(question)
    require(rules.may_owe(by, writer, question, at))
    is_owed = rules.state_of(question) == State.OWED
    if not is_owed:
        require_way(question, State.OWED)
    due_at = due_at or rules.due_by_default(question.hour, at)
    if not rules.may_answer(writer, question, at):
        raise CannotWriteThis
    if due_at <= at:
        raise DueInThePast
    before = OwedAnswer.objects.filter(pk=question.pk).first()
    spoken_at = before.spoken_at if before else None
    owed = OwedAnswer(
        question=question,
        writer=writer,
        due_at=due_at,
        spoken_at=spoken_at or (at if was_spoken else None),
        at=at,
        by=by,
    )
    if is_owed and before and _says_the_same(before, owed):
        return before
    owed.save()
    no_longer_now(question)
    events.record("question.owed", about=question, by=by, at=at, writer=writer.pk)
    tell(question, at=at)
    return owed


@transaction.atomic
def owe_no_more(*, question: Question, by: User, at: datetime) -> None:
    """Back in the queue, without a writer. Where nobody owes anything, nothing changes."""
    require(rules.may_host(by))
    question = locked(question)
    if rules.state_of(question) != State.OWED:
        return
    if question.hour.is_finished:
        raise OwnerNeeded
    OwedAnswer.objects.filter(pk=question.pk).delete()
    events.record("question.owed_no_more", about=question, by=by, at=at)
    tell(question, at=at)


def _says_the_same(before: OwedAnswer, owed: OwedAnswer) -> bool:
    def said(row: OwedAnswer) -> tuple[int, datetime, datetime | None]:
        return (row.writer_id, row.due_at, row.spoken_at)

    return said(before) == said(owed)
