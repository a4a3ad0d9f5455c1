"""Requests that were handed about, as plain rows, and the month they were sent in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import pytest

from sufflor.desk.models import Direction, Movement, Request, State
from sufflor.insight.queries import Period, periods
from sufflor.organization.models import CaseArea, Line, SupportGroup, Unit, User
from tests.cast import MORNING

HOUR = timedelta(hours=1)
# To which line, how many hours after the one before, and by which way.
Way = Sequence[tuple[Line, float, Direction]]
Put = Callable[..., Request]
NEAR: Way = ((Line.ADVISER, 0, Direction.IN),)
FIRST: Way = ((Line.FIRST, 0, Direction.IN),)
SECOND: Way = ((Line.FIRST, 0, Direction.IN), (Line.SECOND, 4, Direction.UP))
THERE_AND_BACK: Way = (
    (Line.FIRST, 0, Direction.IN),
    (Line.SECOND, 1, Direction.UP),
    (Line.FIRST, 2, Direction.RETURN),
)


@pytest.fixture
def month(db) -> Period:
    """October, in which the cast lives."""
    return next(each for each in periods(MORNING) if each.key == "2026-10")


@pytest.fixture
def first_group(liv_first_line) -> SupportGroup:
    found: SupportGroup = liv_first_line.support_groups.get()
    return found


@pytest.fixture
def put(kari, liv_first_line, first_group) -> Put:
    """A request with the way that it went: at the first line for two hours, where nothing is
    said."""

    def stored(
        way: Way = FIRST,
        *,
        by: User = kari,
        unit: Unit | None = None,
        area: CaseArea | None = None,
        at: datetime = MORNING,
        answered: float | None = 1,
        solved: float | None = 2,
        origin: str = "",
    ) -> Request:
        """`answered` and `solved` are hours, after it came and after it reached where it is."""
        moments, now = [], at
        for _line, later, _way in way:
            now += later * HOUR
            moments.append(now)
        ended_at = None if solved is None else now + solved * HOUR
        request = Request.objects.create(
            reporter=by,
            unit=unit or by.unit,
            area=area,
            title="Hvor er knappen?",
            text="Hvor er knappen?",
            origin=origin,
            line=way[-1][0],
            group=first_group,
            state=State.OPEN if ended_at is None else State.RESOLVED,
            look_at=at if ended_at is None else None,
            opened_at=at,
            opened_by=by,
            changed_at=at,
            answered_at=None if answered is None else at + answered * HOUR,
            resolved_at=ended_at,
            resolved_by=None if ended_at is None else liv_first_line,
        )
        Movement.objects.bulk_create(
            Movement(
                request=request,
                direction=direction,
                to_line=line,
                to_group=first_group,
                at=moment,
                left_at=left,
            )
            for (line, _later, direction), moment, left in zip(
                way, moments, [*moments[1:], None], strict=True
            )
        )
        return request

    return stored
