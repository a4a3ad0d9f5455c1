"""A rollout that is called off takes its hours with it, and gets them back when it is undone."""

from datetime import timedelta

import pytest

from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed
from sufflor.questions import actions
from sufflor.questions.models import DutyKind, HourKind, QuestionHour
from sufflor.questions.queries import what_would_end
from sufflor.rollout import queries as rollouts
from sufflor.rollout.actions import IsCalledOff, TooLateToUndo
from sufflor.rollout.door import Mode
from tests.hours import FRIDAY, MONDAY, THURSDAY, WEEKS_BEFORE, asked, clock, the_hour

NOON = clock(THURSDAY, 12)
UNDONE = NOON + timedelta(minutes=9)


def call_off(rollout, by, at=NOON):
    return actions.call_off_rollout(
        rollout=rollout, reason="Leverandøren er ikke klar", by=by, at=at
    )


def slugs(hours) -> list[str]:
    return [hour.slug for hour in hours]


def test_hours_that_nobody_knows_of_vanish(rollout_days, pia_planner) -> None:
    call_off(rollout_days, pia_planner, at=WEEKS_BEFORE)

    assert not QuestionHour.objects.exists()
    event = Event.objects.filter(verb="hours.planned").last()
    assert len(event.details["removed"]) == 6


def test_hours_that_somebody_knows_of_say_why_they_are_not_held(
    rollout_days, pia_planner, hilde_host
) -> None:
    staffed = the_hour(MONDAY, HourKind.CLOSING)
    actions.give_duty(
        hour=staffed, person=hilde_host, kind=DutyKind.HOST, area=None, by=pia_planner, at=NOON
    )

    call_off(rollout_days, pia_planner)

    left = QuestionHour.objects.filter(cancelled_at=NOON)
    assert slugs(left) == [f"{THURSDAY}-avslutning", f"{MONDAY}-avslutning"]
    assert {hour.cancelled_why for hour in left} == {"Leverandøren er ikke klar"}
    assert QuestionHour.objects.held().count() == 1


def test_an_hour_that_goes_on_is_called_off_too(rollout_days, pia_planner) -> None:
    at = clock(THURSDAY, 8, 40)

    call_off(rollout_days, pia_planner, at=at)

    assert the_hour(THURSDAY, HourKind.OPENING).cancelled_at == at


def test_questions_stay_where_they_were_asked(rollout_days, pia_planner, personnel, kari) -> None:
    closing = the_hour(THURSDAY, HourKind.CLOSING)
    question = asked(closing, personnel, kari, at=NOON)

    call_off(rollout_days, pia_planner, at=NOON + timedelta(minutes=1))

    question.refresh_from_db()
    assert question.hour == closing
    assert not Event.objects.filter(verb="question.carried").exists()


def test_what_the_planner_is_shown_is_what_happens(rollout_days, pia_planner) -> None:
    shown = what_would_end(rollout_days, NOON)

    call_off(rollout_days, pia_planner)

    assert slugs(shown.cancelled) == slugs(QuestionHour.objects.filter(cancelled_at=NOON))
    assert not QuestionHour.objects.filter(slug__in=slugs(shown.vanishing)).exists()


def test_undone_everything_is_held_as_before(rollout_days, pia_planner, personnel, kari) -> None:
    before = slugs(QuestionHour.objects.held())
    question = asked(the_hour(THURSDAY, HourKind.CLOSING), personnel, kari, at=NOON)
    call_off(rollout_days, pia_planner)

    for _ in range(2):
        actions.hold_rollout_again(rollout=rollout_days, by=pia_planner, at=UNDONE)

    question.refresh_from_db()
    assert slugs(QuestionHour.objects.held()) == before
    assert question.hour == the_hour(THURSDAY, HourKind.CLOSING)
    assert rollouts.doors(UNDONE).mode == Mode.ROLLOUT_DAY


def test_an_hour_that_was_called_off_for_a_reason_of_its_own_stays_so(
    rollout_days, pia_planner
) -> None:
    ill = the_hour(FRIDAY, HourKind.OPENING)
    actions.cancel_hour(hour=ill, reason="Sykdom", by=pia_planner, at=NOON - timedelta(hours=1))
    call_off(rollout_days, pia_planner)

    actions.hold_rollout_again(rollout=rollout_days, by=pia_planner, at=UNDONE)

    assert the_hour(FRIDAY, HourKind.OPENING).cancelled_why == "Sykdom"


def test_an_hour_whose_time_passed_meanwhile_is_not_held_again(rollout_days, pia_planner) -> None:
    at = clock(THURSDAY, 15, 25)
    call_off(rollout_days, pia_planner, at=at)

    actions.hold_rollout_again(rollout=rollout_days, by=pia_planner, at=at + timedelta(minutes=7))

    assert the_hour(THURSDAY, HourKind.CLOSING).is_cancelled
    assert not the_hour(FRIDAY, HourKind.OPENING).is_cancelled


def test_after_ten_minutes_it_is_final(rollout_days, pia_planner) -> None:
    call_off(rollout_days, pia_planner)

    with pytest.raises(TooLateToUndo):
        actions.hold_rollout_again(
            rollout=rollout_days, by=pia_planner, at=NOON + timedelta(minutes=10)
        )

    assert the_hour(THURSDAY, HourKind.CLOSING).is_cancelled


def test_a_rollout_that_is_called_off_gets_no_new_hours(rollout_days, pia_planner) -> None:
    call_off(rollout_days, pia_planner)
    closing = the_hour(THURSDAY, HourKind.CLOSING)

    with pytest.raises(IsCalledOff):
        actions.hold_again(hour=closing, by=pia_planner, at=UNDONE)
    with pytest.raises(IsCalledOff):
        actions.add_hour(
            rollout=rollout_days,
            title="",
            opens_at=clock(FRIDAY, 12),
            closes_at=clock(FRIDAY, 13),
            room="",
            video_url="",
            by=pia_planner,
            at=UNDONE,
        )


def test_only_planners_call_a_rollout_off(rollout_days, hilde_host) -> None:
    with pytest.raises(NotAllowed):
        call_off(rollout_days, hilde_host)

    assert QuestionHour.objects.held().count() == 6
