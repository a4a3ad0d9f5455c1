"""The demo's roster: hosts for the days to come, and those who answer, with a few places left."""

from __future__ import annotations

from datetime import datetime

from sufflor.organization.models import CaseArea, User
from sufflor.questions import actions
from sufflor.questions.models import Duty, DutyKind, HourKind, QuestionHour
from sufflor.questions.queries import able

# What nobody has been found for yet, so that the roster has something to ask for.
OPEN_AREA = "hms"
LAST_WITHOUT_HOST = 2


def fill(*, at: datetime) -> None:
    """Once. One person answers for an area in every opening, another in every closing."""
    if Duty.objects.exists():
        return
    admin = User.objects.get(username="admin")
    hours = list(QuestionHour.objects.held().filter(closes_at__gt=at).order_by("opens_at"))
    host = User.objects.get(username="host")
    for hour in hours[:-LAST_WITHOUT_HOST]:
        actions.give_duty(hour=hour, person=host, kind=DutyKind.HOST, area=None, by=admin, at=at)
    for kind in (HourKind.OPENING, HourKind.CLOSING):
        first = next((hour for hour in hours if hour.kind == kind), None)
        if first:
            _answer(first, admin, at)


def _answer(first: QuestionHour, by: User, at: datetime) -> None:
    is_closing = first.kind == HourKind.CLOSING
    for area in CaseArea.objects.exclude(slug=OPEN_AREA):
        people = able(DutyKind.ANSWERER, area, at).people
        if people:
            actions.give_duty(
                hour=first,
                person=people[min(int(is_closing), len(people) - 1)],
                kind=DutyKind.ANSWERER,
                area=area,
                by=by,
                at=at,
                for_all=True,
            )
