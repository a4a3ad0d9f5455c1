"""Changing the pattern of a rollout's hours: those that nobody has touched follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from sufflor.events.models import Event
from sufflor.lib.clock import OSLO, moment
from sufflor.lib.refusals import NotAllowed
from sufflor.questions import actions
from sufflor.questions.actions import HourWish, TemplateWish
from sufflor.questions.models import HourKind, HourTemplate, Moderation, Names, QuestionHour
from sufflor.rollout.actions import Wording
from tests.hours import FRIDAY, MONDAY, THURSDAY, WEEKS_BEFORE, asked, clock, the_hour

EARLIER = TemplateWish(time(8, 0), time(8, 45), room="R7", video_url="https://video.example/1")


def change(rollout, by, at=WEEKS_BEFORE, kind=HourKind.OPENING, wanted=EARLIER):
    return actions.change_template(rollout=rollout, kind=kind, wanted=wanted, by=by, at=at)


def wall(hour):
    local = hour.opens_at.astimezone(OSLO), hour.closes_at.astimezone(OSLO)
    return f"{local[0]:%H.%M}-{local[1]:%H.%M}"


def test_a_rollout_begins_with_the_daily_pattern(rollout_days):
    templates = [(one.kind, one.opens, one.closes) for one in HourTemplate.objects.all()]

    assert templates == [
        (HourKind.OPENING, time(8, 30), time(9, 0)),
        (HourKind.CLOSING, time(15, 0), time(15, 30)),
    ]


def test_hours_that_nobody_has_touched_follow_their_template(rollout_days, pia_planner):
    change(rollout_days, pia_planner)

    openings = QuestionHour.objects.filter(kind=HourKind.OPENING)
    assert {(wall(hour), hour.room, hour.video_url) for hour in openings} == {
        ("08.00-08.45", "R7", "https://video.example/1")
    }
    assert {wall(hour) for hour in QuestionHour.objects.filter(kind=HourKind.CLOSING)} == {
        "15.00-15.30"
    }
    closing = the_hour(THURSDAY, HourKind.CLOSING)
    assert closing.collects_from == the_hour(THURSDAY, HourKind.OPENING).closes_at


def test_every_hour_that_moves_tells_of_it_by_itself(rollout_days, pia_planner):
    change(rollout_days, pia_planner)
    change(rollout_days, pia_planner, wanted=replace(EARLIER, room="R8"))
    change(rollout_days, pia_planner, wanted=replace(EARLIER, room="R8"))

    assert Event.objects.filter(verb="hour.moved").count() == 3
    assert Event.objects.filter(verb="hour.changed").count() == 3
    assert Event.objects.filter(verb="hour_template.changed").count() == 2


def test_an_hour_that_somebody_has_changed_follows_no_longer(rollout_days, pia_planner):
    hour = the_hour(FRIDAY, HourKind.OPENING)
    wanted = replace(HourWish.of(hour), room="Aulaen")
    actions.change_hour(hour=hour, wanted=wanted, by=pia_planner, at=WEEKS_BEFORE)

    change(rollout_days, pia_planner)

    hour.refresh_from_db()
    assert (wall(hour), hour.room) == ("08.30-09.00", "Aulaen")


def test_hours_that_have_begun_are_left_as_they_were(rollout_days, pia_planner):
    change(rollout_days, pia_planner, at=clock(FRIDAY, 8, 30))

    assert the_hour(FRIDAY, HourKind.OPENING).room == ""
    assert the_hour(MONDAY, HourKind.OPENING).room == "R7"


def test_an_announced_hour_keeps_its_time_but_follows_to_another_room(rollout_days, pia_planner):
    change(rollout_days, pia_planner, at=clock(THURSDAY - timedelta(days=1), 14))

    announced, later = (the_hour(day, HourKind.OPENING) for day in (THURSDAY, FRIDAY))
    assert (wall(announced), announced.room) == ("08.30-09.00", "R7")
    assert (wall(later), later.room) == ("08.00-08.45", "R7")


def test_an_hour_that_people_have_asked_in_keeps_its_promises(
    rollout_days, pia_planner, personnel, kari
):
    hour = the_hour(MONDAY, HourKind.OPENING)
    asked(hour, personnel, kari, at=clock(FRIDAY, 16))
    wanted = replace(EARLIER, names=Names.EVERYONE, moderation=Moderation.BEFORE)

    change(rollout_days, pia_planner, wanted=wanted, at=clock(FRIDAY, 16))

    hour.refresh_from_db()
    assert (hour.room, wall(hour)) == ("R7", "08.30-09.00")
    assert (hour.names, hour.moderation) == (Names.HOSTS_ONLY, Moderation.AFTER)


def test_hours_of_a_date_that_is_added_later_are_made_from_the_template(rollout_days, pia_planner):
    change(rollout_days, pia_planner)
    tuesday = MONDAY + timedelta(days=1)

    actions.change_rollout(
        rollout=rollout_days,
        wording=Wording(name="Elements"),
        dates=[THURSDAY, FRIDAY, MONDAY, tuesday],
        policies=[],
        by=pia_planner,
        at=WEEKS_BEFORE,
    )

    added = the_hour(tuesday, HourKind.OPENING)
    assert (wall(added), added.room) == ("08.00-08.45", "R7")
    assert added.collects_from == the_hour(MONDAY, HourKind.CLOSING).closes_at


def test_two_rollouts_that_share_a_day_have_patterns_of_their_own(rollout_days, pia_planner):
    other = actions.plan_rollout(
        wording=Wording(name="Et annet"),
        dates=[THURSDAY],
        policies=[],
        by=pia_planner,
        at=WEEKS_BEFORE,
    )

    change(other, pia_planner)

    assert wall(QuestionHour.objects.get(slug=f"{THURSDAY}-oppstart-2")) == "08.00-08.45"
    assert wall(the_hour(THURSDAY, HourKind.OPENING)) == "08.30-09.00"


def test_hours_keep_to_the_clock_on_the_wall_through_the_nights_when_it_is_set(pia_planner):
    spring, autumn = date(2027, 3, 28), date(2026, 10, 25)
    rollout = actions.plan_rollout(
        wording=Wording(name="Natt"),
        dates=[autumn, spring],
        policies=[],
        by=pia_planner,
        at=WEEKS_BEFORE,
    )

    change(rollout, pia_planner, wanted=TemplateWish(time(1, 30), time(3, 30)))
    first, last = (the_hour(day, HourKind.OPENING) for day in (autumn, spring))
    assert {wall(first), wall(last)} == {"01.30-03.30"}
    assert first.closes_at - first.opens_at == timedelta(hours=3)
    assert last.closes_at - last.opens_at == timedelta(hours=1)

    # An hour in the one that is skipped lasts as long as it should.
    change(rollout, pia_planner, wanted=TemplateWish(time(2, 30), time(3, 0)))
    last.refresh_from_db()
    assert last.opens_at == moment(spring, time(2, 30))
    assert last.closes_at - last.opens_at == timedelta(minutes=30)


def test_a_pattern_must_be_a_day_that_can_be(rollout_days, pia_planner):
    wrong = (
        (TemplateWish(time(9, 0), time(9, 0)), actions.ClosesBeforeItOpens),
        (TemplateWish(time(14, 30), time(15, 10)), actions.TemplatesOverlap),
        (replace(EARLIER, video_url="javascript:alert(1)"), actions.NotALink),
        (replace(EARLIER, room="R" * 121), actions.NameTooLong),
    )
    for wanted, refusal in wrong:
        with pytest.raises(refusal):
            change(rollout_days, pia_planner, wanted=wanted)

    with pytest.raises(actions.NotDaily):
        change(rollout_days, pia_planner, kind=HourKind.EXTRA)
    assert {wall(hour) for hour in QuestionHour.objects.all()} == {"08.30-09.00", "15.00-15.30"}


def test_a_pattern_does_not_run_over_an_extra_hour(rollout_days, pia_planner):
    actions.add_hour(
        rollout=rollout_days,
        title="Midt på dagen",
        opens_at=clock(FRIDAY, 12),
        closes_at=clock(FRIDAY, 13),
        room="",
        video_url="",
        by=pia_planner,
        at=WEEKS_BEFORE,
    )

    with pytest.raises(actions.TimeTaken, match="Midt på dagen"):
        change(
            rollout_days,
            pia_planner,
            kind=HourKind.CLOSING,
            wanted=TemplateWish(time(12, 30), time(13, 30)),
        )

    assert wall(the_hour(MONDAY, HourKind.CLOSING)) == "15.00-15.30"


def test_only_planners_change_the_pattern(rollout_days, hilde_host, kari):
    for person in (hilde_host, kari):
        with pytest.raises(NotAllowed):
            change(rollout_days, person)
