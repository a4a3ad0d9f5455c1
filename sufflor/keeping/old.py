"""What is from before an instant, kind by kind, but for what belongs to a request that is held."""

from __future__ import annotations

from datetime import datetime

from axes.models import AccessAttempt
from django.db.models import Q, QuerySet

from sufflor.announcements.models import Notice
from sufflor.change_requests import queries as change_requests
from sufflor.change_requests.models import Backing
from sufflor.desk.models import Draft, LegalHold, Request
from sufflor.events import actions as events
from sufflor.events.models import Event, reference_to
from sufflor.knowledge.models import Check, Suggestion, Verdict
from sufflor.known_errors import queries as known_errors
from sufflor.known_errors.models import Concern
from sufflor.lib.clock import local_date
from sufflor.organization.models import NOBODY, SYSTEM_ISSUER, Absence, User
from sufflor.questions.actions.forgetting import GONE
from sufflor.questions.models import (
    AnswerEdit,
    Judgement,
    MinutesEdit,
    Question,
    QuestionEdit,
    Vote,
)
from sufflor.search.models import Searched
from sufflor.vendor.models import Entry, VendorCase
from sufflor.vendor.models import State as CaseState
from sufflor.vendor.models.entries import GONE as SAID_NO_MORE

# Who did these is evidence of how what is confidential, archived or deleted was dealt with.
EVIDENCE = (
    "request.read",
    "request.exported",
    "request.deleted",
    "request.held",
    "request.let_go",
    "request.disclosed",
    "disclosure.",
    "retention.",
    "keeping.",
    "role.",
)


def asked(before: datetime) -> QuerySet[Question]:
    """Nobody has to be told any more. Practised hours are as good as real ones here."""
    named = ~Q(asked_by__in=_nobody()) | Q(on_behalf_of__isnull=False)
    ended = (
        Q(answer__isnull=False)
        | Q(merged_into__isnull=False)
        | Q(decline__isnull=False)
        | Q(move__isnull=False)
        | Q(hidden_at__isnull=False)
    )
    rows = Question.objects.filter(named, ended, hour__closes_at__lt=before)
    return rows.exclude(pk__in=_of_held_requests())


def voted(before: datetime) -> QuerySet[Vote]:
    return Vote.objects.filter(voter__isnull=False, question__hour__closes_at__lt=before).exclude(
        question__in=_of_held_requests()
    )


def hidden(before: datetime) -> QuerySet[Question]:
    return (
        Question.objects.filter(hidden_at__lt=before)
        .exclude(text=GONE)
        .exclude(pk__in=_of_held_requests())
    )


def question_edits(before: datetime) -> QuerySet[QuestionEdit]:
    return QuestionEdit.objects.filter(at__lt=before).exclude(question__in=_of_held_requests())


def answer_edits(before: datetime) -> QuerySet[AnswerEdit]:
    return AnswerEdit.objects.filter(at__lt=before)


def minutes_edits(before: datetime) -> QuerySet[MinutesEdit]:
    return MinutesEdit.objects.filter(at__lt=before)


def verdicts(before: datetime) -> QuerySet[Verdict]:
    return Verdict.objects.filter(Q(person__isnull=False) | ~Q(words=""), at__lt=before)


def judgements(before: datetime) -> QuerySet[Judgement]:
    return Judgement.objects.filter(Q(person__isnull=False) | ~Q(words=""), at__lt=before)


def checks(before: datetime) -> QuerySet[Check]:
    return Check.objects.filter(at__lt=before)


def suggestions(before: datetime) -> QuerySet[Suggestion]:
    return Suggestion.objects.filter(answered_at__lt=before)


def concerned(before: datetime) -> QuerySet[Concern]:
    """They were told how it ended, and nobody waits for more."""
    over = known_errors.over_since(before)
    rows = Concern.objects.filter(person__isnull=False, error__in=over)
    return rows.exclude(error__request_ties__request__in=_held_requests())


def backed(before: datetime) -> QuerySet[Backing]:
    over = change_requests.over_since(before)
    rows = Backing.objects.filter(person__isnull=False, change__in=over)
    return rows.exclude(change__request_ties__request__in=_held_requests())


def notices(before: datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(
        Q(withdrawn_at__lt=before)
        | Q(expires_at__lt=before)
        | Q(withdrawn_at=None, expires_at=None, published_at__lt=before)
    )


def vendor_cases(before: datetime) -> QuerySet[VendorCase]:
    """Closed, with words left, and not of a request that somebody holds."""
    said = ~Q(steps="", expected="", actual="", log="", tested="")
    with_entries = Entry.objects.exclude(text__in=["", SAID_NO_MORE]).values("case")
    rows = VendorCase.objects.filter(state=CaseState.CLOSED, touched_at__lt=before)
    held = Request.objects.filter(pk__in=_held_requests())
    return rows.filter(said | Q(pk__in=with_entries)).exclude(
        pk__in=VendorCase.objects.filter(requests__in=held).values("pk")
    )


def reply_drafts(before: datetime) -> QuerySet[Draft]:
    return Draft.objects.filter(at__lt=before).exclude(request__in=_held_requests())


def absences(before: datetime) -> QuerySet[Absence]:
    return Absence.objects.filter(to_date__lt=local_date(before))


def attempts(before: datetime) -> QuerySet[AccessAttempt]:
    rows: QuerySet[AccessAttempt] = AccessAttempt.objects.filter(attempt_time__lt=before)
    return rows


def searches(before: datetime) -> QuerySet[Searched]:
    return Searched.objects.filter(day__lt=local_date(before))


def history(before: datetime) -> QuerySet[Event]:
    evidence = Q()
    for verb in EVIDENCE:
        evidence |= Q(verb__startswith=verb) if verb.endswith(".") else Q(verb=verb)
    rows = (
        Event.objects.filter(at__lt=before).exclude(by__in=["", events.FORGOTTEN]).exclude(evidence)
    )
    return rows.exclude(about__in=[reference_to(Request, pk) for pk in _held_requests()])


def _held_requests() -> QuerySet[LegalHold, int]:
    return LegalHold.objects.filter(lifted_at=None).values_list("request", flat=True)


def _nobody() -> QuerySet[User]:
    return User.objects.filter(issuer=SYSTEM_ISSUER, subject=NOBODY)


def _of_held_requests() -> list[int]:
    """Questions that ended as a request which somebody holds. Few are held at a time."""
    rows = Request.objects.filter(pk__in=_held_requests()).exclude(origin="")
    begins = reference_to(Question, "")
    origins = rows.values_list("origin", flat=True)
    return [int(one.removeprefix(begins)) for one in origins if one.startswith(begins)]
