"""Mail through a real server on loopback, which takes it, refuses it, hangs and dies."""

from __future__ import annotations

import socket
import threading
from datetime import timedelta

import pytest
from django.utils import timezone

from sufflor.messaging import couriers
from sufflor.messaging.actions import sending
from sufflor.messaging.couriers import SmtpCourier, Unreachable
from sufflor.messaging.models import Delivery, Heartbeat, State
from sufflor.messaging.worker import Worker


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(couriers, "ANSWER_SECONDS", 0.5)
    monkeypatch.setattr(couriers, "MAIL_SECONDS", 1)


def states():
    return dict(Delivery.objects.values_list("recipient__username", "state"))


def time_passes(**much):
    """What waits for later has waited long enough."""
    Delivery.objects.filter(state=State.READY).update(next_at=timezone.now())


def test_everyone_gets_one_mail_over_one_connection(answered, sink, work):
    work()

    assert sorted(taken.to for taken in sink.taken) == [
        ("kari@nidelva.example",),
        ("lars@nidelva.example",),
    ]
    assert len({taken.message_id for taken in sink.taken}) == 2
    assert sink.connections == 1
    assert states() == {"kari": "sent", "lars": "sent"}


def test_nothing_is_sent_twice(answered, sink, work):
    work()

    work()

    assert len(sink.taken) == 2


def test_a_receiver_that_is_unknown_is_given_up_with_the_servers_words(answered, sink, work):
    sink.to_receiver = ["550 5.1.1 No such user here"]

    work()

    dead = Delivery.objects.get(state=State.DEAD)
    assert dead.fault == "550 5.1.1 No such user here"
    assert len(sink.taken) == 1


def test_a_mail_that_is_refused_is_given_up(answered, sink, work):
    sink.to_mail = ["554 5.7.1 Looks like spam"]

    work()

    assert Delivery.objects.get(state=State.DEAD).fault == "554 5.7.1 Looks like spam"
    assert len(sink.taken) == 1


@pytest.mark.parametrize("step", ["to_receiver", "to_mail"])
def test_not_now_means_later_under_the_same_id(answered, sink, work, step):
    setattr(sink, step, ["451 4.7.1 Greylisted", "451 4.7.1 Greylisted"])
    work()
    postponed = list(Delivery.objects.order_by("pk"))
    assert sink.taken == []
    assert {delivery.fault for delivery in postponed} == {"451 4.7.1 Greylisted"}
    assert all(delivery.next_at > timezone.now() for delivery in postponed)

    time_passes()
    work()

    assert {taken.message_id for taken in sink.taken} == {each.message_id for each in postponed}
    assert states() == {"kari": "sent", "lars": "sent"}


def test_each_pause_is_twice_the_one_before_and_the_last_attempt_gives_up(answered, sink, work):
    sink.to_receiver = ["451 Later"] * 100
    pauses = []
    for _ in range(sending.MOST_ATTEMPTS):
        time_passes()
        work()
        delivery = Delivery.objects.first()
        pauses.append(round((delivery.next_at - timezone.now()) / timedelta(seconds=30)))

    assert pauses[:4] == [1, 2, 4, 8]
    assert pauses[-2] == 720
    assert states() == {"kari": "dead", "lars": "dead"}
    assert {each.fault for each in Delivery.objects.all()} == {"451 Later"}


def test_a_server_that_is_down_blames_no_mail(answered, sink, work):
    sink.port = _closed_port()

    work()

    assert set(Delivery.objects.values_list("state", "attempts", "lease_until")) == {
        ("ready", 0, None)
    }
    beat = Heartbeat.objects.get()
    assert "refused" in beat.trouble
    assert beat.trouble_since is not None


def test_a_server_that_comes_back_gets_everything(answered, sink, work):
    port, sink.port = sink.port, _closed_port()
    worker = work()

    worker.sender.courier = SmtpCourier(couriers.MailServer("127.0.0.1", port))
    worker.sender.rests_until = 0.0
    while worker.work():
        pass

    assert len(sink.taken) == 2
    assert Heartbeat.objects.get().trouble == ""


