"""What kind of help a question asks for, said by those who answer: nobody who asks has to know."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sufflor.events import actions as events
from sufflor.lib.refusals import require
from sufflor.lib.text import one_line
from sufflor.organization.models import WORK_SYSTEM_LENGTH, HelpKind, User
from sufflor.questions import rules
from sufflor.questions.actions.states import NotInTheQueue, locked
from sufflor.questions.models import Question
from sufflor.questions.rules import State


@transaction.atomic
def sort_question(
    *, question: Question, help_kind: HelpKind | str, work_system: str, by: User, at: datetime
) -> Question:
    """What is made of the question keeps it. Nothing that people read is another for it."""
    require(rules.may_answer(by, question, at))
    question = locked(question)
    wanted = (str(help_kind), one_line(work_system)[:WORK_SYSTEM_LENGTH])
    if wanted == (question.help_kind, question.work_system):
        return question
    if rules.state_of(question) == State.MOVED:
        raise NotInTheQueue.but(State.MOVED)
    question.help_kind, question.work_system = wanted
    question.save(update_fields=["help_kind", "work_system"])
    events.record("question.sorted", about=question, by=by, at=at)
    return question
