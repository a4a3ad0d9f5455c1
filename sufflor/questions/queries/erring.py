"""Which questions come from a known error, and who is told when it is solved."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from sufflor.desk import queries as desk
from sufflor.desk.models import ErrorTie
from sufflor.known_errors import queries as errors
from sufflor.known_errors.models import KnownError
from sufflor.lib.kept import Kept
from sufflor.questions.finding import ANSWER, QUESTION
from sufflor.questions.models import FromError, Question, QuestionHour
from sufflor.questions.queries.concerned import concerned
from sufflor.search.models import Audience
from sufflor.search.queries import similar

_behind: Kept[frozenset[int]] = Kept(size=64)

MOST_COMPARED = 20
MOST_ALIKE = 5


@dataclass(frozen=True)
class Telling:
    """What solving an error would do: whom it tells, and which requests it resolves."""

    told: frozenset[int]
    resolved: tuple[ErrorTie, ...]
    left_open: tuple[ErrorTie, ...]

    @property
    def people(self) -> int:
        return len(self.told)


def questions_of(error: KnownError) -> QuerySet[FromError]:
    """Those of the error, and of all that was taken into it."""
    rows = FromError.objects.filter(
        error__in=errors.family(error), question__hour__rehearsal_of=None
    )
    return rows.select_related("question__hour", "question__area").order_by("question")


def errors_behind(hour: QuestionHour, revision: int) -> frozenset[int]:
    """The keys of the errors that public questions of the hour come from, with those that they were
    taken into. `revision` is that of its content and of the topic "errors" together."""
    return _behind.get(hour.pk, revision, lambda: _read_behind(hour))


def _read_behind(hour: QuestionHour) -> frozenset[int]:
    questions = Question.objects.public().filter(hour=hour)
    ties = FromError.objects.filter(question__in=questions)
    found = [tie.error for tie in ties.select_related("error__merged_into")]
    return frozenset(error.pk for each in found for error in (each, each.standing))


def like_error(error: KnownError) -> list[Question]:
    """Questions that everyone may read, that look as if they come from it and are tied to no error
    yet, the likest first. Four queries at most."""
    near = similar(error.title, audience=Audience.PUBLIC, kinds=[QUESTION, ANSWER])
    keys = [one.key for one in near[:MOST_COMPARED]]
    tied = FromError.objects.filter(pk=OuterRef("pk"))
    rows = Question.objects.public().filter(~Exists(tied)).select_related("area")
    there = rows.in_bulk(keys)
    return [there[pk] for pk in keys if pk in there][:MOST_ALIKE]


def would_be_told(error: KnownError, at: datetime, along: Collection[KnownError] = ()) -> Telling:
    """Where it is solved `along` with others, a request that comes from all of them ends too."""
    outcome = desk.solving(error, along)
    follow = desk.followers([tie.request_id for tie in outcome.resolved], at)
    return Telling(
        told=_everyone(error) | follow,
        resolved=outcome.resolved,
        left_open=outcome.left_open,
    )


def told_of_fix(error: KnownError, at: datetime) -> frozenset[int]:
    """Everyone who joined it, who asked or voted for a question that comes from it, or who follows
    a request that ended with it; each once."""
    return _everyone(error) | desk.told_when_resolved(error, at)


def _everyone(error: KnownError) -> frozenset[int]:
    """Without those who have said that they want to hear no more of it."""
    people = set(errors.concerned(error).values_list("pk", flat=True))
    for tie in questions_of(error):
        people |= set(concerned(tie.question).values_list("pk", flat=True))
    return frozenset(people - errors.have_left(error))
