"""Who has the word in the demo's question hours, and one who would rather swap."""

from __future__ import annotations

from datetime import datetime

from sufflor.organization.models import Line, SupportGroup, User
from sufflor.questions import actions
from sufflor.questions.models import Duty, DutyKind, HourKind, QuestionHour
from sufflor.rollout.models import Rollout


def fill(rollout: Rollout, *, at: datetime) -> None:
    """The same host and the same specialists every day, as when the rollout was planned."""
    planner = User.objects.get(username="admin")
    for kind in (HourKind.OPENING, HourKind.CLOSING):
        first = rollout.question_hours.filter(kind=kind).order_by("opens_at").first()
        if first is not None:
            _staff(first, planner, rollout.created_at)
    _ask_to_swap(at)


def _staff(hour: QuestionHour, planner: User, at: datetime) -> None:
    host = User.objects.get(username="host")
    actions.give_duty(
        hour=hour, person=host, kind=DutyKind.HOST, area=None, by=planner, at=at, for_all=True
    )
    for group in SupportGroup.objects.filter(line=Line.SECOND, area__isnull=False):
        person = group.members.filter(is_active=True).order_by("username").last()
        if person is not None:
            actions.give_duty(
                hour=hour,
                person=person,
                kind=DutyKind.ANSWERER,
                area=group.area,
                by=planner,
                at=at,
                for_all=True,
            )


def _ask_to_swap(at: datetime) -> None:
    """Whoever specializes in one thing asks another who does too."""
    duties = Duty.objects.filter(kind=DutyKind.ANSWERER, hour__opens_at__gt=at)
    for duty in duties.select_related("person", "area", "hour").order_by("hour__opens_at", "pk")[
        4:
    ]:
        groups = SupportGroup.objects.filter(line=Line.SECOND, area=duty.area)
        others = User.objects.filter(support_groups__in=groups, is_active=True)
        other = others.exclude(pk=duty.person_id).order_by("username").first()
        if other is not None:
            actions.ask_to_swap(duty=duty, to_person=other, by=duty.person, at=at)
            return
