"""Whom a question concerns: those who asked it, and those who stand behind it."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from sufflor.organization.models import User
from sufflor.questions.models import Question, Vote


def concerned(question: Question) -> QuerySet[User]:
    """Everyone who asked or voted, here or in a question that was taken into it; each once."""
    family = _family(question)
    return _asked(family) | User.objects.filter(
        pk__in=Vote.objects.filter(question__in=family).values("voter")
    )


def askers(question: Question) -> QuerySet[User]:
    """Those who asked it, also in other words, and those on whose behalf they did; each once."""
    return _asked(_family(question))


def _asked(family: set[int]) -> QuerySet[User]:
    questions = Question.objects.filter(pk__in=family)
    behalf = questions.filter(on_behalf_of__isnull=False).values("on_behalf_of")
    return User.objects.filter(Q(pk__in=questions.values("asked_by")) | Q(pk__in=behalf))


def _family(question: Question) -> set[int]:
    """The question, those taken into it, those taken into them."""
    family: set[int] = set()
    newest = {question.pk}
    while newest:
        family |= newest
        taken_in = Question.objects.filter(merged_into__in=newest).values_list("pk", flat=True)
        newest = set(taken_in) - family
    return family
