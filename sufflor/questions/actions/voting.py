"""Standing behind a question, and taking that back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sufflor.events import actions as events
from sufflor.lib.refusals import require
from sufflor.lib.rows import insert_unless_there
from sufflor.organization.models import User
from sufflor.questions import rules
from sufflor.questions.actions.asking import require_collecting
from sufflor.questions.actions.pace import keep_votes_apart
from sufflor.questions.actions.states import NotInTheQueue, locked_all, touch_hours
from sufflor.questions.models import Question, Vote
from sufflor.questions.queries import standing_in


def vote(*, question: Question, by: User, at: datetime) -> Question:
    """Stand behind a question; says which, since what was taken into another leads there.

    Voting twice is the same as voting once.
    """
    require(rules.may_ask_in(by, question.hour))
    while not (home := _vote(_open_home(question), by, at)):
        # It was taken into another between the reading and the lock.
        question.refresh_from_db(fields=["merged_into"])
    return home


def withdraw_vote(*, question: Question, by: User, at: datetime) -> Question:
    """Take a vote back, also from what was taken into the question.

    Taking back what was never given changes nothing.
    """
    require(rules.may_ask_in(by, question.hour))
    while not (home := _withdraw(_open_home(question), by, at)):
        question.refresh_from_db(fields=["merged_into"])
    return home


@transaction.atomic
def _vote(question: Question, by: User, at: datetime) -> Question | None:
    hour = question.hour
    question = Question.objects.select_for_update(no_key=True).get(pk=question.pk)
    if question.merged_into_id:
        return None
    # A question that was taken on while we waited has another hour, and that one is read anew.
    if question.hour_id == hour.pk:
        question.hour = hour
    require_collecting(question.hour, at)
    keep_votes_apart(by, at)
    if insert_unless_there(Vote(question=question, voter=by, at=at)):
        _count(question, 1)
        events.record("question.voted", about=question, by=by, at=at)
        touch_hours([question], have_changed=False)
    else:
        # Whoever says so themselves stays, also when a merge that brought them is undone.
        Vote.objects.filter(question=question, voter=by).exclude(merge=None).update(merge=None)
    return question


@transaction.atomic
def _withdraw(question: Question, by: User, at: datetime) -> Question | None:
    require_collecting(question.hour, at)
    rows = locked_all([question.pk, *_taken_into(question)])
    question = rows[question.pk]
    if question.merged_into_id:
        return None
    taken_back = [each for each in rows.values() if _take_back(each, by)]
    for each in taken_back:
        events.record("question.vote_withdrawn", about=each, by=by, at=at)
    touch_hours(taken_back, have_changed=False)
    return question


def _open_home(question: Question) -> Question:
    home = standing_in([question])[question.pk]
    if home is not question and rules.state_of(home) not in rules.IN_THE_LIST:
        raise NotInTheQueue.but(rules.state_of(home))
    return home


def _take_back(question: Question, by: User) -> bool:
    deleted, _by_model = Vote.objects.filter(question=question, voter=by).delete()
    if deleted:
        _count(question, -1)
    return bool(deleted)


def _count(question: Question, change: int) -> None:
    """The counter moves in the transaction that writes the vote, while the question is locked."""
    question.vote_count += change
    Question.objects.filter(pk=question.pk).update(vote_count=question.vote_count)


def _taken_into(question: Question) -> list[int]:
    """Those taken into it, those taken into them."""
    found: list[int] = []
    newest = [question.pk]
    while newest:
        rows = Question.objects.filter(merged_into__in=newest)
        newest = list(rows.values_list("pk", flat=True))
        found += newest
    return found
