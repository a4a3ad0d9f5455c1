"""How long people waited: the middle one of many, and where the time went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, DurationField, ExpressionWrapper, F, Max, Sum

from sufflor.insight.models import AT_LINE
from sufflor.insight.queries.cells import seconds, stay
from sufflor.insight.queries.gathered import asked
from sufflor.insight.queries.passages import Medians, medians_of, middle_of, passages
from sufflor.insight.queries.reckoned import counted
from sufflor.insight.queries.scopes import Period, Scope
from sufflor.lib.kept import Kept
from sufflor.organization.models import Line
from sufflor.organization.tree import downward, parents
from sufflor.questions.models import QuestionQuerySet

Means = Mapping[int | None, Mapping[Line, timedelta]]
_waited: Kept[Waited] = Kept(size=64)
_NONE = Medians(None, dict.fromkeys(AT_LINE))


def medians(scope: Scope) -> Medians:
    """Those of a unit, with all below it, are reckoned when asked for."""
    if scope.unit is not None:
        below = downward([scope.unit], parents())
        return medians_of(passages(scope.period).filter(unit__in=below))
    found = counted(scope.period, "" if scope.area is None else "area")
    return found.medians.get(scope.area, _NONE)


def means_by_area(period: Period) -> Means:
    """How long a request was at each line of those where it was, by area."""
    return {
        area: {
            line: timedelta(seconds=cells[seconds(line)] / cells[stay(line)])
            for line in Line
            if cells.get(stay(line))
        }
        for area, cells in counted(period, "area").cells.items()
    }


@dataclass(frozen=True)
class Waited:
    """How many have a written answer, and how long the middle one waited for it."""

    count: int = 0
    middle: timedelta | None = None


def until_answered(scope: Scope) -> Waited:
    """Sorted by the store, so that two are read of however many, and kept for as long as the
    answers are the same ones. Two queries, or one."""
    rows = asked(scope.period).filter(answer__isnull=False)
    if scope.area is not None:
        rows = rows.filter(area=scope.area)
    elif scope.unit is not None:
        rows = rows.filter(asked_by__unit__in=downward([scope.unit], parents()))
    found = rows.aggregate(number=Count("pk"), keys=Sum("pk"), newest=Max("answer__written_at"))
    number = found["number"]
    if not number:
        return Waited()
    key = (scope, number, found["keys"], found["newest"])
    return _waited.get(key, 0, lambda: Waited(number, _middle_wait(rows, number)))


def _middle_wait(rows: QuestionQuerySet, number: int) -> timedelta | None:
    time = ExpressionWrapper(F("answer__written_at") - F("asked_at"), DurationField())
    times = rows.order_by(time).values_list(time, flat=True)
    two = times[(number - 1) // 2 : number // 2 + 1]
    return middle_of([each.total_seconds() for each in two])
