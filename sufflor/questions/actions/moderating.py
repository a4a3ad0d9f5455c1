"""What a host does so that the list can be read by everyone: release, hide, mend, pin."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import CaseArea, User, WorkRole
from sufflor.questions import rules
from sufflor.questions.actions.erring import follow_words, put_forward, take_back
from sufflor.questions.actions.states import (
    NotInTheQueue,
    locked,
    no_longer_now,
    require_way,
    tell,
)
from sufflor.questions.actions.wording import (
    NumberInPublic,
    checked,
    checked_reason,
    numbers_in,
)
from sufflor.questions.models import Question, QuestionEdit
from sufflor.questions.queries import standing_in
from sufflor.questions.rules import State


class QuestionEditedMeanwhile(Refusal):
    reason = gettext_lazy("Someone else has changed this question while you wrote.")
    way_out = gettext_lazy("See what it says now, and make your change once more.")


@transaction.atomic
def release(*, question: Question, by: User, at: datetime) -> None:
    """A host has read it, and now everyone may. Releasing what they can read changes nothing."""
    require(rules.may_host(by))
    question = locked(question)
    state = rules.state_of(question)
    if state in rules.IN_THE_LIST:
        return
    if state != State.HELD:
        raise NotInTheQueue.but(state)
    question.released_at, question.released_by = at, by
    question.save(update_fields=["released_at", "released_by"])
    events.record("question.released", about=question, by=by, at=at)
    tell(question, at=at)
    put_forward(question, at)


@transaction.atomic
def hide(*, question: Question, by: User, at: datetime) -> None:
    """Take a question out of the public for now. Hiding twice is the same as hiding once."""
    require(rules.may_host(by))
    question = locked(question)
    if question.hidden_at:
        return
    require_way(question, State.HIDDEN)
    question.hidden_at, question.hidden_by = at, by
    question.save(update_fields=["hidden_at", "hidden_by"])
    no_longer_now(question)
    events.record("question.hidden", about=question, by=by, at=at)
    take_back(question, by=by, at=at)
    tell(question, at=at)


@transaction.atomic
def show_again(*, question: Question, by: User, at: datetime) -> None:
    """Back to where it was. Showing what is not hidden changes nothing."""
    require(rules.may_host(by))
    question = locked(question)
    if not question.hidden_at:
        return
    require_way(question, State.WAITING)
    question.hidden_at, question.hidden_by = None, None
    question.save(update_fields=["hidden_at", "hidden_by"])
    events.record("question.shown_again", about=question, by=by, at=at)
    tell(question, at=at)
    put_forward(question, at)


@transaction.atomic
def edit_question(
    *,
    question: Question,
    text: str,
    detail: str,
    area: CaseArea,
    role: WorkRole | str,
    reason: str,
    seen: str,
    by: User,
    at: datetime,
) -> Question:
    """Mend what a question says. What it said before is kept, and its voters stay.

    `seen` is the stamp of the question that the host had on the screen.
    """
    require(rules.may_host(by))
    text, detail = checked(text, detail)
    question = locked(question)
    wanted = (text, detail, area.pk, str(role))
    if wanted == (question.text, question.detail, question.area_id, question.role):
        return question
    if rules.state_of(question) == State.MOVED:
        raise NotInTheQueue.but(State.MOVED)
    if question.stamp != seen:
        raise QuestionEditedMeanwhile
    _require_no_new_number(question, text, detail)
    _keep(question, checked_reason(reason), by, at)
    question.text, question.detail, question.area, question.role = text, detail, area, str(role)
    question.edited_at = at
    question.save(update_fields=["text", "detail", "area", "role", "edited_at"])
    # The words themselves stay out of history, which nobody can mend.
    events.record("question.edited", about=question, by=by, at=at)
    follow_words(question, by=by, at=at)
    tell(question, *_shown_with(question), at=at)
    return question


@transaction.atomic
def pin(*, question: Question, by: User, at: datetime) -> None:
    """Keep a question on top of the list. Pinning twice is the same as pinning once."""
    require(rules.may_host(by))
    question = locked(question)
    if question.pinned_at:
        return
    state = rules.state_of(question)
    if state not in rules.IN_THE_LIST:
        raise NotInTheQueue.but(state)
    question.pinned_at, question.pinned_by = at, by
    question.save(update_fields=["pinned_at", "pinned_by"])
    events.record("question.pinned", about=question, by=by, at=at)
    events.touch(question.hour.topic, changed=[question.pk])


@transaction.atomic
def unpin(*, question: Question, by: User, at: datetime) -> None:
    """Let it down among the others. Letting down what is not pinned changes nothing."""
    require(rules.may_host(by))
    question = locked(question)
    if not question.pinned_at:
        return
    question.pinned_at, question.pinned_by = None, None
    question.save(update_fields=["pinned_at", "pinned_by"])
    events.record("question.unpinned", about=question, by=by, at=at)
    events.touch(question.hour.topic, changed=[question.pk])


def _shown_with(question: Question) -> list[Question]:
    """The wording of a question that was taken into another stands there too."""
    return [standing_in([question])[question.pk]] if question.merged_into_id else []


def _require_no_new_number(question: Question, text: str, detail: str) -> None:
    """A host has looked at what was there already."""
    before = {number.masked for number in numbers_in(text=question.text, detail=question.detail)}
    now = numbers_in(text=text, detail=detail)
    if new := tuple(number for number in now if number.masked not in before):
        raise NumberInPublic.at(new)


def _keep(question: Question, reason: str, by: User, at: datetime) -> None:
    QuestionEdit.objects.create(
        question=question,
        text_before=question.text,
        detail_before=question.detail,
        reason=reason,
        by=by,
        at=at,
    )
