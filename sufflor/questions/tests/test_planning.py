"""Hours follow the dates of their rollout."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from sufflor.lib.clock import OSLO
from sufflor.lib.refusals import NotAllowed
from sufflor.questions import actions
from sufflor.questions.actions import HourWish
from sufflor.questions.models import QuestionHour
from sufflor.rollout.actions import Wording
from tests.hours import asked

WEEKS_BEFORE = datetime(2026, 10, 1, 10, 0, tzinfo=UTC)
DATES = [date(2026, 10, 29), date(2026, 10, 30), date(2026, 11, 4)]


@pytest.fixture
def rollout(pia_planner):
    return actions.plan_rollout(
        wording=Wording(name="Elements"), dates=DATES, policies=[], by=pia_planner, at=WEEKS_BEFORE
    )


def change(rollout, dates, by, at=WEEKS_BEFORE):
    actions.change_rollout(
        rollout=rollout,
        wording=Wording(name=rollout.name),
        dates=dates,
        policies=[],
        by=by,
        at=at,
    )


def slugs():
    return list(QuestionHour.objects.values_list("slug", flat=True))


def test_every_day_has_an_opening_and_a_closing_hour(rollout):
    assert slugs() == [
        "2026-10-29-oppstart",
        "2026-10-29-avslutning",
        "2026-10-30-oppstart",
        "2026-10-30-avslutning",
        "2026-11-04-oppstart",
        "2026-11-04-avslutning",
    ]
    first = QuestionHour.objects.first()
    assert f"{first.opens_at.astimezone(OSLO):%H.%M}" == "08.30"
    assert f"{first.closes_at.astimezone(OSLO):%H.%M}" == "09.00"


def test_no_moment_of_the_series_is_without_an_hour_that_takes_questions(rollout):
    hours = list(QuestionHour.objects.all())

    assert hours[0].collects_from.astimezone(OSLO) == datetime(2026, 10, 28, 14, tzinfo=OSLO)
    assert [hour.collects_from for hour in hours[1:]] == [hour.closes_at for hour in hours[:-1]]


def test_hours_keep_to_the_clock_on_the_wall_when_summer_time_ends(pia_planner):
    actions.plan_rollout(
        wording=Wording(name="Høst"),
        dates=[date(2026, 10, 24), date(2026, 10, 25)],
        policies=[],
        by=pia_planner,
        at=WEEKS_BEFORE,
    )

    opens = [hour.opens_at for hour in QuestionHour.objects.filter(kind="oppstart")]
    assert [f"{at.astimezone(OSLO):%H.%M}" for at in opens] == ["08.30", "08.30"]
    assert opens[1] - opens[0] == timedelta(hours=25)


def test_planning_twice_is_the_same_as_planning_once(rollout, pia_planner):
    before = slugs()

    actions.plan_hours(rollout=rollout, by=pia_planner, at=WEEKS_BEFORE)

    assert slugs() == before


def test_a_date_that_is_added_gets_hours_and_its_neighbor_follows(rollout, pia_planner):
    change(rollout, [*DATES, date(2026, 11, 2)], pia_planner)

    after = QuestionHour.objects.get(slug="2026-11-04-oppstart")
    assert after.collects_from == QuestionHour.objects.get(slug="2026-11-02-avslutning").closes_at


def test_a_date_that_is_removed_takes_its_untouched_hours_with_it(rollout, pia_planner):
    change(rollout, DATES[:2], pia_planner)

    assert slugs()[-1] == "2026-10-30-avslutning"


def test_an_hour_with_questions_stays_when_its_date_is_removed(
    rollout, pia_planner, personnel, kari, monkeypatch
):
    hour = QuestionHour.objects.get(slug="2026-10-29-oppstart")
    asked(hour, personnel, kari)

    change(rollout, DATES[1:], pia_planner)

    assert "2026-10-29-oppstart" in slugs()
    assert "2026-10-29-avslutning" not in slugs()


def test_an_hour_that_was_changed_by_hand_stays(rollout, pia_planner):
    hour = QuestionHour.objects.get(slug="2026-11-04-oppstart")
    wanted = replace(HourWish.of(hour), room="R7")
    actions.change_hour(hour=hour, wanted=wanted, by=pia_planner, at=WEEKS_BEFORE)

    change(rollout, DATES[:2], pia_planner)

    assert "2026-11-04-oppstart" in slugs()


def test_an_hour_in_use_never_begins_later_than_it_has_begun(rollout, pia_planner, personnel, kari):
    hour = QuestionHour.objects.get(slug="2026-10-30-oppstart")
    wanted = replace(HourWish.of(hour), room="R7")
    actions.change_hour(hour=hour, wanted=wanted, by=pia_planner, at=WEEKS_BEFORE)
    before = hour.collects_from

    change(rollout, DATES[1:], pia_planner)

    hour.refresh_from_db()
    assert hour.collects_from <= before


def test_hours_that_are_over_are_left_as_they_were(rollout, pia_planner):
    during = datetime(2026, 10, 30, 12, 0, tzinfo=UTC)

    change(rollout, DATES[2:], pia_planner, at=during)

    assert slugs()[:3] == ["2026-10-29-oppstart", "2026-10-29-avslutning", "2026-10-30-oppstart"]
    assert "2026-10-30-avslutning" not in slugs()


def test_two_rollouts_may_share_a_day(rollout, pia_planner):
    actions.plan_rollout(
        wording=Wording(name="Et annet"),
        dates=DATES[:1],
        policies=[],
        by=pia_planner,
        at=WEEKS_BEFORE,
    )

    assert "2026-10-29-oppstart-2" in slugs()


def test_only_planners_plan_and_a_refused_plan_leaves_no_hours(kari):
    with pytest.raises(NotAllowed):
        actions.plan_rollout(
            wording=Wording(name="X"), dates=DATES, policies=[], by=kari, at=WEEKS_BEFORE
        )

    assert slugs() == []
