"""What is left of question hours when who asked and voted is to be nobody's business any more.

Questions, answers and counts stay as they are: it is the people behind them that go.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from sufflor.events import actions as events
from sufflor.events.models import reference, reference_to
from sufflor.organization import actions as organization
from sufflor.organization.models import User
from sufflor.questions.actions.states import touch_hours
from sufflor.questions.models import (
    AnswerEdit,
    ErrorReport,
    Judgement,
    MinutesEdit,
    Question,
    QuestionEdit,
    Vote,
)

# What stands where the words of a hidden question were.
GONE = "–"


@transaction.atomic
def forget_askers(*, keys: Collection[int], at: datetime) -> int:
    """The question stays, and nobody asked it. Which case it came of is not asked any more."""
    nobody = organization.nobody(at=at)
    rows = Question.objects.filter(pk__in=keys)
    questions = list(rows.select_related("hour").order_by("pk"))
    rows.update(asked_by=nobody, on_behalf_of=None, case_number="")
    events.forget_who(about=[reference(each) for each in questions], verbs=["question.asked"])
    touch_hours(questions, have_changed=True)
    return len(questions)


@transaction.atomic
def forget_voters(*, keys: Collection[int], at: datetime) -> int:
    """The vote counts, and is nobody's. What they took back is not known any more either."""
    rows = Vote.objects.filter(pk__in=keys)
    pairs = list(rows.values_list("question", "voter"))
    events.forget_who(
        about={reference_to(Question, question) for question, _voter in pairs},
        verbs=["question.voted", "question.vote_withdrawn"],
        by={reference_to(User, voter) for _question, voter in pairs},
    )
    return rows.update(voter=None)


@transaction.atomic
def forget_judges(*, keys: Collection[int], at: datetime) -> int:
    """Whether an answer helped is counted on; who said it, and in which words, is gone."""
    rows = list(Judgement.objects.filter(pk__in=keys).select_related("answer"))
    for row in rows:
        # A guest of its own, who cannot be told from any other.
        row.person, row.guest, row.words = None, secrets.token_hex(8), ""
    Judgement.objects.bulk_update(rows, ["person", "guest", "words"])
    events.forget_who(about={reference(row.answer) for row in rows}, verbs=["answer.judged"])
    return len(rows)


@transaction.atomic
def forget_hidden(*, keys: Collection[int], at: datetime) -> int:
    """The words of what a host hid: that there was a question stays, so that counts hold."""
    ErrorReport.objects.filter(question__in=keys).delete()
    QuestionEdit.objects.filter(question__in=keys).delete()
    questions = list(Question.objects.filter(pk__in=keys).select_related("hour").order_by("pk"))
    Question.objects.filter(pk__in=keys).update(text=GONE, detail="")
    touch_hours(questions, have_changed=True)
    return len(questions)


@transaction.atomic
def forget_question_edits(*, keys: Collection[int], at: datetime) -> int:
    """What questions said before a host mended them, which often was why they did."""
    return QuestionEdit.objects.filter(pk__in=keys).delete()[0]


@transaction.atomic
def forget_answer_edits(*, keys: Collection[int], at: datetime) -> int:
    return AnswerEdit.objects.filter(pk__in=keys).delete()[0]


@transaction.atomic
def forget_minutes_edits(*, keys: Collection[int], at: datetime) -> int:
    return MinutesEdit.objects.filter(pk__in=keys).delete()[0]
