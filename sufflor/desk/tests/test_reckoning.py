"""Due times made anew when the calendar has changed, in portions, and only where they change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from sufflor.desk import actions, queries
from sufflor.desk.models import Reckoning, State
from sufflor.events.models import Event
from sufflor.organization import actions as organization
from sufflor.organization.models import Line, OpeningPeriod, ServicePromise
from sufflor.rollout import actions as rollout
from sufflor.rollout.actions import Wording
from tests.cast import MORNING

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
FRIDAY, MONDAY = date(2026, 10, 30), date(2026, 11, 2)


@pytest.fixture(autouse=True)
def eight_hours(db) -> None:
    """Open from eight to four on weekdays; the first line answers within eight of those hours."""
    OpeningPeriod.objects.bulk_create(
        OpeningPeriod(weekday=day, opens=time(8), closes=time(16), from_date=date(2026, 1, 1))
        for day in range(5)
    )
    ServicePromise.objects.create(line=Line.FIRST, first_answer_hours=8, resolve_hours=16)


@pytest.fixture
def plan(anne_admin):
    """Friday is a day of a rollout."""
    return lambda at=MORNING, dates=(FRIDAY,): rollout.plan_rollout(
        wording=Wording(name="Innføring"), dates=dates, policies=[], by=anne_admin, at=at
    )


def oslo(day, clock):
    return datetime.combine(day, clock, tzinfo=UTC) - HOUR


def reckon(at=MORNING, **how):
    while queries.clocks_behind():
        actions.reckon_clocks(at=at, **how)
    return Reckoning.objects.first()


def close(day, by, at=MORNING):
    organization.close_days(group=None, from_date=day, to_date=day, reason="Flytting", by=by, at=at)


def test_a_rollout_that_is_planned_moves_what_is_due_on_its_days(request_, plan):
    assert request_.due_at == oslo(FRIDAY, time(8, 35))

    plan()
    done = reckon()

    request_.refresh_from_db()
    assert request_.due_at == request_.look_at == oslo(MONDAY, time(8, 35))
    assert request_.resolve_due_at == oslo(MONDAY + DAY, time(8, 35))
    assert (done.open_count, done.seen_count, done.moved_count) == (1, 1, 1)
    told = Event.objects.get(verb="clocks.reckoned")
    assert told.details == {"seen": 1, "moved": 1}


def test_a_rollout_that_is_called_off_gives_the_days_back(request_, plan, anne_admin):
    planned = plan()
    reckon()

    rollout.call_off(rollout=planned, reason="Utsatt", by=anne_admin, at=MORNING + HOUR)
    reckon(MORNING + HOUR)

    request_.refresh_from_db()
    assert request_.due_at == oslo(FRIDAY, time(8, 35))


def test_closed_days_and_new_promises_move_it_too(request_, anne_admin):
    close(FRIDAY, anne_admin)
    reckon()
    request_.refresh_from_db()
    assert request_.due_at == oslo(MONDAY, time(8, 35))

    organization.promise_answer(
        line=Line.FIRST,
        group=None,
        first_answer_hours=2,
        resolve_hours=4,
        by=anne_admin,
        at=MORNING,
    )
    reckon()

    request_.refresh_from_db()
    assert request_.due_at == MORNING + 2 * HOUR
    assert request_.resolve_due_at == MORNING + 4 * HOUR


def test_what_was_missed_stays_missed_and_nothing_becomes_late_by_it(
    request_, send, personnel, anne_admin
):
    later = send(area=personnel, at=MORNING + 8 * HOUR)
    late_at, due = request_.due_at + HOUR, request_.due_at
    organization.promise_answer(
        line=Line.FIRST,
        group=None,
        first_answer_hours=1,
        resolve_hours=2,
        by=anne_admin,
        at=late_at,
    )
    held = later.due_at

    reckon(late_at)

    request_.refresh_from_db()
    later.refresh_from_db()
    assert request_.due_at == due
    assert later.due_at == held


def test_what_had_gone_before_the_user_was_asked_has_gone(request_, liv_first_line, kari, plan):
    actions.wait(
        request=request_,
        state=State.WAITING_USER,
        waits_for="Saksnummeret",
        wake_at=MORNING + 10 * DAY,
        by=liv_first_line,
        at=MORNING + 4 * HOUR,
    )
    actions.write(request=request_, text="24/117", by=kari, at=MORNING + 6 * HOUR)
    request_.refresh_from_db()
    assert request_.due_at == oslo(FRIDAY, time(10, 35))

    plan()
    reckon(MORNING + 6 * HOUR)

    request_.refresh_from_db()
    assert request_.due_at == oslo(MONDAY, time(10, 35))


def test_it_goes_in_portions_and_begins_again_when_the_calendar_changes_meanwhile(
    send, personnel, liv_first_line, plan, anne_admin
):
    sent = [send(f"Nummer {number}", area=personnel) for number in range(5)]
    plan()
    running = actions.reckon_clocks(at=MORNING, portion=2)
    assert (running.is_done, running.seen_count, running.open_count) == (False, 2, 5)

    close(MONDAY, anne_admin)
    reckon(portion=2)

    for one in sent:
        one.refresh_from_db()
        assert one.due_at == oslo(MONDAY + DAY, time(8, 35))
    assert Reckoning.objects.get().seen_count == 5


def test_what_changes_no_calendar_makes_no_work(request_, liv_first_line):
    reckon()
    organization.note_absence(
        person=liv_first_line, from_date=FRIDAY, to_date=FRIDAY, by=liv_first_line, at=MORNING
    )

    assert queries.clocks_behind()
    reckon()

    assert Reckoning.objects.count() == 1
    assert not queries.clocks_behind()


def test_what_is_answered_keeps_only_the_clock_for_the_solution(request_, liv_first_line, plan):
    actions.reply(request=request_, text="Vi ser på det.", by=liv_first_line, at=MORNING)

    plan()
    reckon()

    request_.refresh_from_db()
    assert request_.due_at is None
    assert request_.resolve_due_at == oslo(MONDAY + DAY, time(8, 35))


def test_a_reply_that_is_held_back_stops_no_clock(request_, liv_first_line):
    due = request_.due_at
    said = actions.reply(request=request_, text="Feil svar", by=liv_first_line, at=MORNING + HOUR)

    actions.hold_back(message=said, by=liv_first_line, at=MORNING + HOUR)

    request_.refresh_from_db()
    assert request_.due_at == due
