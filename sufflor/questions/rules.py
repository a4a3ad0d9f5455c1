"""Who may do what in a question hour, and which states a question goes through."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from sufflor.lib.clock import local_date, moment
from sufflor.organization import queries as organization
from sufflor.organization.models import CaseArea, Line, Role, User
from sufflor.organization.rules import Someone, has_role
from sufflor.questions.models import Answer, HourKind, Moderation, Names, Question, QuestionHour

NOON = time(12)


class State(TextChoices):
    """Where a question is on its way to a written answer that everybody finds."""

    HELD = "held", _("Waits for a host to read it")
    WAITING = "waiting", _("In the queue")
    NOW = "now", _("Being answered now")
    OWED = "owed", _("Answer in writing to come")
    ANSWERED = "answered", _("Answered")
    DRAFTED = "drafted", _("Answered, guidance being written")
    PUBLISHED = "published", _("Answered and published")
    HIDDEN = "hidden", _("Hidden")
    MERGED = "merged", _("Taken into another question")
    DECLINED = "declined", _("Not answered here")
    MOVED = "moved", _("Became a private request")


# From the fewest who see a name to the most.
OPENNESS = (Names.HOSTS_ONLY, Names.UNIT, Names.EVERYONE)

# On the day before an hour, people are told of it at this time on the clock in Oslo.
ANNOUNCED = time(14, 0)

# What `state_of` reads beside the question itself, for select_related.
STATE_ROWS = ("answer", "decline", "move", "owed")
_ENDS = {State.ANSWERED, State.MERGED, State.DECLINED, State.MOVED}

# What everyone reads in the list of its hour.
IN_THE_LIST = frozenset(
    {State.WAITING, State.NOW, State.OWED, State.ANSWERED, State.DRAFTED, State.PUBLISHED}
)
# What is taken back (hidden, merged, declined) goes back into the queue, to where it was there:
# whoever must read it first or owes its answer still does.
TRANSITIONS: dict[State, frozenset[State]] = {
    State.HELD: frozenset({State.WAITING, State.HIDDEN, *_ENDS} - {State.ANSWERED}),
    State.WAITING: frozenset({State.NOW, State.OWED, State.HIDDEN, *_ENDS}),
    State.NOW: frozenset({State.WAITING, State.OWED, State.HIDDEN, *_ENDS}),
    State.OWED: frozenset({State.NOW, State.WAITING, State.HIDDEN, *_ENDS}),
    State.ANSWERED: frozenset({State.DRAFTED, State.MOVED}),
    State.DRAFTED: frozenset({State.PUBLISHED, State.ANSWERED}),
    State.PUBLISHED: frozenset({State.ANSWERED}),
    State.HIDDEN: frozenset({State.WAITING, State.DECLINED, State.MOVED}),
    State.MERGED: frozenset({State.WAITING, State.MOVED}),
    State.DECLINED: frozenset({State.WAITING, State.MOVED}),
    State.MOVED: frozenset(),
}


def state_of(question: Question) -> State:
    """Read from the rows that make it so: best loaded with `hour` and `STATE_ROWS` beside it."""
    if hasattr(question, "move"):
        return State.MOVED
    if hasattr(question, "decline"):
        return State.DECLINED
    if question.merged_into_id:
        return State.MERGED
    if question.hidden_at:
        return State.HIDDEN
    if question.is_answered:
        return _state_of_answer(question.answer)
    return _state_in_the_queue(question)


def is_released(question: Question) -> bool:
    """Whether no host has to read it first, or one has. As `IS_RELEASED` in the store."""
    must_be_read = question.hour.moderation == Moderation.BEFORE or question.held_at is not None
    return question.released_at is not None or not must_be_read


def has_owner(question: Question) -> bool:
    """Whether somebody is to write its answer."""
    return hasattr(question, "owed")


def _state_in_the_queue(question: Question) -> State:
    if question.hour.now_answering_id == question.pk:
        return State.NOW
    if not is_released(question):
        return State.HELD
    return State.OWED if has_owner(question) else State.WAITING


def _state_of_answer(answer: Answer) -> State:
    if answer.article_id is None:
        return State.ANSWERED
    return State.PUBLISHED if answer.published_at else State.DRAFTED


def fewest(*promises: Names | str) -> Names:
    """The one of several promises about names by which the fewest see them."""
    return min((Names(each) for each in promises), key=OPENNESS.index)


def is_announced(hour: QuestionHour, at: datetime) -> bool:
    """Whether people have been told when it is: they are on the day before."""
    return at >= moment(hour.date - timedelta(days=1), ANNOUNCED)


def may_ask(person: Someone) -> bool:
    """Everyone who is signed in asks and votes."""
    return isinstance(person, User) and person.is_active


def may_ask_in(person: Someone, hour: QuestionHour) -> bool:
    """A rehearsal is for those who practise."""
    return may_ask(person) and (not hour.is_rehearsal or may_arrange(person))


def may_host(person: Someone) -> bool:
    return has_role(person, Role.HOST)


def may_publish(person: Someone) -> bool:
    return has_role(person, Role.HOST, Role.EDITOR)


def may_plan(person: Someone) -> bool:
    return has_role(person, Role.PLANNER)


def may_arrange(person: Someone) -> bool:
    """When and where an hour is, who has the word in it, and practising it."""
    return may_host(person) or may_plan(person)


def may_answer(person: Someone, question: Question, at: datetime) -> bool:
    """Hosts answer everything; advisers and the second line answer in their own areas."""
    return may_host(person) or question.area_id in answering_areas(person, at)


def may_owe(person: Someone, writer: User, question: Question, at: datetime) -> bool:
    """Hosts say who writes the answer; others take it on themselves, or hand on what they have."""
    if may_host(person):
        return True
    owed = getattr(question, "owed", None)
    is_own = writer == person or (owed is not None and owed.writer_id == person.pk)
    return is_own and may_answer(person, question, at)


def due_by_default(hour: QuestionHour, at: datetime) -> datetime:
    """Noon on the day of the hour; after a closing hour, noon on the next working day."""
    day = hour.date
    if hour.kind == HourKind.CLOSING:
        day = organization.next_working_day(day)
    while moment(day, NOON) <= at:
        day = organization.next_working_day(day)
    return moment(day, NOON)


def may_see_desk(person: Someone, at: datetime) -> bool:
    """The page where questions are answered is for those who can answer something there."""
    return may_host(person) or bool(answering_areas(person, at))


def answering_areas(person: Someone, at: datetime) -> frozenset[int]:
    """The areas in which a person answers, read once per request."""
    if not isinstance(person, User) or not person.is_active:
        return frozenset()
    kept: frozenset[int] | None = person.__dict__.get("_answering_areas")
    if kept is None:
        day = local_date(at)
        areas = CaseArea.objects.filter(
            Q(pk__in=person.appointments.valid_on(day).values("area"))
            | Q(groups__members=person, groups__line=Line.SECOND)
        )
        kept = frozenset(areas.values_list("pk", flat=True))
        person.__dict__["_answering_areas"] = kept
    return kept
