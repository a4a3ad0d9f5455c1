"""A series of hours stays whole whatever planners do: one takes questions, and none is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sufflor.lib.refusals import Refusal
from sufflor.organization.models import User
from sufflor.questions import actions
from sufflor.questions.actions import HourWish
from sufflor.questions.models import Question, QuestionHour
from sufflor.rollout.actions import Wording
from tests.hours import FRIDAY, MONDAY, THURSDAY, asked, clock

START = clock(THURSDAY - timedelta(days=1), 15)
MINUTE = timedelta(minutes=1)
DEEDS = ("move", "cancel", "hold_again", "add", "finish", "dates")


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(DEEDS),
            st.integers(0, 8),  # which hour, or which dates
            st.integers(0, 40 * 60),  # how far from the start it is moved or added, in minutes
            st.integers(1, 300),  # how long it lasts
            st.integers(0, 9 * 60),  # how much time goes by before the deed
        ),
        max_size=12,
    )
)
def test_one_hour_takes_questions_at_any_moment_and_what_waits_is_in_the_next(
    rollout_days, personnel, anne_admin, deeds
):
    with transaction.atomic():
        at = START
        for deed, which, far, long, later in deeds:
            at += later * MINUTE
            for hour in QuestionHour.objects.held():
                if hour.collects(at):
                    somebody = User.objects.create(username=uuid4().hex)
                    asked(hour, personnel, somebody, at=at)

            _do(deed, which, far * MINUTE, long * MINUTE, rollout_days, anne_admin, at)

            _one_collects(at)
            _nothing_is_left_behind(at)
        transaction.set_rollback(True)


def _do(deed, which, far, long, rollout, by, at):
    hours = list(QuestionHour.objects.order_by("opens_at", "pk"))
    hour = hours[which % len(hours)]
    opens_at = START + far
    try:
        with transaction.atomic():
            if deed == "move":
                wanted = replace(HourWish.of(hour), opens_at=opens_at, closes_at=opens_at + long)
                actions.change_hour(hour=hour, wanted=wanted, by=by, at=at)
            elif deed == "cancel":
                actions.cancel_hour(hour=hour, reason="Syk vert", by=by, at=at)
            elif deed == "hold_again":
                actions.hold_again(hour=hour, by=by, at=at)
            elif deed == "add":
                actions.add_hour(
                    rollout=rollout,
                    title="Ekstra",
                    opens_at=opens_at,
                    closes_at=opens_at + long,
                    room="",
                    video_url="",
                    by=by,
                    at=at,
                )
            elif deed == "finish":
                actions.share_out(hour=hour, by=by, at=at)
                actions.finish(hour=hour, by=by, at=at)
            elif deed == "dates":
                dates = [THURSDAY, FRIDAY, FRIDAY + timedelta(days=1), MONDAY]
                del dates[which % 4]
                actions.change_rollout(
                    rollout=rollout,
                    wording=Wording(name=rollout.name),
                    dates=dates,
                    policies=[],
                    by=by,
                    at=at,
                )
    except Refusal:
        pass


def _one_collects(at):
    """From now until the last hour ends, and never two at once before that either."""
    held = list(QuestionHour.objects.held())
    end = max((hour.closes_at for hour in held), default=at)
    began = min((hour.collects_from for hour in held), default=at)
    edges = {edge for hour in held for edge in (hour.collects_from, hour.opens_at, hour.closes_at)}
    for moment in {at, *edges, *(edge - timedelta(seconds=1) for edge in edges)}:
        if max(at, began) <= moment < end:
            assert [hour.collects(moment) for hour in held].count(True) == 1


def _nothing_is_left_behind(at):
    coming = QuestionHour.objects.held().filter(closes_at__gt=at).order_by("opens_at", "pk")
    goal = coming.first()
    for question in Question.objects.without_end().select_related("hour"):
        hour = question.hour
        is_with_its_host = hour.is_over(at) and not hour.is_finished and not hour.is_cancelled
        assert question.hour == goal or is_with_its_host or goal is None
