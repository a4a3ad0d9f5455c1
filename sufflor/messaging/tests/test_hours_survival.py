"""An hour is announced once, and mailed once, by workers that are killed and by two at a time."""

from __future__ import annotations

import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from sufflor.announcements.models import Notice
from sufflor.events.models import Event
from sufflor.messaging.models import Announcement, Delivery, Notices, Preference, Says
from sufflor.questions import actions as questions
from sufflor.search.models import Document
from tests import programs
from tests.workers import end, running, wait

# Along the whole way: from the look at the calendar to the mail that was sent.
STEPS = (
    "after plan job",
    "before claim job",
    "after claim job",
    "before post",
    "after post",
    "before note",
    "after note",
    "after job",
    "after claim event",
    "within tell",
    "after tell",
    "within DATA",
    "before write down",
)
pytestmark = pytest.mark.usefixtures("on_disk")


@pytest.fixture
def hour(pia_planner, liv_first_line, kari):
    """Planned now for in half an hour: too late for anything but to be said at once."""
    Preference.objects.create(person=kari, notices=Notices.AT_ONCE)
    opens_at = timezone.now() + timedelta(minutes=30)
    hour = questions.add_hour(
        rollout=None,
        title="Spørretime",
        opens_at=opens_at,
        closes_at=opens_at + timedelta(minutes=30),
        room="R7",
        video_url="",
        by=pia_planner,
        at=timezone.now(),
    )
    connection.close()
    return hour


def test_a_worker_killed_at_every_step_announces_an_hour_once(hour, kari, sink, surroundings):
    programs.run("sufflor.messaging.tests.dying", "only", "hour", *STEPS, env=surroundings)

    _is_said_once(hour)
    assert [taken.to[0] for taken in sink.taken] == [kari.email] * 2
    assert len({taken.message_id for taken in sink.taken}) == 1, "the last kill repeats it"


def test_two_workers_at_once_announce_an_hour_once(hour, kari, sink, surroundings):
    with running(surroundings) as one, running(surroundings) as other:
        wait(lambda: sink.taken)
        time.sleep(2)
        for worker in (one, other):
            end(worker)

    _is_said_once(hour)
    assert Counter(taken.to[0] for taken in sink.taken) == {kari.email: 1}


def _is_said_once(hour):
    notice = Notice.objects.get()
    assert notice.key == f"hour-{hour.pk}-hour-before"
    assert set(notice.said) == {"nb", "nn", "en"}
    announcement = Announcement.objects.get()
    assert (announcement.says, announcement.hour, announcement.notice) == (
        Says.HOUR_BEFORE,
        hour,
        notice,
    )
    assert Event.objects.filter(verb="notice.posted").count() == 1
    assert Document.objects.filter(kind="notice").count() == 1
    assert Delivery.objects.get().state == "sent"
