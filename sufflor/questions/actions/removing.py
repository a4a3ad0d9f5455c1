"""Taking hours away without leaving anything of them behind."""

from __future__ import annotations

from collections.abc import Collection

from sufflor.questions.models import Answer, Question, QuestionHour


def remove_hour(hour: QuestionHour) -> None:
    """An hour in which nobody has asked, and what was practised for it."""
    remove_rehearsals(list(QuestionHour.objects.filter(rehearsal_of=hour)))
    hour.delete()


def remove_rehearsals(hours: Collection[QuestionHour]) -> None:
    """Hours that were only practised, with everything that was done in them."""
    questions = Question.objects.filter(hour__in=hours)
    Question.objects.filter(merged_into__in=questions).update(merged_into=None)
    Answer.objects.filter(question__in=questions).delete()
    questions.delete()
    QuestionHour.objects.filter(pk__in=[hour.pk for hour in hours]).delete()
