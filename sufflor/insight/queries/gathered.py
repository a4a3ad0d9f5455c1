"""Requests, questions and verdicts together: one number for each kind of thing in a period."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime

from django.db.models import Case, CharField, Count, Q, Value, When

from sufflor.insight.queries.cells import (
    ASKED,
    HELPED,
    NOT_HELPED,
    Cell,
    Cells,
    Parts,
    asked_of_kind,
    ended,
)
from sufflor.insight.queries.passages import Part, grouped
from sufflor.insight.queries.reckoned import counted
from sufflor.insight.queries.scopes import Period
from sufflor.knowledge.models import Verdict
from sufflor.lib.clock import end_of_day, start_of_day
from sufflor.questions.models import Question, QuestionQuerySet

# From a question and a verdict to the part that it is of.
_PATHS: Mapping[Part, tuple[str, str]] = {
    "": ("", ""),
    "area": ("area", "article__area"),
    "unit": ("asked_by__unit", "person__unit"),
}
_ENDING = Case(
    When(answer__isnull=False, then=Value("answered")),
    When(merged_into__isnull=False, then=Value("merged")),
    When(move__isnull=False, then=Value("moved")),
    When(Q(decline__isnull=False) | Q(hidden_at__isnull=False), then=Value("declined")),
    default=Value("waiting"),
    output_field=CharField(),
)


def of_the_house(period: Period) -> Cells:
    """Four queries, or three when requests are as they were."""
    return by_part(period, "")[None]


def by_part(period: Period, part: Part) -> Parts:
    """The same of each area or unit, and of none. As many queries."""
    kept = counted(period, part).cells
    found: dict[int | None, Counter[Cell]] = defaultdict(Counter)
    found.update({key: Counter(cells) for key, cells in kept.items()})
    of_question, of_verdict = _PATHS[part]
    questions = asked(period).annotate(end=_ENDING)
    for row in grouped(questions, of_question, ["end", "help_kind"], {"n": Count("pk")}):
        found[row.part][asked_of_kind(str(row.facts["help_kind"]))] += row.sums["n"]
        found[row.part][ended(str(row.facts["end"]))] += row.sums["n"]
        found[row.part][ASKED] += row.sums["n"]
    verdicts = Verdict.objects.filter(at__gte=beginning(period), at__lt=end(period))
    for row in grouped(verdicts, of_verdict, ["helped"], {"n": Count("pk")}):
        found[row.part][HELPED if row.facts["helped"] else NOT_HELPED] += row.sums["n"]
    return found


def asked(period: Period) -> QuestionQuerySet:
    """Questions in real hours; what is only practised is no question."""
    return Question.objects.filter(
        asked_at__gte=beginning(period), asked_at__lt=end(period), hour__rehearsal_of=None
    )


def beginning(period: Period) -> datetime:
    return start_of_day(period.first)


def end(period: Period) -> datetime:
    return end_of_day(period.last)
