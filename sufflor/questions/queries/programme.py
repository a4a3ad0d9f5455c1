"""The questions that an hour goes through, part by part: nobody puts them there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from sufflor.questions import rules
from sufflor.questions.models import HourKind, Question, QuestionHour, QuestionKind, Section


@dataclass
class Programme:
    """Only what everyone may read. `since` is from when on solutions are new to this hour."""

    status: str
    since: datetime
    questions: dict[Section, list[Question]] = field(default_factory=dict)

    def add(self, section: Section, question: Question) -> None:
        self.questions.setdefault(section, []).append(question)

    def of(self, section: Section) -> Sequence[Question]:
        return self.questions.get(section, ())


def programme(hour: QuestionHour) -> Programme:
    """As it stands now. Two queries; a rehearsal looks at what is real as well, with one more."""
    origin = hour.rehearsal_of or hour
    earlier = list(
        QuestionHour.objects.held()
        .filter(rollout=hour.rollout_id, opens_at__lt=origin.opens_at)
        .order_by("opens_at", "pk")
    )
    said = [each.status_text for each in earlier if each.status_text]
    status = hour.status_text or origin.status_text or (said[-1] if said else "")
    made = Programme(status, _since(origin, earlier))
    for question in _questions(hour, made.since, _of_the_day(hour, earlier)):
        for section in _sections(question, hour):
            made.add(section, question)
    return made


def _since(hour: QuestionHour, earlier: Sequence[QuestionHour]) -> datetime:
    """An opening takes up all since the closing before it, however long ago that was; the others
    what has come since the hour before."""
    is_opening = hour.kind == HourKind.OPENING
    ends = [each.closes_at for each in earlier if not is_opening or each.kind == HourKind.CLOSING]
    return max(ends, default=hour.collects_from)


def _of_the_day(hour: QuestionHour, earlier: Sequence[QuestionHour]) -> list[int]:
    if hour.is_rehearsal:
        return list(QuestionHour.objects.beside(hour).values_list("pk", flat=True))
    return [each.pk for each in earlier if each.date == hour.date]


def _questions(hour: QuestionHour, since: datetime, day: Sequence[int]) -> list[Question]:
    """The hour's own, what others have got an answer to, and in a closing what is still wrong.

    A question without an answer that waits in another hour is left to that one.
    """
    wanted = Q(answer__written_at__gte=since, answer__written_at__lt=hour.closes_at)
    if hour.kind == HourKind.CLOSING:
        wanted |= Q(kind=QuestionKind.ERROR, answer=None)
    wanted &= Q(hour__rollout=hour.rollout_id, hour__rehearsal_of=None)
    if hour.kind == HourKind.CLOSING:
        wanted |= Q(hour__in=day, answer__isnull=False)
    rows = Question.objects.listed().filter(Q(hour=hour) | wanted)
    return list(
        rows.select_related("area", "hour", "answer__unit", "owed__writer__unit", *rules.STATE_ROWS)
        .defer("area__summary", "area__summary_nn", "area__summary_en", "submission")
        .order_by("pk")
    )


def _sections(question: Question, hour: QuestionHour) -> list[Section]:
    is_own, is_error = question.hour_id == hour.pk, question.kind == QuestionKind.ERROR
    if hour.kind == HourKind.CLOSING:
        if question.is_answered:
            return [Section.ANSWERS]
        first = Section.KNOWN_ERRORS if is_error else Section.ANSWERS
        return [first, Section.CARRIED] if is_own else [first]
    if question.is_answered and (not is_own or question.answer.written_at < hour.opens_at):
        return [Section.SOLUTIONS]
    return [Section.ERRORS if is_error else Section.QUESTIONS]
