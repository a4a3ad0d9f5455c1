"""What becomes of an announced hour is said too: called off, held after all, moved."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from sufflor.announcements.models import Notice
from sufflor.lib.clock import moment
from sufflor.messaging import schedule
from sufflor.messaging.tests.announcing.conftest import (
    HALF_PAST_SEVEN,
    HOUR,
    MINUTE,
    SECOND,
    THE_DAY_BEFORE,
    change,
    said,
    titles,
)
from sufflor.questions import actions as questions
from tests.cast import DAY, MORNING


def test_an_hour_called_off_before_it_was_announced_is_never_mentioned(plan, work, planner):
    hour = plan()
    questions.cancel_hour(hour=hour, reason="Syk", by=planner, at=THE_DAY_BEFORE - HOUR)

    work(THE_DAY_BEFORE, HALF_PAST_SEVEN)

    assert said() == []


def test_an_announced_hour_that_is_called_off_is_said_to_be_and_the_old_notice_corrected(
    plan, work, planner
):
    hour = plan()
    work(THE_DAY_BEFORE)
    at = THE_DAY_BEFORE + HOUR
    questions.cancel_hour(hour=hour, reason="Programlederen er syk", by=planner, at=at)

    work(at, at + SECOND, HALF_PAST_SEVEN)

    assert [says for says, _at in said()] == ["day-before", "cancelled"]
    old, new = Notice.objects.order_by("pk")
    assert new.title == "Avlyst: Spørretime torsdag 29. oktober kl. 08.30"
    assert "Programlederen er syk" in new.body
    assert old.title == new.title
    trail = {each.language: each for each in old.corrections.all()}
    assert set(trail) == {"nb", "nn", "en"}
    assert trail["nb"].title_before == "Spørretime torsdag 29. oktober kl. 08.30"
    assert trail["en"].reason == "The question hour was called off."
    assert trail["nb"].by is None


def test_an_hour_called_off_while_it_is_held_is_still_said(plan, work, planner):
    hour = plan()
    work(THE_DAY_BEFORE, HALF_PAST_SEVEN)
    questions.cancel_hour(hour=hour, reason="Strømmen gikk", by=planner, at=MORNING)

    work(MORNING)

    assert [says for says, _at in said()][-1] == "cancelled"


def test_an_hour_held_after_all_is_said_to_be_and_called_once_more(plan, work, planner):
    hour = plan()
    work(THE_DAY_BEFORE)
    questions.cancel_hour(hour=hour, reason="Syk", by=planner, at=THE_DAY_BEFORE + HOUR)
    work(THE_DAY_BEFORE + HOUR)
    questions.hold_again(hour=hour, by=planner, at=THE_DAY_BEFORE + 2 * HOUR)

    work(THE_DAY_BEFORE + 2 * HOUR, HALF_PAST_SEVEN, MORNING)

    assert [says for says, _at in said()] == [
        "day-before",
        "cancelled",
        "held-again",
        "hour-before",
    ]


def test_called_off_and_held_again_between_two_looks_is_no_news(plan, work, planner):
    hour = plan()
    work(THE_DAY_BEFORE)
    questions.cancel_hour(hour=hour, reason="Syk", by=planner, at=THE_DAY_BEFORE + MINUTE)
    questions.hold_again(hour=hour, by=planner, at=THE_DAY_BEFORE + 2 * MINUTE)

    work(THE_DAY_BEFORE + 3 * MINUTE)

    assert [says for says, _at in said()] == ["day-before"]


def test_what_was_called_off_just_as_it_was_to_be_said_is_said_when_it_is_held_after_all(
    plan, work, planner, monkeypatch
):
    """The work was written down, and then there was nothing to say: later there is."""
    hour = plan()
    real = schedule.hours.actions.announce_hour

    def called_off_meanwhile(*, number, at):
        questions.cancel_hour(hour=hour, reason="Syk", by=planner, at=at)
        return real(number=number, at=at)

    with monkeypatch.context() as race:
        race.setattr(schedule.hours.actions, "announce_hour", called_off_meanwhile)
        work(THE_DAY_BEFORE)
    assert said() == []
    questions.hold_again(hour=hour, by=planner, at=THE_DAY_BEFORE + HOUR)

    work(THE_DAY_BEFORE + HOUR)

    assert [says for says, _at in said()] == ["day-before"]


def test_an_announced_hour_that_moves_is_said_to_and_called_again_at_its_new_time(
    plan, work, planner
):
    hour = plan()
    work(THE_DAY_BEFORE)
    later = moment(DAY + timedelta(days=4), time(10))
    change(hour, planner, THE_DAY_BEFORE + HOUR, opens_at=later)

    work(THE_DAY_BEFORE + HOUR, HALF_PAST_SEVEN, MORNING)
    assert [says for says, _at in said()] == ["day-before", "moved"]
    old, new = Notice.objects.order_by("pk")
    assert new.title == "Flyttet: Spørretime er nå mandag 2. november kl. 10.00"
    assert old.title == "Flyttet: Spørretime torsdag 29. oktober kl. 08.30"
    assert "mandag 2. november kl. 10.00" in old.body

    day_before = moment(DAY + timedelta(days=3), time(14))
    work(day_before, later - HOUR, later)
    assert [says for says, _at in said()] == ["day-before", "moved", "day-before", "hour-before"]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (time(15, 0), ["day-before", "moved", "hour-before"]),
        (time(9, 0), ["day-before", "moved"]),
    ],
    ids=["later that day", "within the hour"],
)
def test_that_an_hour_moved_stands_for_the_call_that_is_due(plan, work, planner, new, expected):
    hour = plan()
    work(THE_DAY_BEFORE)
    at = moment(DAY, time(8, 5))
    change(hour, planner, at - HOUR, opens_at=moment(DAY, new))

    work(at, at + SECOND, moment(DAY, time(14)), moment(DAY, time(15)))

    assert [says for says, _at in said()] == expected


def test_an_hour_that_moves_there_and_back_is_said_to_both_times(plan, work, planner):
    hour = plan()
    work(THE_DAY_BEFORE)
    for minutes, opens in ((10, time(10)), (20, time(8, 30))):
        at = THE_DAY_BEFORE + minutes * MINUTE
        hour.refresh_from_db()
        change(hour, planner, at, opens_at=moment(DAY, opens))
        work(at)
    work(HALF_PAST_SEVEN)

    assert [says for says, _at in said()] == ["day-before", "moved", "moved", "hour-before"]
    assert set(Notice.objects.values_list("key", flat=True)) == {
        f"hour-{hour.pk}-day-before",
        f"hour-{hour.pk}-moved",
        f"hour-{hour.pk}-moved-2",
        f"hour-{hour.pk}-hour-before",
    }


def test_another_room_is_news_and_a_room_that_was_found_is_not(plan, work, planner):
    hour = plan(room="")
    work(THE_DAY_BEFORE)
    for minutes, room in ((10, "R7"), (20, "R8")):
        hour.refresh_from_db()
        change(hour, planner, THE_DAY_BEFORE + minutes * MINUTE, room=room)
        work(THE_DAY_BEFORE + minutes * MINUTE)
    assert [says for says, _at in said()] == ["day-before"]

    work(HALF_PAST_SEVEN)
    hour.refresh_from_db()
    change(hour, planner, HALF_PAST_SEVEN + MINUTE, room="R9")
    work(HALF_PAST_SEVEN + MINUTE)

    assert titles()[-1] == "Nytt rom: Spørretime torsdag 29. oktober kl. 08.30"
    assert "R9" in Notice.objects.latest("pk").body


def test_an_hour_moved_before_it_was_announced_is_only_said_at_its_new_time(plan, work, planner):
    hour = plan()
    change(hour, planner, THE_DAY_BEFORE - HOUR, opens_at=moment(DAY, time(12)))

    work(THE_DAY_BEFORE, HALF_PAST_SEVEN, moment(DAY, time(11)))

    assert titles() == ["Spørretime torsdag 29. oktober kl. 12.00", "Spørretime begynner kl. 12.00"]


def test_an_announced_hour_that_is_taken_away_is_called_off(plan, work):
    hour = plan()
    work(THE_DAY_BEFORE)
    hour.delete()

    work(THE_DAY_BEFORE + MINUTE, HALF_PAST_SEVEN)

    assert [says for says, _at in said()] == ["day-before", "cancelled"]
    assert titles()[-1] == "Avlyst: Spørretime torsdag 29. oktober kl. 08.30"
