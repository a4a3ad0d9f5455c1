"""Asking a specialist for advice: whoever has the request keeps it, and answers the user."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.desk import rules
from sufflor.desk.actions.reaching import let_in
from sufflor.desk.actions.states import changed, locked, require_unresolved, written
from sufflor.desk.models import Consultation, Request, Source
from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import User


class CannotBeAsked(Refusal):
    reason = gettext_lazy("This person cannot be asked for advice on this request.")
    way_out = gettext_lazy("Ask another helper, or hand the request over.")
    status = 422


class AlreadyAdvised(Refusal):
    reason = gettext_lazy("The advice has been given.")
    way_out = gettext_lazy("Write a note if there is more to say.")


@transaction.atomic
def consult(
    *, request: Request, specialist: User, question: str, by: User, at: datetime
) -> Consultation:
    """They may see the request from now on. Asking the same twice is asking once."""
    request = locked(request)
    require(rules.may_work(by, request, at))
    question = written(question)
    require_unresolved(request)
    if not rules.may_be_asked(specialist, request, at) or specialist.pk == by.pk:
        raise CannotBeAsked
    waiting = Consultation.objects.filter(request=request, specialist=specialist, given_at=None)
    if there := waiting.filter(question=question).first():
        return there
    asked = Consultation.objects.create(
        request=request, specialist=specialist, question=question, asked_at=at, asked_by=by
    )
    let_in(request, Source.CONSULTED, person=specialist, at=at)
    changed(request, at)
    events.record(
        "request.consulted", about=request, by=by, at=at, consultation=asked.pk, of=specialist.pk
    )
    return asked


@transaction.atomic
def advise(*, consultation: Consultation, advice: str, by: User, at: datetime) -> Consultation:
    """For those who have the request; the user reads what they make of it. Once."""
    request = locked(consultation.request)
    consultation = Consultation.objects.get(pk=consultation.pk)
    require(consultation.specialist_id == by.pk and rules.may_note(by, request, at))
    advice = written(advice)
    if consultation.given_at is not None:
        if consultation.advice == advice:
            return consultation
        raise AlreadyAdvised
    consultation.advice, consultation.given_at = advice, at
    consultation.save(update_fields=["advice", "given_at"])
    changed(request, at)
    events.record("request.advised", about=request, by=by, at=at, consultation=consultation.pk)
    return consultation
