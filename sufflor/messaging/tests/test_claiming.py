"""Leases: two workers never hold the same, and what a dead one held comes free."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from sufflor.events.models import LEASE
from sufflor.messaging import actions
from sufflor.messaging.models import Delivery, State
from sufflor.messaging.told import Told
from tests.cast import MORNING

MAILS = 60
LATER = MORNING + LEASE + timedelta(seconds=1)


def on_their_way(person, number):
    told = [
        Told(person.pk, "answered", "questions.answer:1", f"answered:{n}:{person.pk}", MORNING)
        for n in range(number)
    ]
    actions.deliver(told=told, at=MORNING)


@pytest.fixture
def delivery(kari):
    on_their_way(kari, 1)
    return actions.claim(at=MORNING)


def row():
    return Delivery.objects.get()


def test_what_is_claimed_is_being_sent_before_anything_is_said(delivery):
    assert (row().state, row().attempts, row().lease_until) == ("sending", 1, MORNING + LEASE)


def test_what_is_claimed_is_not_claimed_again_until_the_lease_runs_out(delivery):
    assert actions.claim(at=MORNING + LEASE - timedelta(seconds=1)) is None
    assert actions.claim(at=LATER) == delivery


def test_a_clock_that_is_set_back_an_hour_keeps_nothing_waiting_for_it(delivery):
    assert actions.claim(at=MORNING - timedelta(hours=1)) == delivery


def test_what_waits_for_later_is_not_claimed(kari):
    told = Told(kari.pk, "answered", "questions.answer:1", "answered:1:1", LATER)
    actions.deliver(told=[told], at=MORNING)

    assert actions.claim(at=MORNING) is None
    assert actions.claim(at=LATER) is not None


def test_a_worker_that_slept_too_long_cannot_give_up_what_another_sends(delivery):
    actions.claim(at=LATER)

    actions.mark_dead(delivery=delivery, fault="550 No")
    actions.postpone(delivery=delivery, fault="451 Later", at=LATER)
    actions.take_back(delivery=delivery)

    assert row().state == State.SENDING


def test_what_the_server_has_taken_is_sent_whoever_holds_it_by_now(delivery):
    other = actions.claim(at=LATER)

    actions.mark_sent(delivery=delivery, at=LATER)
    actions.postpone(delivery=other, fault="451 Later", at=LATER)

    assert (row().state, row().sent_at) == ("sent", LATER)


def test_a_mail_that_was_begun_and_never_ended_is_counted_as_unsure(delivery):
    actions.claim(at=LATER)

    assert (row().attempts, row().unsure) == (2, 1)


def test_a_mail_that_is_taken_back_is_free_at_once_and_has_not_been_tried(delivery):
    actions.take_back(delivery=delivery)

    assert row().attempts == 0
    assert actions.claim(at=MORNING) == delivery


def test_what_a_dead_worker_held_goes_before_the_rest(delivery, lars):
    told = Told(lars.pk, "answered", "questions.answer:1", "answered:1:lars", MORNING)
    actions.deliver(told=[told], at=MORNING)

    assert actions.claim(at=LATER) == delivery


def test_an_idle_worker_writes_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert actions.claim(at=MORNING) is None


@pytest.mark.usefixtures("on_disk")
def test_workers_side_by_side_share_nothing(kari):
    on_their_way(kari, MAILS)
    claimed: list[list[int]] = [[], [], []]
    start = threading.Barrier(len(claimed))

    def work(mine: list[int]) -> None:
        start.wait()
        while delivery := actions.claim(at=timezone.now()):
            mine.append(delivery.pk)
        connection.close()

    threads = [threading.Thread(target=work, args=[mine]) for mine in claimed]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    everything = sorted(pk for mine in claimed for pk in mine)
    assert everything == sorted(Delivery.objects.values_list("pk", flat=True))
