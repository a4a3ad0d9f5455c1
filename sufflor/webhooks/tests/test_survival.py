"""The real worker: killed in the middle of a sending, and two of them at once."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from sufflor.webhooks import actions
from sufflor.webhooks.actions import WebhookWish
from sufflor.webhooks.models import Kind, Sending, State
from tests.workers import end, running, same_store, wait

pytestmark = pytest.mark.usefixtures("on_disk")
MANY = 12


@pytest.fixture
def surroundings(tmp_path):
    """The demo may speak to this machine."""
    return {**same_store(tmp_path), "SUFFLOR_DEMO": "1"}


@pytest.fixture
def hook(anne_admin, place):
    wish = WebhookWish("Innsida", place.url, (Kind.NOTICE_PUBLISHED,))
    made, _secret = actions.add_webhook(wish=wish, by=anne_admin, at=timezone.now())
    return made


def try_out(hook, by) -> None:
    actions.try_out(webhook=hook, by=by, at=timezone.now())


def test_what_a_killed_worker_held_arrives_under_the_same_id_and_in_order(
    hook, anne_admin, place, surroundings
) -> None:
    place.answers = ["hang"]
    for _number in range(3):
        try_out(hook, anne_admin)
    with running(surroundings) as worker:
        wait(lambda: place.came)
        worker.kill()
    Sending.objects.filter(lease_until__isnull=False).update(
        lease_until=timezone.now() - timedelta(seconds=1)
    )
    with running(surroundings) as worker:
        wait(lambda: Sending.objects.filter(state=State.SENT).count() == 3)
        assert end(worker) < 5

    ids = [each.id for each in place.came]
    numbers = [each.number for each in Sending.objects.order_by("due_at", "pk")]
    assert ids == [numbers[0], *numbers]


def test_two_workers_send_each_thing_once_and_in_order(
    hook, anne_admin, place, surroundings
) -> None:
    with running(surroundings) as one, running(surroundings) as other:
        for _number in range(MANY):
            try_out(hook, anne_admin)
        wait(lambda: Sending.objects.filter(state=State.SENT).count() == MANY)
        for worker in (one, other):
            end(worker)

    ids = [each.id for each in place.came]
    assert set(Counter(ids).values()) == {1}
    assert ids == [each.number for each in Sending.objects.order_by("event")]
