"""Moving a question out of the public, with every word of it, when it holds personal data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from sufflor.desk import actions as desk
from sufflor.desk.models import Request
from sufflor.events import actions as events
from sufflor.events.models import reference
from sufflor.events.queries import history
from sufflor.knowledge import actions as knowledge
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import HelpKind, User
from sufflor.questions import rules
from sufflor.questions.actions.erring import take_back
from sufflor.questions.actions.merging import take_out
from sufflor.questions.actions.states import (
    locked_all,
    no_longer_now,
    require_way,
    tell,
)
from sufflor.questions.actions.wording import checked_reason
from sufflor.questions.models import (
    Answer,
    Decline,
    ErrorReport,
    Merge,
    MinutesEdit,
    MinutesItem,
    Move,
    Outcome,
    Question,
    QuestionEdit,
)
from sufflor.questions.queries import standing_in
from sufflor.questions.rules import State


class StaysInTheRehearsal(Refusal):
    reason = gettext_lazy("This is a rehearsal: nothing in it becomes a private request.")
    way_out = gettext_lazy("Hide the question instead.")


class ChangedMeanwhile(Refusal):
    reason = gettext_lazy("Someone else changed this question at the same moment.")
    way_out = gettext_lazy("See what it says now, and try once more.")


@transaction.atomic
def move_to_request(*, question: Question, why: str, by: User, at: datetime) -> Request:
    """Make a question a private request of the one who asked. Its words leave the public whole:
    the list, search, earlier wordings, what an error told, the answer and the minutes.

    Questions that were taken into it stand on their own again. Moving twice is moving once.
    """
    require(rules.may_host(by))
    why = checked_reason(why)
    question, taken_in = _locked_with_what_it_took_in(question)
    if there := Move.objects.filter(pk=question.pk).select_related("request").first():
        return there.request
    require_way(question, State.MOVED)
    if question.hour.is_rehearsal:
        raise StaysInTheRehearsal
    request = _open(question, why, by, at)
    for merge in taken_in:
        take_out(merge, merge.question, question, by=by, at=at)
    _empty(question)
    take_back(question, by=by, at=at)
    _forget_articles(question, by, at)
    Move.objects.create(question=question, request=request, at=at, by=by)
    no_longer_now(question)
    events.record("question.moved", about=question, by=by, at=at, request=request.pk)
    shown = [standing_in([question])[question.pk]] if question.merged_into_id else []
    tell(question, *(merge.question for merge in taken_in), *shown, at=at)
    return request


def _locked_with_what_it_took_in(question: Question) -> tuple[Question, list[Merge]]:
    def open_merges() -> list[Merge]:
        return list(Merge.objects.filter(into=question.pk, undone_at=None).order_by("pk"))

    seen = open_merges()
    rows = locked_all([question.pk, *(merge.question_id for merge in seen)])
    taken_in = open_merges()
    if taken_in != seen:
        raise ChangedMeanwhile
    for merge in taken_in:
        merge.question = rows[merge.question_id]
    return rows[question.pk], taken_in


def _open(question: Question, why: str, by: User, at: datetime) -> Request:
    request = desk.open_request(
        reporter=question.asked_by,
        area=question.area,
        text=_all_words(question),
        help_kind=HelpKind(question.help_kind or HelpKind.SYSTEM),
        work_system=question.work_system,
        origin=reference(question),
        why=why,
        by=by,
        at=at,
    )
    if question.is_answered:
        answer = question.answer
        desk.carry_reply(
            request=request,
            text=answer.text,
            written_by=answer.written_by,
            written_at=answer.written_at,
            by=by,
            at=at,
        )
    return request


def _all_words(question: Question) -> str:
    with override(question.language):
        return "\n\n".join(part for part in _parts(question) if part)


def _parts(question: Question) -> Iterator[str]:
    yield question.text
    yield question.detail
    if question.case_number:
        yield _("Case number: %(number)s") % {"number": question.case_number}
    report = ErrorReport.objects.filter(pk=question.pk).first()
    if report:
        for label, told in report.told():
            yield f"{label}\n{told}"
    if decline := Decline.objects.filter(pk=question.pk).first():
        yield f"{State.DECLINED.label}: {decline.reason}"
    for edit in question.edits.all():
        when = date_format(localtime(edit.at), "DATETIME_FORMAT")
        yield _("Before it was changed %(when)s:") % {"when": when}
        yield edit.text_before
        yield edit.detail_before


def _empty(question: Question) -> None:
    """Nothing of what was written stays outside the request."""
    Answer.objects.filter(pk=question.pk).delete()
    Decline.objects.filter(pk=question.pk).delete()
    QuestionEdit.objects.filter(question=question).delete()
    ErrorReport.objects.filter(pk=question.pk).delete()
    MinutesEdit.objects.filter(item__question=question).delete()
    MinutesItem.objects.filter(question=question).update(text="", outcome=Outcome.MOVED)
    with override(question.language):
        question.text = str(State.MOVED.label)
    question.detail, question.case_number, question.edited_at = "", "", None
    question.pinned_at, question.pinned_by = None, None
    question.save(
        update_fields=["text", "detail", "case_number", "edited_at", "pinned_at", "pinned_by"]
    )


def _forget_articles(question: Question, by: User, at: datetime) -> None:
    """Those that its answers have been, and that were deleted before it was moved."""
    for event in history(question).filter(verb="answer.drafted"):
        number = event.details["article"]
        knowledge.forget_article(number=number, by=by, at=at)
