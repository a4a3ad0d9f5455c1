"""The minutes of an hour as its page shows them: frozen, but never out of date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import QuerySet

from sufflor.known_errors.models import KnownError, Plain
from sufflor.lib.addresses import in_language
from sufflor.questions import rules
from sufflor.questions.models import (
    Minutes,
    MinutesEdit,
    MinutesError,
    MinutesItem,
    Outcome,
    Question,
    QuestionHour,
    Section,
)
from sufflor.questions.queries.articles import NONE, Written, readable
from sufflor.questions.queries.merged import standing_in
from sufflor.questions.rules import State

# As everyone reads them: what was dealt with first, then what is still to come.
ORDER = list(Section)


@dataclass(frozen=True, slots=True)
class MinutesRow:
    """What became of one question. Its words are empty where they may not be read any more; then
    `state` says why."""

    item: int
    question: int
    words: str
    language: str
    area: str
    kind: str
    outcome: Outcome
    outcome_label: str
    state: State
    # What the minutes say of it; a person wrote it, or nobody did.
    text: str
    stamp: str
    # The unit that has answered, or that writes the answer.
    unit: str
    due_at: datetime | None
    answered_at: datetime | None
    # Where the question, or its answer, stands today.
    path: str
    article_title: str
    article_url: str

    @property
    def url(self) -> str:
        return in_language(self.path) if self.path else ""

    @property
    def was_answered_later(self) -> bool:
        return self.answered_at is not None and self.outcome != Outcome.ANSWERED


@dataclass(frozen=True, slots=True)
class MinutesErrorRow:
    """How a known error stood when the hour ended; its words are those of today. `today` is how it
    stands now, where that is something else."""

    number: str
    words: str
    language: str
    area: str
    plain: Plain
    label: str
    version: str
    next_update_at: datetime | None
    today: str
    path: str

    @property
    def url(self) -> str:
        return in_language(self.path)


@dataclass(frozen=True, slots=True)
class MinutesPart:
    section: Section
    title: str
    rows: tuple[MinutesRow, ...]
    errors: tuple[MinutesErrorRow, ...] = ()


@dataclass(frozen=True, slots=True)
class MinutesPage:
    hour: int
    text: str
    stamp: str
    frozen_at: datetime
    edited_at: datetime | None
    parts: tuple[MinutesPart, ...]

    @property
    def rows(self) -> tuple[MinutesRow, ...]:
        return tuple(row for part in self.parts for row in part.rows)


def minutes(hour: QuestionHour, *, for_hosts: bool = False) -> MinutesPage | None:
    """The minutes, when there are any. At most four queries, one for each step that questions were
    taken on into others, and one for the areas of errors.

    Hosts read the words of what was declined or hidden too; what was moved away has none.
    """
    found = Minutes.objects.filter(pk=hour.pk).first()
    if found is None:
        return None
    items = list(_items(found))
    items.sort(key=lambda item: (ORDER.index(Section(item.section)), item.position))
    rows = {
        section: list(some)
        for section, some in groupby(items, key=lambda item: Section(item.section))
    }
    errors = _errors(found)
    homes = standing_in([item.question for item in items])
    articles = readable([pk for home in homes.values() if (pk := _article(home))])
    return MinutesPage(
        hour=hour.pk,
        text=found.text,
        stamp=found.stamp,
        frozen_at=found.frozen_at,
        edited_at=found.edited_at,
        parts=tuple(
            MinutesPart(
                section,
                str(section.label),
                tuple(
                    _row(item, homes[item.question_id], articles, for_hosts)
                    for item in rows.get(section, ())
                ),
                tuple(_error_row(each) for each in errors if each.section == section),
            )
            for section in ORDER
            if section in rows or any(each.section == section for each in errors)
        ),
    )


def minutes_edits(hour: QuestionHour) -> list[MinutesEdit]:
    """What the minutes said before, for those who mend them; the last change first. One query."""
    rows = MinutesEdit.objects.filter(minutes=hour.pk)
    return list(rows.select_related("by", "item__question").order_by("-pk"))


def _items(found: Minutes) -> QuerySet[MinutesItem]:
    beside = [f"question__{row}" for row in rules.STATE_ROWS]
    return MinutesItem.objects.filter(minutes=found).select_related(
        "question__area",
        "question__hour",
        "question__answer__unit",
        "question__owed__writer__unit",
        *beside,
    )


def _errors(found: Minutes) -> list[MinutesError]:
    """Those that everyone may read still."""
    rows = MinutesError.objects.filter(minutes=found, error__in=KnownError.objects.public())
    return list(rows.select_related("error").prefetch_related("error__areas"))


def _error_row(kept: MinutesError) -> MinutesErrorRow:
    error = kept.error
    return MinutesErrorRow(
        number=error.number,
        words=error.title,
        language=error.language,
        area=", ".join(area.local_name for area in error.areas.all()),
        plain=kept.plain,
        label=str(kept.plain.label),
        version=kept.version,
        next_update_at=kept.next_update_at,
        today=str(error.plain.label) if error.plain != kept.plain else "",
        path=error.path,
    )


def _row(
    item: MinutesItem, home: Question, articles: Mapping[int, Written], for_hosts: bool
) -> MinutesRow:
    question = item.question
    is_own = question.hidden_at is None and rules.is_released(question)
    is_readable = is_own and rules.state_of(home) in rules.IN_THE_LIST
    answer = home.answer if is_readable and home.is_answered else None
    owed = question.owed if answer is None and hasattr(question, "owed") else None
    unit = answer.unit if answer else owed.writer.unit if owed else None
    article = articles.get(_article(home), NONE) if answer else NONE
    return MinutesRow(
        item=item.pk,
        question=question.pk,
        words=question.text if is_readable or for_hosts else "",
        language=question.language,
        area=question.area.local_name,
        kind=question.kind,
        outcome=Outcome(item.outcome),
        outcome_label=str(Outcome(item.outcome).label),
        state=rules.state_of(question),
        text=item.text,
        stamp=item.stamp,
        unit=unit.local_name if unit else "",
        due_at=owed.due_at if owed else None,
        answered_at=answer.written_at if answer else None,
        path=_path(home) if is_readable else "",
        article_title=article.title,
        article_url=article.url,
    )


def _path(question: Question) -> str:
    return question.answer.path if question.is_answered else question.path


def _article(question: Question) -> int:
    """The article that everyone can read of its answer; none is 0."""
    is_published = question.is_answered and question.answer.published_at
    return (question.answer.article_id or 0) if is_published else 0
