"""The worker ends the hours that their hosts have left, each once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.messaging.models import Job
from sufflor.questions import actions, queries
from sufflor.questions.models import HourKind, Minutes, Question
from tests.hours import FRIDAY, THURSDAY, asked, clock, the_hour

OPEN = clock(THURSDAY, 8, 40)


@pytest.fixture
def opening(rollout_days):
    return the_hour(THURSDAY, HourKind.OPENING)


def test_an_hour_that_was_left_open_is_ended_an_hour_after_its_time(
    opening, personnel, kari, per_second_line, work_at
):
    question = asked(opening, personnel, kari, at=OPEN)
    work_at(clock(THURSDAY, 9, 59))
    assert not Minutes.objects.exists()

    for minute in (0, 1, 16):
        work_at(clock(THURSDAY, 10, minute))

    question.refresh_from_db()
    assert Minutes.objects.get().hour == opening
    assert question.hour.kind == HourKind.CLOSING
    assert question.owed.writer == per_second_line
    assert Job.objects.filter(name=f"finish:{opening.slug}").count() == 1


def test_an_hour_that_its_host_has_ended_is_left_alone(opening, hilde_host, work_at):
    actions.finish(hour=opening, by=hilde_host, at=clock(THURSDAY, 9))

    work_at(clock(THURSDAY, 10, 1))

    assert not Job.objects.filter(name__startswith="finish").exists()


def test_a_worker_that_was_away_for_a_day_ends_all_that_was_left(
    opening, personnel, kari, per_second_line, work_at
):
    asked(opening, personnel, kari, at=OPEN)

    work_at(clock(FRIDAY, 17))

    assert Minutes.objects.count() == 4
    assert Question.objects.get().hour.slug == "2026-11-02-oppstart"


def test_one_hour_that_cannot_be_ended_keeps_no_other_waiting(opening, work_at, monkeypatch):
    real = actions.finish_by_clock

    def finish(*, hour, at):
        if hour == opening:
            raise ValueError("broken")
        real(hour=hour, at=at)

    monkeypatch.setattr(actions, "finish_by_clock", finish)

    work_at(clock(THURSDAY, 16, 30))

    assert Minutes.objects.get().hour == the_hour(THURSDAY, HourKind.CLOSING)


def test_a_question_that_comes_back_is_found_within_a_quarter(
    opening, personnel, kari, hilde_host, per_second_line, work_at
):
    question = asked(opening, personnel, kari, at=OPEN)
    actions.decline(question=question, reason="Ikke her", by=hilde_host, at=OPEN)
    actions.finish(hour=opening, by=hilde_host, at=clock(THURSDAY, 9))
    actions.take_up_again(question=question, by=hilde_host, at=clock(THURSDAY, 10, 1))
    assert queries.with_strays(clock(THURSDAY, 10, 1)) == [opening]

    for minutes in (2, 15):
        work_at(clock(THURSDAY, 10) + timedelta(minutes=minutes))

    question.refresh_from_db()
    assert question.hour.kind == HourKind.CLOSING
    assert queries.with_strays(clock(THURSDAY, 10, 15)) == []
