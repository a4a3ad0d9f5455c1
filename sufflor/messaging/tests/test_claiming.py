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
from sufflor.messaging.telling import Told
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
    return actions.claim(limit=1, at=MORNING)[0]


def test_what_is_claimed_is_not_claimed_again_until_the_lease_runs_out(delivery):
    assert actions.claim(limit=10, at=MORNING + LEASE - timedelta(seconds=1)) == []
    assert actions.claim(limit=10, at=LATER) == [delivery]


def test_what_waits_for_later_is_not_claimed(kari):
    told = Told(kari.pk, "answered", "questions.answer:1", "answered:1:1", LATER)
    actions.deliver(told=[told], at=MORNING)

    assert actions.claim(limit=10, at=MORNING) == []
    assert len(actions.claim(limit=10, at=LATER)) == 1


def test_a_mail_is_being_sent_before_anything_is_said(delivery):
    assert actions.begin(delivery=delivery, at=MORNING)

    row = Delivery.objects.get()
    assert (row.state, row.attempts, row.lease_until) == ("sending", 1, MORNING + LEASE)


def test_a_worker_that_slept_too_long_begins_nothing(delivery):
    actions.claim(limit=1, at=LATER)

    assert not actions.begin(delivery=delivery, at=LATER)
    assert Delivery.objects.get().state == State.READY


def test_a_worker_that_slept_too_long_cannot_give_up_what_another_sends(delivery):
    actions.begin(delivery=delivery, at=MORNING)
    other = actions.claim(limit=1, at=LATER)[0]
    actions.begin(delivery=other, at=LATER)

    actions.mark_dead(delivery=delivery, fault="550 No")
    actions.postpone(delivery=delivery, fault="451 Later", at=LATER)

    assert Delivery.objects.get().state == State.SENDING


def test_what_the_server_has_taken_is_sent_whoever_holds_it_by_now(delivery):
    actions.begin(delivery=delivery, at=MORNING)
    other = actions.claim(limit=1, at=LATER)[0]
    actions.begin(delivery=other, at=LATER)

    actions.mark_sent(delivery=delivery, at=LATER)
    actions.postpone(delivery=other, fault="451 Later", at=LATER)

    assert (Delivery.objects.get().state, Delivery.objects.get().sent_at) == ("sent", LATER)


def test_a_mail_that_was_begun_and_never_ended_is_counted_as_unsure(delivery):
    actions.begin(delivery=delivery, at=MORNING)

    actions.begin(delivery=actions.claim(limit=1, at=LATER)[0], at=LATER)

    assert (Delivery.objects.get().attempts, Delivery.objects.get().unsure) == (2, 1)


def test_what_is_released_is_free_at_once(delivery):
    actions.release(deliveries=[delivery])

    assert actions.claim(limit=1, at=MORNING) == [delivery]


def test_an_idle_worker_asks_one_question_and_writes_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert actions.claim(limit=10, at=MORNING) == []


@pytest.mark.usefixtures("on_disk")
def test_workers_side_by_side_share_nothing(kari):
    on_their_way(kari, MAILS)
    claimed: list[list[int]] = [[], [], []]
    start = threading.Barrier(len(claimed))

    def work(mine: list[int]) -> None:
        start.wait()
        while batch := actions.claim(limit=7, at=timezone.now()):
            mine += [delivery.pk for delivery in batch]
        connection.close()

    threads = [threading.Thread(target=work, args=[mine]) for mine in claimed]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    everything = sorted(pk for mine in claimed for pk in mine)
    assert everything == sorted(Delivery.objects.values_list("pk", flat=True))
