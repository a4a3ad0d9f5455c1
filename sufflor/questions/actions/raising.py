"""Asking in a question hour what somebody has sent to the desk, without saying who."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from sufflor.desk import actions as desk
from sufflor.desk import rules as desk_rules
from sufflor.desk.models import Request
from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import CaseArea, User
from sufflor.questions.actions.asking import ask
from sufflor.questions.models import Answer, Question, QuestionHour, Raised


class StaysPrivate(Refusal):
    reason = gettext_lazy("What is confidential is not asked in a question hour.")
    way_out = gettext_lazy("Ask a specialist for advice instead.")


class NoLongerOpen(Refusal):
    reason = gettext_lazy("This request is resolved, so there is nothing to ask for it.")


class NobodyAnswersThere(Refusal):
    reason = gettext_lazy("This hour is a rehearsal; nobody is answered in it.")
    way_out = gettext_lazy("Choose a real hour.")


@transaction.atomic
def raise_in_hour(
    *,
    request: Request,
    hour: QuestionHour,
    area: CaseArea,
    text: str,
    submission: UUID,
    by: User,
    at: datetime,
) -> Question:
    """In the helper's name and words: a request is private, and an hour is public. The request
    stays where it is. The same form sent twice is one question."""
    require(desk_rules.may_work(by, request, at))
    if request.is_confidential:
        raise StaysPrivate
    if hour.is_rehearsal:
        raise NobodyAnswersThere
    if not request.is_unresolved:
        raise NoLongerOpen
    question = ask(
        hour=hour,
        area=area,
        role=request.reporter.work_role,
        text=text,
        submission=submission,
        language=request.language,
        help_kind=request.help_kind,
        work_system=request.work_system,
        by=by,
        at=at,
    )
    _row, is_new = Raised.objects.get_or_create(
        question=question, defaults={"request": request, "at": at, "by": by}
    )
    if is_new:
        events.record("request.raised", about=request, by=by, at=at, question=question.pk)
    return question


def tell_those_it_was_raised_for(given: Answer, at: datetime) -> None:
    """The answer is a reply on each request that was behind the question, or behind one that was
    taken into it. The request stays open: whoever sent it says first whether it helped."""
    question = given.question
    behind = Q(question=question) | Q(question__merged_into=question)
    rows = Raised.objects.filter(behind).select_related("request").order_by("request")
    for row in rows:
        if row.request.is_unresolved:
            desk.carry_reply(
                request=row.request,
                text=_words(given, row.request),
                written_by=given.written_by,
                written_at=at,
                by=given.written_by,
                at=at,
            )


def _words(given: Answer, request: Request) -> str:
    with override(request.language):
        before = _("What you asked about was taken up in a question hour, and has got this answer:")
        after = _(
            "Was this what you needed? Then you can close the request. If not, write to us here."
        )
    return f"{before}\n\n{given.text}\n\n{after}"
