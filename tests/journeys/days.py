"""Lets days pass in an installation: everything that is stored moves in time, the clock does not.

    python -m tests.journeys.days -1

Afterwards what was planned for tomorrow is planned for today, and what was asked today was asked
yesterday.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta

import django
from django.db import transaction
from django.db.models import F


def move(days: int) -> None:
    """By this many days; back in time when the number is negative."""
    from sufflor.announcements.models import Notice
    from sufflor.events import actions as events
    from sufflor.events.models import Topic
    from sufflor.messaging.models import Announcement
    from sufflor.questions.models import Answer, Question, QuestionHour, Vote
    from sufflor.rollout.models import ModeChange, Override, Rollout, RolloutDay

    step = timedelta(days=days)
    with transaction.atomic():
        # One at a time and in this order, so that no two of them meet on a date.
        order = "date" if days < 0 else "-date"
        for day in RolloutDay.objects.order_by(order):
            day.date += step
            day.save()
        for hour in QuestionHour.objects.order_by(order):
            hour.date += step
            hour.opens_at += step
            hour.closes_at += step
            hour.collects_from += step
            hour.save()
        Question.objects.update(asked_at=F("asked_at") + step)
        Answer.objects.update(
            written_at=F("written_at") + step, published_at=F("published_at") + step
        )
        Vote.objects.update(at=F("at") + step)
        Notice.objects.update(
            published_at=F("published_at") + step, released_at=F("released_at") + step
        )
        Announcement.objects.update(
            opens_at=F("opens_at") + step, closes_at=F("closes_at") + step, at=F("at") + step
        )
        Override.objects.update(from_at=F("from_at") + step, at=F("at") + step)
        ModeChange.objects.update(at=F("at") + step, to_at=F("to_at") + step)
        Rollout.objects.update(called_off_at=F("called_off_at") + step)
        for topic in Topic.objects.values_list("name", flat=True):
            events.touch(topic)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sufflor.project.settings")
    django.setup()
    move(int(sys.argv[1]))
