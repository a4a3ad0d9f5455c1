"""A planner, hours on the wall in Oslo, and a worker by a clock that the test sets."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from sufflor.announcements.models import Notice
from sufflor.lib.clock import moment
from sufflor.messaging import schedule
from sufflor.messaging.models import Announcement
from sufflor.organization.models import Role, RoleGrant
from sufflor.questions import actions as questions
from sufflor.questions.actions import HourWish
from tests.cast import DAY, MORNING

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
SECOND = timedelta(seconds=1)
THE_DAY_BEFORE = moment(DAY - timedelta(days=1), time(14))
HALF_PAST_SEVEN = moment(DAY, time(7, 30))


@pytest.fixture
def planner(pia_planner, records_department):
    pia_planner.unit = records_department
    pia_planner.save()
    RoleGrant.objects.create(person=pia_planner, role=Role.HOST, granted_at=MORNING)
    return pia_planner


@pytest.fixture
def plan(planner, liv_first_line):
    """An hour on the wall in Oslo, planned when it is said to be."""

    def planned(opens=time(8, 30), day=DAY, at=None, room="R7", title="Spørretime"):
        opens_at = moment(day, opens)
        return questions.add_hour(
            rollout=None,
            title=title,
            opens_at=opens_at,
            closes_at=opens_at + 30 * MINUTE,
            room=room,
            video_url="https://video.nidelva.example/hemmelig",
            by=planner,
            at=at or opens_at - timedelta(days=5),
        )

    return planned


@pytest.fixture
def work(work_at, monkeypatch):
    """Nothing but the letters about hours is on the worker's schedule."""
    monkeypatch.setattr(schedule, "SCHEDULE", (schedule.entry_of("hour"),))
    return work_at


def said():
    return [(each.says, each.at) for each in Announcement.objects.all()]


def titles():
    return list(Notice.objects.order_by("pk").values_list("title", flat=True))


def change(hour, by, at, opens_at=None, **more):
    wish = HourWish.of(hour)
    new = {"opens_at": opens_at or hour.opens_at, **more}
    new.setdefault("closes_at", new["opens_at"] + 30 * MINUTE)
    return questions.change_hour(hour=hour, wanted=replace(wish, **new), by=by, at=at)