def test_a_server_that_is_down_is_told_of_once_in_the_log(answered, sink, work, caplog):
    sink.port = _closed_port()
    worker = work()
    for _ in range(3):
        worker.sender.rests_until = 0.0
        worker.work()

    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_a_sender_that_is_refused_blames_no_mail(answered, sink, work):
    sink.to_sender = ["530 5.7.0 Authentication required"]

    work()

    assert set(Delivery.objects.values_list("state", "attempts")) == {("ready", 0)}
    assert Heartbeat.objects.get().trouble == "530 5.7.0 Authentication required"


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("step", ["greeting", "MAIL", "DATA", "reply"])
def test_a_tarpit_holds_the_worker_no_longer_than_it_bears(answered, sink, work, step):
    sink.hang_at = step

    worker = work()

    assert sink.is_hanging.is_set()
    assert not worker.work(), "it rests before it tries again"
    assert State.SENDING not in states().values()
    assert Heartbeat.objects.get().trouble == "The mail server did not answer in time."


@pytest.mark.usefixtures("impatient")
def test_a_server_that_drips_byte_by_byte_is_cut_off(db):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        dripping = threading.Thread(target=_drip, args=[listening])
        dripping.start()
        port = listening.getsockname()[1]

        with pytest.raises(Unreachable):
            SmtpCourier(couriers.MailServer("127.0.0.1", port)).open()
        dripping.join(5)

        assert not dripping.is_alive()


def test_a_server_that_dies_in_the_middle_gets_the_same_mail_again(answered, sink, work):
    sink.die_at = "DATA"
    work()
    assert sink.taken == []

    time_passes()
    work()

    assert len(sink.taken) == 2
    assert states() == {"kari": "sent", "lars": "sent"}


def test_a_mail_that_may_have_been_taken_is_sent_again_under_its_id_and_counted(
    answered, sink, work
):
    sink.die_at = "reply"
    work()
    assert len(sink.taken) == 1

    time_passes()
    work()

    told = [(taken.to, taken.message_id) for taken in sink.taken]
    assert len(told) == 3
    assert len(set(told)) == 2
    assert sorted(Delivery.objects.values_list("unsure", flat=True)) == [0, 1]


def test_a_server_that_closes_in_the_middle_of_a_batch_blames_only_the_one_it_had(
    answered, sink, work
):
    sink.to_receiver = ["421 4.3.2 Shutting down"]

    work()

    assert sorted(Delivery.objects.values_list("state", "attempts", "unsure")) == [
        ("ready", 0, 0),
        ("ready", 1, 0),
    ]
    assert Heartbeat.objects.get().trouble == "421 4.3.2 Shutting down"


def test_a_mail_that_cannot_be_written_stands_in_nobodys_way(answered, sink, work):
    Worker(SmtpCourier(sink.server)).tell_next()
    Delivery.objects.filter(recipient__username="kari").update(kind="unheard_of")

    work()

    poison = Delivery.objects.get(recipient__username="kari")
    assert (poison.state, poison.attempts, poison.fault) == ("ready", 1, "builtins.KeyError")
    assert [taken.to for taken in sink.taken] == [("lars@nidelva.example",)]


def test_a_mail_that_kills_its_worker_each_time_is_given_up(answered, sink, work):
    Worker(SmtpCourier(sink.server)).tell_next()
    now = timezone.now()
    Delivery.objects.filter(recipient__username="kari").update(
        state=State.SENDING, lease_until=now, attempts=sending.MOST_ATTEMPTS
    )

    work()

    assert states() == {"kari": "dead", "lars": "sent"}
    assert Delivery.objects.get(state=State.DEAD).fault == "Its worker died each time."


def test_in_the_demo_each_mail_is_one_file_however_often_it_is_written(answered, tmp_path):
    for _ in range(2):
        worker = Worker(couriers.courier(None, tmp_path / "mail"))
        while worker.work():
            pass
        Delivery.objects.filter(recipient__username="kari").update(state="ready", sent_at=None)

    files = list((tmp_path / "mail").iterdir())
    assert len(files) == 2
    assert {file.suffix for file in files} == {".eml"}


def test_where_nobody_said_where_mail_goes_it_waits(answered):
    worker = Worker(couriers.courier(None, None))
    while worker.work():
        pass

    assert states() == {"kari": "ready", "lars": "ready"}
    assert Heartbeat.objects.get().trouble.startswith("MAIL_URL is not set")


def _closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        return closed.getsockname()[1]


def _drip(listening: socket.socket) -> None:
    """A greeting that never ends, always within the patience between two bytes."""
    caller, _address = listening.accept()
    with caller:
        try:
            while True:
                caller.sendall(b"2")
                threading.Event().wait(0.1)
        except OSError:
            return
