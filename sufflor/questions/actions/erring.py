"""From an error that somebody reports in an hour to a candidate, and from a question to an error
that is known already."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy, override

from sufflor.events import actions as events
from sufflor.events.http import ERRORS
from sufflor.events.models import reference
from sufflor.known_errors import actions as errors
from sufflor.known_errors import rules as error_rules
from sufflor.known_errors.models import TEXT_LENGTH, TITLE_LENGTH, KnownError, State
from sufflor.lib.personal_numbers import masked
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import shortened
from sufflor.organization.models import User
from sufflor.questions import rules
from sufflor.questions.models import FromError, Question, QuestionKind
from sufflor.questions.queries import concerned


class FromNoError(Refusal):
    reason = gettext_lazy("This error is no longer open, so no question can be tied to it.")
    way_out = gettext_lazy("Choose an error that is open, or a candidate.")


class OnlyPractisedQuestion(Refusal):
    reason = gettext_lazy("A question from a rehearsal comes from no real error.")


@transaction.atomic
def tie_question(*, question: Question, error: KnownError, by: User, at: datetime) -> FromError:
    """It comes from this error: all who asked or voted for it are told when it is solved. Tying it
    to another error moves it."""
    require(rules.may_host(by) or error_rules.may_suggest(by, at))
    question = Question.objects.select_for_update(of=("self",), no_key=True).get(pk=question.pk)
    if question.hour.is_rehearsal:
        raise OnlyPractisedQuestion
    error = error.standing
    if error.state != State.CANDIDATE and not error.is_under_way:
        raise FromNoError
    return _tied(question, error, by, at)


@transaction.atomic
def untie_question(*, tie: FromError, by: User, at: datetime) -> None:
    """Untying twice is untying once."""
    require(rules.may_host(by) or error_rules.may_suggest(by, at))
    deleted, _by_model = FromError.objects.filter(pk=tie.pk).delete()
    if deleted:
        question = tie.question
        events.record("error.question_untied", about=question, by=by, at=at, error=tie.error_id)
        events.touch(ERRORS, changed=[tie.error_id])


def put_forward(question: Question, at: datetime) -> None:
    """What is reported as an error and everyone may read is a candidate, with its fields."""
    if question.kind != QuestionKind.ERROR:
        return
    if not Question.objects.public().filter(pk=question.pk).exists():
        return
    by, origin = question.asked_by, reference(question)
    error = errors.suggest(facts=_facts(question), origin=origin, by=by, at=at)
    if not FromError.objects.filter(pk=question.pk).exists():
        _tied(question, error.standing, by, at)


def follow_words(question: Question, *, by: User, at: datetime) -> None:
    """A host has mended what the question says."""
    if question.kind == QuestionKind.ERROR:
        errors.retell(origin=reference(question), facts=_facts(question), by=by, at=at)


def take_back(question: Question, *, by: User, at: datetime) -> None:
    """The question left the public because of what it says."""
    if question.kind == QuestionKind.ERROR:
        errors.retract(origin=reference(question), by=by, at=at)


def _facts(question: Question) -> errors.Facts:
    return errors.Facts(
        # Somebody may have said that what looks like a number of a person is none.
        title=shortened(masked(question.text), TITLE_LENGTH),
        seen=masked(_seen(question))[:TEXT_LENGTH],
        areas=[question.area],
        work_role=question.role,
        language=question.language,
    )


def _tied(question: Question, error: KnownError, by: User, at: datetime) -> FromError:
    there = FromError.objects.filter(pk=question.pk).first()
    if there and there.error_id == error.pk:
        return there
    tie, _is_new = FromError.objects.update_or_create(
        question=question, defaults={"error": error, "at": at, "by": by}
    )
    errors.bring(error=error, people=concerned(question).select_related("unit"), by=by, at=at)
    events.record("error.question_tied", about=question, by=by, at=at, error=error.pk)
    events.touch(ERRORS, changed=[error.pk])
    return tie


def _seen(question: Question) -> str:
    """What the report tells, each under its question, in the language that it was asked in."""
    report = getattr(question, "error_report", None)
    with override(question.language):
        told = [f"{label}:\n{text}" for label, text in report.told()] if report else []
    parts = [part for part in [question.detail, *told] if part]
    return "\n\n".join(parts) or question.text
