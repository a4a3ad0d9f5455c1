"""Clocks that stand still while we wait for the user, and on the days of a rollout."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from sufflor.desk import actions, queries
from sufflor.desk.models import State
from sufflor.organization.models import HelpKind, Line, OpeningPeriod, ServicePromise
from sufflor.rollout.models import Rollout, RolloutDay
from tests.cast import MORNING

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def four_hours(db) -> None:
    """Open from eight to four on weekdays; the first line answers within four of those hours."""
    OpeningPeriod.objects.bulk_create(
        OpeningPeriod(weekday=day, opens=time(8), closes=time(16), from_date=date(2026, 1, 1))
        for day in range(5)
    )
    ServicePromise.objects.create(line=Line.FIRST, first_answer_hours=4, resolve_hours=16)


def wait(request, by, at, state=State.WAITING_USER):
    actions.wait(
        request=request,
        state=state,
        waits_for="Saksnummeret",
        wake_at=at + timedelta(days=5),
        by=by,
        at=at,
    )
    request.refresh_from_db()


def test_as_much_is_left_after_the_user_has_answered_as_before(request_, liv_first_line, kari):
    assert request_.due_at == MORNING + 4 * HOUR
    wait(request_, liv_first_line, MORNING + HOUR)

    actions.write(request=request_, text="24/117", by=kari, at=MORNING + 3 * HOUR)

    request_.refresh_from_db()
    assert request_.due_at == MORNING + 6 * HOUR
    assert request_.resolve_due_at == datetime(2026, 11, 2, 9, 35, tzinfo=UTC)


def test_over_night_no_open_time_is_lost(request_, liv_first_line, kari):
    wait(request_, liv_first_line, MORNING + 2 * HOUR)

    next_morning = MORNING + timedelta(days=1)
    actions.write(request=request_, text="24/117", by=kari, at=next_morning)

    request_.refresh_from_db()
    assert request_.due_at == next_morning + 2 * HOUR


def test_waiting_for_others_stops_no_clock(request_, liv_first_line, kari):
    due = request_.due_at
    wait(request_, liv_first_line, MORNING + HOUR, State.WAITING_OTHER)

    actions.wake(at=MORNING + timedelta(days=6))

    request_.refresh_from_db()
    assert request_.due_at == due


def test_asking_the_user_once_more_goes_on_standing_still(request_, liv_first_line, kari):
    wait(request_, liv_first_line, MORNING + HOUR)
    wait(request_, liv_first_line, MORNING + 2 * HOUR)

    actions.write(request=request_, text="24/117", by=kari, at=MORNING + 3 * HOUR)

    request_.refresh_from_db()
    assert request_.due_at == MORNING + 6 * HOUR


def test_what_was_late_is_as_late_afterwards(request_, liv_first_line, kari):
    due = request_.due_at
    wait(request_, liv_first_line, MORNING + 5 * HOUR)

    actions.write(request=request_, text="24/117", by=kari, at=MORNING + 6 * HOUR)

    request_.refresh_from_db()
    assert request_.due_at == due


@pytest.mark.parametrize("called_off", [False, True])
def test_a_rollout_day_is_no_day_for_requests(
    send, liv_first_line, anne_admin, personnel, called_off
):
    plan = Rollout.objects.create(name="Innføring", created_at=MORNING, created_by=anne_admin)
    RolloutDay.objects.create(rollout=plan, date=date(2026, 10, 30))
    if called_off:
        Rollout.objects.filter(pk=plan.pk).update(
            called_off_at=MORNING, called_off_by=anne_admin, called_off_why="Utsatt"
        )

    late = MORNING + 5 * HOUR
    sent = send(area=personnel, at=late)

    friday, monday = (datetime(2026, 10, 30, 8, 35, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC))
    assert sent.due_at == (friday if called_off else monday + 8 * HOUR + timedelta(minutes=35))
    # Nobody is promised anything else, before it is sent or handed over.
    group = liv_first_line.support_groups.get()
    there = queries.Choice("", Line.FIRST, queries.group_row(group))
    meant = queries.Meaning(None, personnel, None, HelpKind.SYSTEM, is_confidential=False)
    helps = queries.expected(meant, by=sent.reporter, concerns=None, at=late)
    assert queries.answers_by(there, late) == helps.answer_by == sent.due_at
