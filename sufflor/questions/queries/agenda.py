"""The agenda of an hour, which nobody writes: what it goes through, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils.translation import get_language

from sufflor.events.http import FOLLOWED
from sufflor.events.models import TopicItem
from sufflor.events.queries import revisions
from sufflor.known_errors.models import KnownError
from sufflor.lib.addresses import in_language
from sufflor.lib.kept import Kept
from sufflor.organization.models import Unit
from sufflor.questions import rules
from sufflor.questions.models import (
    HourKind,
    Question,
    QuestionHour,
    QuestionKind,
    Section,
)
from sufflor.questions.queries.carried import carried_from
from sufflor.questions.queries.known import come_from, known_in
from sufflor.questions.queries.programme import programme
from sufflor.questions.reading import CarriedFrom
from sufflor.questions.rules import State

# Where each part begins, in thirtieths of the hour: in half an hour these are minutes.
OPENING = (
    (Section.STATUS, 0),
    (Section.SOLUTIONS, 5),
    (Section.QUESTIONS, 10),
    (Section.ERRORS, 25),
)
CLOSING = (
    (Section.STATUS, 0),
    (Section.ANSWERS, 5),
    (Section.KNOWN_ERRORS, 20),
    (Section.CARRIED, 25),
)


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One question on the agenda, as everyone may see it: without names. Or a known error, which
    says how it stands (`status`), and by `due_at` there is more to tell of it."""

    pk: int
    text: str
    language: str
    area: str
    kind: str
    state: State
    path: str
    # The unit that has answered, or whose turn it is to write the answer.
    unit: str
    answered_at: datetime | None
    due_at: datetime | None
    came_from: CarriedFrom | None
    status: str = ""

    @property
    def url(self) -> str:
        return in_language(self.path)


@dataclass(frozen=True, slots=True)
class AgendaPart:
    section: Section
    title: str
    starts_at: datetime
    # What is said of the status; the other parts have rows.
    text: str = ""
    rows: tuple[AgendaRow, ...] = ()
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Agenda:
    """`since` is from when on its solutions and answers are new."""

    parts: tuple[AgendaPart, ...]
    since: datetime

    def part(self, section: Section | str) -> AgendaPart | None:
        return next((part for part in self.parts if part.section == section), None)

    @property
    def current(self) -> AgendaPart | None:
        return next((part for part in self.parts if part.is_current), None)


_agendas: Kept[Agenda] = Kept(size=64)


def agenda(hour: QuestionHour, at: datetime, revision: int | None = None) -> Agenda:
    """What the hour goes through, the same for everyone; nothing of it is stored.

    `revision` moves with all that it is made from (see `agenda_revision`); a page that knows it
    passes it on. At most ten queries, and none while it is kept: votes do not move it.
    """
    if revision is None:
        revision = agenda_revision(content_revision(hour), revisions(FOLLOWED))
    # The hour was read before the revision: what is shown of it stands in the key.
    shown = (hour.opens_at, hour.closes_at, hour.status_text, hour.now_answering_id)
    key = (hour.pk, shown, hour.moderation, get_language())
    made = _agendas.get(key, revision, lambda: _read(hour))
    return replace(made, parts=_with_current(made.parts, hour, at))


def current_section(hour: QuestionHour, at: datetime) -> Section | None:
    """The part that has begun last, as long as the hour goes on and is held."""
    if not hour.is_open(at) or hour.is_cancelled:
        return None
    begun = [section for section, after in _plan(hour) if _starts_at(hour, after) <= at]
    return begun[-1] if begun else None


def sections(hour: QuestionHour) -> list[Section]:
    return [section for section, _thirtieths in _plan(hour)]


def agenda_revision(content: int, followed: Mapping[str, int]) -> int:
    """One number for the hour's own questions and for all else that an agenda shows. Each of these
    only grows, so their sum is new when one of them is."""
    return content + sum(followed.values())


def content_revision(hour: QuestionHour) -> int:
    """The revision in which a question of this hour last became another; votes do not count."""
    items = TopicItem.objects.filter(topic=hour.topic)
    return items.aggregate(last=Max("change_revision"))["last"] or 0


def _read(hour: QuestionHour) -> Agenda:
    made = programme(hour)
    came_from = carried_from(hour)
    parts = (
        AgendaPart(
            section=section,
            title=str(section.label),
            starts_at=_starts_at(hour, thirtieths),
            text=made.status if section == Section.STATUS else "",
            rows=_rows(made.of(section), section, hour, made.since, came_from),
        )
        for section, thirtieths in _plan(hour)
    )
    return Agenda(tuple(parts), made.since)


def _plan(hour: QuestionHour) -> Sequence[tuple[Section, int]]:
    return CLOSING if hour.kind == HourKind.CLOSING else OPENING


def _starts_at(hour: QuestionHour, thirtieths: int) -> datetime:
    """On a whole minute; on a multiple of five where the hour is long enough for that."""
    minutes = int((hour.closes_at - hour.opens_at) / timedelta(minutes=1))
    after = minutes * thirtieths // 30
    if minutes >= 30:
        after -= after % 5
    return hour.opens_at + timedelta(minutes=after)


def _rows(
    questions: Sequence[Question],
    section: Section,
    hour: QuestionHour,
    since: datetime,
    came_from: Mapping[int, CarriedFrom],
) -> tuple[AgendaRow, ...]:
    """First the errors that are known, or were fixed, and then what was asked of others."""
    known = known_in(section, hour, since)
    told = come_from(known) if questions else frozenset()
    rest = [question for question in questions if question.pk not in told]
    return (
        *(_known_row(error) for error in known),
        *(_row(question, hour, came_from) for question in rest),
    )


def _known_row(error: KnownError) -> AgendaRow:
    return AgendaRow(
        pk=error.pk,
        text=error.title,
        language=error.language,
        area=", ".join(area.local_name for area in error.areas.all()),
        kind=QuestionKind.ERROR,
        state=State.WAITING,
        path=error.path,
        unit="",
        answered_at=None,
        due_at=error.next_update_at if error.is_under_way else None,
        came_from=None,
        status=str(error.plain.label),
    )


def _row(question: Question, hour: QuestionHour, came_from: Mapping[int, CarriedFrom]) -> AgendaRow:
    if question.hour_id == hour.pk:
        question.hour = hour
    answer = question.answer if question.is_answered else None
    owed = question.owed if answer is None and hasattr(question, "owed") else None
    return AgendaRow(
        pk=question.pk,
        text=question.text,
        language=question.language,
        area=question.area.local_name,
        kind=question.kind,
        state=rules.state_of(question),
        path=answer.path if answer else question.path,
        unit=_name(answer.unit if answer else owed.writer.unit if owed else None),
        answered_at=answer.written_at if answer else None,
        due_at=owed.due_at if owed else None,
        came_from=came_from.get(question.pk),
    )


def _name(unit: Unit | None) -> str:
    return unit.local_name if unit else ""


def _with_current(
    parts: Sequence[AgendaPart], hour: QuestionHour, at: datetime
) -> tuple[AgendaPart, ...]:
    current = current_section(hour, at)
    return tuple(replace(part, is_current=part.section == current) for part in parts)
