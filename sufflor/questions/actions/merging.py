"""Taking equal questions together: voters as a set, wordings kept, and undone when it was wrong."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import User
from sufflor.questions import rules
from sufflor.questions.actions.states import (
    NotInTheQueue,
    locked_all,
    no_longer_now,
    require_way,
    tell,
)
from sufflor.questions.models import Merge, Question, QuestionHour, Vote
from sufflor.questions.rules import State


class MergedIntoItself(Refusal):
    reason = gettext_lazy("A question cannot be taken into itself.")
    way_out = gettext_lazy("Choose another question.")
    status = 422


class NoQuestionToMergeInto(Refusal):
    reason = gettext_lazy("The other question is not in the list, so nothing can be taken into it.")
    way_out = gettext_lazy("Choose one that everyone can read.")


class HourHasEnded(Refusal):
    reason = gettext_lazy("One of the two question hours has ended, and its minutes are written.")
    way_out = gettext_lazy("Answer each of the questions, or refer to the other answer.")


class OnlyRehearsed(Refusal):
    reason = gettext_lazy("A question from a rehearsal stays in the rehearsal.")


class UndoneInAnotherOrder(Refusal):
    reason = gettext_lazy("The question that it was taken into has itself been taken into another.")
    way_out = gettext_lazy("Take that one out first.")


@transaction.atomic
def merge(*, question: Question, into: Question, by: User, at: datetime) -> Merge:
    """Let one question stand for both. Its own wording and its own votes stay with it.

    Whoever stood behind it stands behind the other from now on. Merging twice is merging once.
    """
    require(rules.may_host(by))
    if question.pk == into.pk:
        raise MergedIntoItself
    both = locked_all([question.pk, into.pk])
    question, into = both[question.pk], both[into.pk]
    if question.merged_into_id == into.pk:
        return Merge.objects.get(question=question, undone_at=None)
    require_way(question, State.MERGED)
    _require_home(question, into)
    made = Merge.objects.create(question=question, into=into, at=at, by=by)
    question.merged_into = into
    question.save(update_fields=["merged_into"])
    _bring_voters(made)
    _recount(into)
    _hand_on_the_word(question, into)
    events.record("question.merged", about=question, by=by, at=at, into=into.pk)
    tell(question, into, at=at)
    return made


@transaction.atomic
def undo_merge(*, merge: Merge, by: User, at: datetime) -> None:
    """Take a question out again, with its voters; who voted on the other by themselves stays.

    Undoing twice is the same as undoing once.
    """
    require(rules.may_host(by))
    both = locked_all([merge.question_id, merge.into_id])
    merge = Merge.objects.get(pk=merge.pk)
    if merge.undone_at:
        return
    question, into = both[merge.question_id], both[merge.into_id]
    require_way(question, State.WAITING)
    if into.merged_into_id:
        raise UndoneInAnotherOrder
    take_out(merge, question, into, by=by, at=at)
    tell(question, into, at=at)


def take_out(merge: Merge, question: Question, into: Question, *, by: User, at: datetime) -> None:
    """The part of undoing that others share; both questions are locked."""
    merge.undone_at, merge.undone_by = at, by
    merge.save(update_fields=["undone_at", "undone_by"])
    question.merged_into = None
    question.save(update_fields=["merged_into"])
    _send_voters_back(merge)
    _recount(into)
    events.record("question.merge_undone", about=question, by=by, at=at, into=into.pk)


def _require_home(question: Question, into: Question) -> None:
    state = rules.state_of(into)
    if state == State.MERGED:
        raise NotInTheQueue.but(state)
    if state not in rules.IN_THE_LIST:
        raise NoQuestionToMergeInto
    hours = {question.hour_id: question.hour, into.hour_id: into.hour}.values()
    if len(hours) == 1:
        return
    if any(hour.is_rehearsal for hour in hours):
        raise OnlyRehearsed
    if any(hour.is_finished for hour in hours):
        raise HourHasEnded


def _bring_voters(merge: Merge) -> None:
    """Those who do not stand behind the other already, in one order, each with their own time."""
    there = Vote.objects.filter(question=merge.into_id, voter__isnull=False).values("voter")
    coming = Vote.objects.filter(question=merge.question_id).exclude(voter__in=there)
    Vote.objects.bulk_create(
        Vote(question_id=merge.into_id, voter_id=voter, at=at, merge=merge)
        for voter, at in coming.order_by("voter").values_list("voter", "at")
    )


def _send_voters_back(merge: Merge) -> None:
    """A voter whom another question brings too stays, and from now on for that one's sake."""
    brought = Vote.objects.filter(merge=merge)
    others = Merge.objects.filter(into=merge.into_id, undone_at=None).order_by("pk")
    for other in others:
        voters = Vote.objects.filter(question=other.question_id).values("voter")
        brought.filter(voter__in=voters).update(merge=other)
    brought.delete()


def _recount(question: Question) -> None:
    question.vote_count = Vote.objects.filter(question=question).count()
    question.save(update_fields=["vote_count"])


def _hand_on_the_word(question: Question, into: Question) -> None:
    """What was being answered now goes on in the question that stands for it."""
    goes_on = State.NOW in rules.TRANSITIONS[rules.state_of(into)]
    if goes_on and question.hour_id == into.hour_id:
        QuestionHour.objects.filter(now_answering=question).update(now_answering=into)
    else:
        no_longer_now(question)
