"""What search knows of questions and answers: written in the transaction that changes them."""

from __future__ import annotations

from datetime import datetime

from sufflor.events.models import reference
from sufflor.organization.models import WorkRole
from sufflor.questions.models import Answer, Question
from sufflor.search import actions as search
from sufflor.search.models import Audience

QUESTION = "question"
ANSWER = "answer"


def index_question(question: Question, at: datetime) -> None:
    if not question.hour.is_rehearsal:
        search.index(question_entry(question), at=at)


def index_answer(answer: Answer, at: datetime) -> None:
    """The answer takes its question's place in the index: whoever finds one wants the other."""
    if not answer.question.hour.is_rehearsal:
        search.index(answer_entry(answer), at=at)


def question_entry(question: Question) -> search.Entry:
    return search.Entry(
        ref=reference(question),
        kind=QUESTION,
        url=question.path,
        title=question.text,
        body=question.detail,
        language=question.language,
        area=question.area.slug,
        role=_role(question),
        audience=Audience.PUBLIC,
        validated=False,
    )


def answer_entry(answer: Answer) -> search.Entry:
    question = answer.question
    return search.Entry(
        ref=reference(question),
        kind=ANSWER,
        url=answer.path,
        title=question.text,
        summary=answer.text,
        body=question.detail,
        language=question.language,
        area=question.area.slug,
        role=_role(question),
        audience=Audience.PUBLIC,
    )


def _role(question: Question) -> str:
    return "" if question.role == WorkRole.ANYONE else question.role
