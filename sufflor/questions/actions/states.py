"""The question that a deed is about: locked, in a state that lets it be done, and told of after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.events import actions as events
from sufflor.events.http import ANSWERS
from sufflor.lib.refusals import Refusal, Sentence
from sufflor.questions import finding, rules
from sufflor.questions.models import Answer, Question, QuestionHour, QuestionKind
from sufflor.questions.rules import State

WAY_OUT: dict[State, Sentence] = {
    State.HELD: gettext_lazy("Read it, and release it first."),
    State.WAITING: gettext_lazy("Answer it, or end it in another way."),
    State.NOW: gettext_lazy("Lay it aside first."),
    State.OWED: gettext_lazy("Give it to another writer, or answer it."),
    State.ANSWERED: gettext_lazy("Mend the answer instead."),
    State.DRAFTED: gettext_lazy("Delete the draft article first, or mend the answer instead."),
    State.PUBLISHED: gettext_lazy("Delete the article first, or mend the answer instead."),
    State.HIDDEN: gettext_lazy("Show it again first."),
    State.MERGED: gettext_lazy("Work with the question that it was taken into, or take it out."),
    State.DECLINED: gettext_lazy("Take it up again first."),
    State.MOVED: gettext_lazy("Answer the private request instead."),
}


class NotInTheQueue(Refusal):
    """A deed that does not fit what has become of the question."""

    reason = gettext_lazy("This question is no longer in the queue.")

    @classmethod
    def but(cls, state: State) -> NotInTheQueue:
        """Says which state it is in, and what can be done there."""
        reason = _("This cannot be done now: the question has the status “%(state)s”.")
        return cls(reason % {"state": state.label}, way_out=WAY_OUT[state])


def locked(question: Question) -> Question:
    """The question as it is now; nobody else changes it until the transaction ends."""
    return locked_all([question.pk])[question.pk]


def locked_all(numbers: Iterable[int]) -> dict[int, Question]:
    """Several at once, always in the order of their numbers.

    Read only after they are locked: what is joined to a row is as old as the wait for its lock.
    """
    wanted = list(numbers)
    rows = Question.objects.select_for_update(no_key=True).filter(pk__in=wanted)
    list(rows.order_by("pk").values_list("pk"))
    found = Question.objects.select_related("hour", "area", *rules.STATE_ROWS)
    return {question.pk: question for question in found.filter(pk__in=wanted)}


def locked_answer(answer: Answer) -> Answer:
    """An answer is locked by its question; one whose question was moved away is gone."""
    question = locked_all([answer.pk])[answer.pk]
    if not question.is_answered:
        raise NotInTheQueue.but(rules.state_of(question))
    return question.answer


def require_way(question: Question, *goals: State) -> State:
    """The state it is in, when one of these may follow it."""
    state = rules.state_of(question)
    if rules.TRANSITIONS[state].isdisjoint(goals):
        raise NotInTheQueue.but(state)
    return state


def no_longer_now(question: Question) -> bool:
    """What has ended is not being answered now; says whether it was."""
    now = QuestionHour.objects.filter(now_answering=question)
    return bool(now.update(now_answering=None))


def tell(*questions: Question, at: datetime) -> None:
    """Search and open pages learn of it when the transaction ends, or not at all."""
    for question in questions:
        finding.follow(question, at)
    touch_hours(questions, have_changed=True)
    elsewhere = [question.pk for question in questions if _is_on_other_pages(question)]
    if elsewhere:
        events.touch(ANSWERS, changed=elsewhere)


def _is_on_other_pages(question: Question) -> bool:
    """Answers are listed by themselves, and the agenda of every closing hour has all errors."""
    is_shared = question.is_answered or question.kind == QuestionKind.ERROR
    return is_shared and not question.hour.is_rehearsal


def touch_hours(questions: Iterable[Question], *, have_changed: bool) -> None:
    """Each hour once, in the order of their numbers."""
    by_hour: defaultdict[int, list[Question]] = defaultdict(list)
    for question in questions:
        by_hour[question.hour_id].append(question)
    for _hour, some in sorted(by_hour.items()):
        counts = {question.pk: question.vote_count for question in some}
        changed = counts if have_changed else ()
        events.touch(some[0].hour.topic, changed=changed, counts=counts)
