"""Planned work happens once: with two workers, after a kill, through a night of summer time."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from sufflor.events import actions as events
from sufflor.events.models import LEASE, Event, Outgoing
from sufflor.events.retries import MOST_ATTEMPTS
from sufflor.messaging import actions, schedule
from sufflor.messaging.couriers import FolderCourier
from sufflor.messaging.models import Delivery, Heartbeat, Job, Preference
from sufflor.messaging.planning import Due, Entry, daily
from sufflor.messaging.told import Told
from sufflor.messaging.worker import Worker
from tests.cast import MORNING


@pytest.fixture
def done(monkeypatch):
    """The instants that the schedule's only entry has been done for."""
    times: list[datetime] = []

    def do(due: Due, at: datetime) -> None:
        times.append(due.planned_at)

    entry = Entry("ring", daily("ring", time(14)), do)
    monkeypatch.setattr(schedule, "SCHEDULE", (entry,))
    return times


def work(folder):
    """A worker that has just been started."""
    worker = Worker(FolderCourier(folder))
    while worker.work():
        pass


def test_it_happens_once_however_often_workers_look(db, clock, done, tmp_path):
    clock(datetime(2026, 10, 29, 13, 0, 5, tzinfo=UTC))
    for _ in range(3):
        work(tmp_path)

    assert done == [datetime(2026, 10, 29, 13, tzinfo=UTC)]


def test_what_was_due_while_no_worker_ran_is_done_late(db, clock, done, tmp_path):
    clock(datetime(2026, 10, 30, 8, tzinfo=UTC))

    work(tmp_path)

    assert done == [datetime(2026, 10, 29, 13, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("around", "planned"),
    [
        (datetime(2026, 3, 28, 23, tzinfo=UTC), [datetime(2026, 3, 29, 12, tzinfo=UTC)]),
        (datetime(2026, 10, 24, 22, tzinfo=UTC), [datetime(2026, 10, 25, 13, tzinfo=UTC)]),
    ],
)
def test_the_clock_on_the_wall_decides_on_the_days_when_it_changes(
    db, clock, done, tmp_path, around, planned
):
    clock(around)
    work(tmp_path)
    done.clear()

    for hour in range(24):
        clock(around + timedelta(hours=hour))
        work(tmp_path)

    assert done == planned


def test_a_clock_that_jumps_to_and_fro_does_nothing_twice(db, clock, done, tmp_path):
    for hour in (12, 13, 14, 12, 13, 14):
        clock(datetime(2026, 10, 29, hour, 30, tzinfo=UTC))
        work(tmp_path)

    assert done == [
        datetime(2026, 10, 28, 13, tzinfo=UTC),
        datetime(2026, 10, 29, 13, tzinfo=UTC),
    ]


def test_a_job_that_fails_leaves_no_half_of_itself_and_is_tried_again(
    db, clock, monkeypatch, tmp_path, kari
):
    tries: list[int] = []

    def do(due: Due, at: datetime) -> None:
        Preference.objects.create(person=kari)
        tries.append(Preference.objects.count())
        if len(tries) == 1:
            raise ZeroDivisionError

    monkeypatch.setattr(schedule, "SCHEDULE", (Entry("ring", daily("ring", time(3)), do),))
    work(tmp_path)
    assert not Preference.objects.exists()
    assert Job.objects.get().fault == "builtins.ZeroDivisionError"

    clock(clock.now + timedelta(minutes=1))
    work(tmp_path)

    assert Preference.objects.count() == 1
    assert Job.objects.get().done_at == clock.now


def test_a_job_that_fails_each_time_is_given_up_and_stands_in_nobodys_way(
    db, clock, monkeypatch, tmp_path
):
    def broken(due: Due, at: datetime) -> None:
        raise ZeroDivisionError

    others: list[datetime] = []
    entries = (
        Entry("broken", daily("broken", time(3)), broken),
        Entry("ring", daily("ring", time(3)), lambda due, at: others.append(at)),
    )
    monkeypatch.setattr(schedule, "SCHEDULE", entries)
    for _ in range(MOST_ATTEMPTS):
        Job.objects.waiting().update(next_at=clock.now)
        work(tmp_path)

    assert Job.objects.get(name="broken").is_given_up
    assert len(others) == 1


def test_a_schedule_that_cannot_say_what_is_due_stands_in_nobodys_way(
    db, clock, done, monkeypatch, tmp_path
):
    def broken(at: datetime) -> list[Due]:
        raise ZeroDivisionError

    entries = (Entry("broken", broken, lambda due, at: None), *schedule.SCHEDULE)
    monkeypatch.setattr(schedule, "SCHEDULE", entries)

    work(tmp_path)

    assert len(done) == 1


def test_a_job_whose_worker_died_is_taken_over_when_its_lease_runs_out(db, clock):
    actions.plan_job(name="ring", planned_at=MORNING, at=MORNING)
    dead = actions.claim_job(at=MORNING)
    assert actions.claim_job(at=MORNING + timedelta(seconds=30)) is None

    heir = actions.claim_job(at=MORNING + LEASE)
    done: list[str] = []
    actions.do_job(job=heir, do=lambda: done.append("heir"), at=MORNING)
    actions.do_job(job=dead, do=lambda: done.append("dead"), at=MORNING)

    assert done == ["heir"]


def test_what_was_sent_long_ago_is_forgotten_and_the_rest_is_kept(
    db, clock, kari, answered, tmp_path
):
    work(tmp_path)
    old = MORNING - timedelta(days=91)
    Delivery.objects.filter(recipient=kari).update(sent_at=old)
    dropped = Told(kari.pk, "answered", "questions.answer:0", "answered:0:1", old)
    actions.deliver(told=[dropped], at=old)
    Delivery.objects.filter(key="answered:0:1").update(state="dropped", fault="gone")
    dead = Told(kari.pk, "answered", "questions.answer:0", "answered:0:2", old)
    actions.deliver(told=[dead], at=old)
    Delivery.objects.filter(key="answered:0:2").update(state="dead", fault="550 No")
    Outgoing.objects.update(done_at=old)
    actions.beat(worker="gone", trouble="", since=None, at=MORNING - timedelta(days=2))

    clock(MORNING + timedelta(days=1))
    work(tmp_path)

    assert set(Delivery.objects.values_list("recipient__username", "state")) == {
        ("lars", "sent"),
        ("kari", "dead"),
    }
    assert not Outgoing.objects.exists()
    assert Event.objects.filter(verb="question.answered").exists()
    assert not Heartbeat.objects.filter(name="gone").exists()


def test_what_waits_is_never_forgotten(db, answered):
    events.forget_outgoing(before=MORNING + timedelta(days=365))

    assert Outgoing.objects.waiting().count() == 1
