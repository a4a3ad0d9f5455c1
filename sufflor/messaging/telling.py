"""Who is told of what: an event becomes one entry per person, with a key that makes it once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from sufflor.announcements import queries as announcements
from sufflor.announcements.models import Correction, Notice
from sufflor.events.models import Event, Outgoing, reference
from sufflor.events.verbs import TOLD_TO_SYSTEMS
from sufflor.messaging import (
    appointment_telling,
    approval_telling,
    change_telling,
    error_telling,
    group_telling,
    request_telling,
    suggestion_telling,
    vendor_telling,
    webhook_telling,
)
from sufflor.messaging.deeds import of_one_deed
from sufflor.messaging.models import Delivery, Digest, Notices, State
from sufflor.messaging.question_letters import answered_key
from sufflor.messaging.told import Told, number_in, person_in, whole
from sufflor.questions.models import Answer, AnswerEdit, Decline, Move, Question
from sufflor.questions.queries import askers, concerned, owed_answers, standing_in

# A text that has just been changed is often changed once more.
EDITS_SETTLE = timedelta(minutes=10)


Teller = Callable[[Event], Iterable[Told]]


def notice_key(notice: int, person: int) -> str:
    """However somebody comes to be told of a notice alone, it is once."""
    return f"notice:{notice}:{person}"


def told_by(event: Event) -> Iterable[Told]:
    """Everyone who is to hear of an event; never the one who did it. A deed that did several things
    is told with the first of them, so that one letter can tell of all; what the first has left out
    is told by itself."""
    if event.verb in TOLD_TO_SYSTEMS and event.verb not in TELLERS:
        return
    deed = of_one_deed(event)
    first = deed[0]
    if event != first and Outgoing.objects.waiting().filter(pk=first.pk).exists():
        return
    number = first.pk if len(deed) > 1 else None
    for each in deed if event == first else [event]:
        for told in TELLERS[each.verb](each):
            if person_in(event.by) != told.person:
                yield replace(told, deed=number)


def _answered(event: Event) -> Iterable[Told]:
    """Also when a question is taken into one that has its answer: those who came along are told."""
    question = _question(event)
    answer = Answer.objects.filter(pk=question.pk).first() if question else None
    if question is None or answer is None:
        return
    people = concerned(question).exclude(pk=answer.written_by_id)
    for person in people.values_list("pk", flat=True):
        key = answered_key(answer.pk, person)
        yield Told(person, "answered", reference(answer), key, event.at)


def _edited(event: Event) -> Iterable[Told]:
    question = _question(event)
    edit = AnswerEdit.objects.filter(pk=whole(event.details.get("edit"))).first()
    if question is None or edit is None:
        return
    for person in concerned(question).values_list("pk", flat=True):
        key = f"edited:{edit.pk}:{person}"
        yield Told(person, "edited", reference(edit), key, event.at + EDITS_SETTLE)


def _declined(event: Event) -> Iterable[Told]:
    question = _question(event)
    decline = Decline.objects.filter(pk=question.pk).first() if question else None
    if question is None or decline is None:
        return
    for person in askers(question).values_list("pk", flat=True):
        # Declined, taken up again and declined once more is told twice.
        key = f"declined:{event.pk}:{person}"
        yield Told(person, "declined", reference(decline), key, event.at)


def _moved(event: Event) -> Iterable[Told]:
    """Only the one whose request it is now."""
    move = Move.objects.filter(pk=number_in(event.about)).select_related("request").first()
    if move is None:
        return
    person = move.request.reporter_id
    yield Told(person, "moved", reference(move), f"moved:{move.pk}:{person}", event.at)


def _posted(event: Event) -> Iterable[Told]:
    """At once to those who want it so; what is critical, to everyone who has not said no."""
    found = Notice.objects.public().filter(pk=number_in(event.about)).first()
    if found is None:
        return
    people = announcements.readers(found, event.at).exclude(email="")
    is_critical = bool(event.details.get("critical"))
    if is_critical:
        people = people.exclude(preference__notices=Notices.NEVER)
    else:
        people = people.filter(preference__notices=Notices.AT_ONCE)
    kind = "critical" if is_critical else "notice"
    for person in people.values_list("pk", flat=True):
        yield Told(person, kind, reference(found), notice_key(found.pk, person), event.at)


def _corrected(event: Event) -> Iterable[Told]:
    """Those who were mailed what was wrong. What the clock corrects has a new notice of its own."""
    corrections = Correction.objects.filter(notice=number_in(event.about), at=event.at)
    correction = corrections.select_related("notice").last()
    if correction is None or not event.by:
        return
    digests = [reference(each) for each in Digest.objects.filter(notices=correction.notice)]
    # What is being sent may have been written before the correction.
    mailed = Delivery.objects.filter(state__in=[State.SENT, State.SENDING])
    mailed = mailed.filter(about__in=[event.about, *digests])
    for person in mailed.values_list("recipient", flat=True).distinct():
        key = f"corrected:{event.pk}:{person}"
        yield Told(person, "corrected", reference(correction), key, event.at + EDITS_SETTLE)


def _owed(event: Event) -> Iterable[Told]:
    """The one who writes the answer. Handed on, it is told to the next."""
    found = owed_answers().filter(pk=number_in(event.about)).first()
    if found is not None:
        writer = whole(event.details.get("writer"))
        yield Told(writer, "owed", reference(found), f"owed:{event.pk}:{writer}", event.at)


TELLERS: Mapping[str, Teller] = {
    "question.answered": _answered,
    "question.merged": _answered,
    "answer.edited": _edited,
    "question.declined": _declined,
    "question.moved": _moved,
    "question.owed": _owed,
    "request.replied": request_telling.replied,
    "request.waiting": request_telling.waiting,
    "request.resolved": request_telling.resolved,
    "request.crossed": request_telling.crossed,
    "request.mentioned": request_telling.mentioned,
    "request.consulted": request_telling.consulted,
    "request.advised": request_telling.advised,
    "request.handed_over": request_telling.handed_over,
    "request.given": request_telling.given,
    "request.cannot_wait": request_telling.cannot_wait,
    "request.bounced": request_telling.bounced,
    "request.written": request_telling.written,
    "request.judged": request_telling.judged,
    "change.taken_up": change_telling.asked,
    "change.decided": change_telling.told,
    "change.delivered": change_telling.told,
    "change.taken_back": change_telling.told,
    "change.merged": change_telling.merged,
    "error.confirmed": error_telling.confirmed,
    "error.reopened": error_telling.reopened,
    "error.workaround_found": error_telling.workaround_found,
    "error.fixed": error_telling.fixed,
    "vendor_case.mailed": vendor_telling.mailed,
    "vendor_case.heard": vendor_telling.heard,
    "vendor_case.released": vendor_telling.released,
    "vendor_case.fix_taken_back": vendor_telling.taken_back,
    "appointment.made": appointment_telling.made,
    "group.joined": group_telling.joined,
    "group.left": group_telling.left,
    "article.change_suggested": suggestion_telling.suggested,
    "article.suggestion_answered": suggestion_telling.answered,
    "text.sent_for_approval": approval_telling.sent,
    "text.approved": approval_telling.decided,
    "text.sent_back": approval_telling.decided,
    "webhook.stopped": webhook_telling.stopped,
    "notice.posted": _posted,
    "notice.corrected": _corrected,
}


def _question(event: Event) -> Question | None:
    """What an event is about, or what stands for it now. Nobody is told of a rehearsal."""
    found = Question.objects.filter(pk=number_in(event.about), hour__rehearsal_of=None).first()
    return standing_in([found])[found.pk] if found else None
