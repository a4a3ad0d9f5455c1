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


def follow(question: Question, at: datetime) -> None:
    """Search knows of a question what everyone may read, and of its answer the same.

    The answer takes its question's place in the index: whoever finds one wants the other.
    """
    rows = Question.objects.public().select_related("area", "hour", "answer", "error_report")
    shown = rows.filter(pk=question.pk).first()
    if shown is None:
        search.remove(reference(question))
    else:
        search.index(entry(shown), at=at)


def entry(question: Question) -> search.Entry:
    return answer_entry(question.answer) if question.is_answered else question_entry(question)


def question_entry(question: Question) -> search.Entry:
    return search.Entry(
        ref=reference(question),
        kind=QUESTION,
        url=question.path,
        title=question.text,
        body=_body(question),
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
        body=_body(question),
        language=question.language,
        area=question.area.slug,
        role=_role(question),
        audience=Audience.PUBLIC,
    )


def _body(question: Question) -> str:
    """What is said beside the question itself, with what an error says on the screen."""
    report = getattr(question, "error_report", None)
    told = [text for _label, text in report.told()] if report else []
    return "\n\n".join(part for part in [question.detail, *told] if part)


def _role(question: Question) -> str:
    return "" if question.role == WorkRole.ANYONE else question.role
