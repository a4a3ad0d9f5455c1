"""What is sent arrives signed, in order and once more when it was not taken."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import timedelta

import pytest

from sufflor.events.models import Event
from sufflor.messaging.models import Delivery
from sufflor.webhooks import actions, sender
from sufflor.webhooks.actions.sending import MOST_ATTEMPTS
from sufflor.webhooks.models import Kind, Sending, State, Webhook
from tests.cast import MORNING

LATER = timedelta(days=1)


def signature(secret: str, came) -> str:
    """As a receiver works it out, from the secret that it was given."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{came.id}.{came.headers['webhook-timestamp']}.".encode() + came.body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


@pytest.fixture
def try_out(anne_admin):
    def try_out(webhook: Webhook, times: int = 1) -> None:
        for number in range(times):
            at = MORNING + timedelta(seconds=number)
            actions.try_out(webhook=webhook, by=anne_admin, at=at)

    return try_out


def test_what_is_sent_is_signed_with_the_secret(add, try_out, send, place) -> None:
    hook, secret = add()
    try_out(hook)

    send()

    (came,) = place.came
    assert came.headers["webhook-signature"] == signature(secret, came)
    assert came.headers["webhook-timestamp"] == str(int(MORNING.timestamp()))
    assert came.said["type"] == "webhook.trial"
    assert secret not in str(list(Webhook.objects.values()))
    assert Sending.objects.get().state == State.SENT


def test_a_new_secret_and_the_one_before_sign_together_for_a_day(
    add, try_out, send, place, anne_admin
) -> None:
    hook, first = add()
    second = actions.renew_secret(webhook=hook, by=anne_admin, at=MORNING)
    try_out(hook)
    send()
    actions.try_out(webhook=hook, by=anne_admin, at=MORNING + LATER)
    send(MORNING + LATER)

    soon, late = place.came
    assert soon.headers["webhook-signature"].split() == [
        signature(second, soon),
        signature(first, soon),
    ]
    assert late.headers["webhook-signature"] == signature(second, late)


def test_what_is_not_taken_holds_up_what_came_after_it_and_nobody_else(
    add, try_out, send, place
) -> None:
    hook, other = add()[0], add(url=place.url.replace("/hook", "/annen"))[0]
    place.answers = [500]
    try_out(hook, 2)
    send(MORNING + timedelta(seconds=2))
    try_out(other)
    send(MORNING + timedelta(seconds=3))

    first, second = Sending.objects.filter(webhook=hook).order_by("due_at")
    assert [each.path for each in place.came] == ["/hook", "/annen"]
    assert (first.state, first.status, second.attempts) == (State.WAITING, 500, 0)

    send(MORNING + timedelta(seconds=40))

    ids = [each.id for each in place.came if each.path == "/hook"]
    assert ids == [first.number, first.number, second.number]


def test_after_days_it_is_given_up_administrators_are_told_and_the_rest_waits(
    hook, try_out, send, place, anne_admin
) -> None:
    place.answers = [503] * MOST_ATTEMPTS
    try_out(hook, 2)
    at = MORNING + timedelta(seconds=2)
    for _attempt in range(MOST_ATTEMPTS):
        send(at)
        at += timedelta(hours=6)

    first, second = Sending.objects.order_by("due_at")
    assert (first.state, second.state) == (State.GIVEN_UP, State.WAITING)
    assert len(place.came) == MOST_ATTEMPTS
    assert timedelta(days=2) < at - MORNING < timedelta(days=6)
    send(at)
    assert Delivery.objects.get(kind="webhook_stopped").recipient == anne_admin

    hook.refresh_from_db()
    assert hook.stopped_at is not None
    actions.start_again(webhook=hook, by=anne_admin, at=at)
    actions.start_again(webhook=hook, by=anne_admin, at=at)
    send(at)
    assert place.came[-1].id == second.number
    assert Event.objects.filter(verb="webhook.started_again").count() == 1


def test_an_address_that_is_gone_is_stopped_at_once(hook, try_out, send, place) -> None:
    place.answers = [410]
    try_out(hook, 2)

    send(MORNING + timedelta(seconds=2))

    hook.refresh_from_db()
    assert hook.stopped_at is not None
    assert len(place.came) == 1


def test_a_redirect_is_not_followed(hook, try_out, send, place) -> None:
    place.answers = [302]
    try_out(hook)

    send()

    assert [each.path for each in place.came] == ["/hook"]
    assert Sending.objects.get().status == 302


def test_what_a_dead_worker_held_is_sent_again_under_its_id(
    hook, try_out, tell, send, place
) -> None:
    try_out(hook)
    tell()
    held = actions.claim(at=MORNING)
    assert held is not None
    assert actions.claim(at=MORNING) is None

    send(MORNING + timedelta(seconds=30))
    assert place.came == []
    send(MORNING + timedelta(seconds=61))

    assert [each.id for each in place.came] == [held.number]
    actions.not_taken(sending=held, fault="silent", status=0, at=MORNING)
    assert Sending.objects.get().state == State.SENT, "a worker that wakes up changes nothing"


def test_it_is_written_down_once_however_often_an_event_is_told(hook, try_out, tell) -> None:
    try_out(hook)
    tell()

    actions.write_down(event=Event.objects.get(verb="webhook.tried"), at=MORNING)

    assert Sending.objects.count() == 1


def test_it_is_sent_once_more_when_somebody_asks(hook, try_out, send, place, anne_admin) -> None:
    try_out(hook)
    send()
    sending = Sending.objects.get()

    actions.send_again(sending=sending, by=anne_admin, at=MORNING)
    with pytest.raises(actions.StillWaits):
        actions.send_again(sending=sending, by=anne_admin, at=MORNING)
    send()

    assert [each.id for each in place.came] == [sending.number] * 2


def test_nothing_leaves_before_those_who_are_told_of_what_came_before_are_known(
    hook, try_out, tell, send, place
) -> None:
    try_out(hook, 2)
    first = Event.objects.filter(verb="webhook.tried").earliest("pk")
    # As by another worker that is quicker with the second.
    second = Event.objects.filter(verb="webhook.tried").latest("pk")
    actions.write_down(event=second, at=MORNING)
    assert not sender.send_next()

    send(MORNING + timedelta(seconds=2))

    assert [each.id.rpartition("_")[2] for each in place.came] == [str(first.pk), str(second.pk)]


def test_what_is_removed_is_sent_nothing(hook, try_out, tell, send, place, anne_admin) -> None:
    try_out(hook)
    tell()
    actions.remove_webhook(webhook=hook, by=anne_admin, at=MORNING)

    send()

    assert place.came == []
    assert not Sending.objects.exists()


def test_kinds_are_those_that_were_chosen(add, tell, anne_admin) -> None:
    hook, _secret = add(Kind.NOTICE_PUBLISHED, system=None)
    actions.try_out(webhook=hook, by=anne_admin, at=MORNING)

    tell()

    assert {each.kind for each in Sending.objects.all()} == {Kind.TRIAL}
    assert hook.kinds == ["notice.published"]
