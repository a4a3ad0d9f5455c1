"""What was decided on a wish, and that it is there: everyone who asked is told, once each."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from sufflor.change_requests import actions as wishes
from sufflor.change_requests.models import ChangeRequest, State
from sufflor.messaging.actions import preference_of
from sufflor.messaging.models import Delivery
from sufflor.messaging.tests.conftest import with_address
from sufflor.organization.models import Charge, ChargeKind, User
from tests import programs
from tests.cast import DAY, MORNING

LATER = MORNING + timedelta(hours=2)
REASON = "Det sparer mange for mye arbeid."


@pytest.fixture
def per(per_second_line):
    return with_address(per_second_line)


@pytest.fixture
def owner(ola_adviser, personnel):
    Charge.objects.create(person=ola_adviser, area=personnel, kind=ChargeKind.OWNER, from_date=DAY)
    return with_address(ola_adviser)


@pytest.fixture
def change(personnel, kari, per) -> ChangeRequest:
    return taken_up(wished(personnel, kari), per)


def wished(area, by: User) -> ChangeRequest:
    facts = wishes.Facts("Sortere restanselisten", "Jeg må se hva som haster.", area=area)
    return wishes.propose(facts=facts, submission=uuid4(), by=by, at=MORNING)


def again(change: ChangeRequest) -> ChangeRequest:
    return ChangeRequest.objects.get(pk=change.pk)


def taken_up(change: ChangeRequest, by: User) -> ChangeRequest:
    seen = again(change).stamp
    wishes.take_up(change=change, text="Vi ser på det.", seen=seen, by=by, at=MORNING)
    return again(change)


def decide(change: ChangeRequest, verdict: State, by: User) -> None:
    seen = again(change).stamp
    wishes.decide(change=change, verdict=verdict, reason=REASON, seen=seen, by=by, at=LATER)


def mailed(sink) -> Counter[str]:
    return Counter(mail.to[0] for mail in sink.taken)


def test_everyone_who_asked_or_wishes_the_same_reads_why_once(
    change, personnel, kari, lars, per, owner, sink, work
):
    wishes.back(change=change, by=lars, at=MORNING)
    other = wished(personnel, lars)
    wishes.merge(change=other, into=change, by=per, at=MORNING)
    work()
    sink.taken.clear()

    decide(change, State.DECLINED, owner)
    work()

    assert mailed(sink) == {kari.email: 1, lars.email: 1}
    assert all(REASON in taken.mail.get_body(("plain",)).get_content() for taken in sink.taken)


def test_whoever_owns_the_area_is_asked_once_and_not_of_what_is_decided(
    change, personnel, kari, per, owner, sink, work
):
    other = taken_up(wished(personnel, kari), per)
    decide(other, State.DECLINED, owner)

    for _time in range(2):
        work()

    asked = [mail.mail["Subject"] for mail in sink.taken if mail.to[0] == owner.email]
    assert asked == ["Dette er det du som avgjør: Sortere restanselisten"]
    assert Delivery.objects.filter(kind="change_to_decide").count() == 2


def test_it_is_told_in_the_readers_own_language(change, kari, owner, sink, work):
    preference = preference_of(person=kari)
    preference.language = "nn"
    preference.save()

    decide(change, State.ACCEPTED, owner)
    work()

    (told,) = sink.taken
    assert told.mail["Content-Language"] == "nn"
    assert told.mail["Subject"] == "Dette vil vi ha gjort: Sortere restanselisten"


def test_what_is_there_is_told_and_what_comes_between_is_not(change, kari, per, owner, sink, work):
    decide(change, State.ACCEPTED, owner)
    wishes.send(changes=[change], text="Sendt.", by=per, at=LATER)
    wishes.tell(change=change, state=State.PLANNED, version="7.6", text="I vår.", by=per, at=LATER)
    work()
    sink.taken.clear()

    wishes.deliver(change=change, text="Trykk på «Frist».", by=per, at=LATER)
    wishes.verify(change=change, text="Prøvd.", tested="Her.", by=per, at=LATER)
    work()

    assert [mail.mail["Subject"] for mail in sink.taken] == [
        "Nå er det her: Sortere restanselisten"
    ]


def test_what_is_gone_again_is_told_honestly_once(change, kari, per, owner, sink, work):
    decide(change, State.ACCEPTED, owner)
    wishes.deliver(change=change, text="Trykk på «Frist».", by=per, at=LATER)
    work()
    sink.taken.clear()

    wishes.take_back(change=change, text="Versjonen ble trukket.", by=per, at=LATER)
    work()

    assert [mail.mail["Subject"] for mail in sink.taken] == [
        "Det er ikke her likevel: Sortere restanselisten"
    ]


def test_what_was_overtaken_before_the_mail_left_is_not_told(change, kari, per, owner, sink, work):
    decide(change, State.DECLINED, owner)
    taken_up(change, per)

    work()

    assert set(mailed(sink)) == {owner.email}, "who is to decide anew, and nobody else"


def test_whoever_comes_along_to_what_has_its_answer_hears_of_it_once(
    change, personnel, lars, per, owner, sink, work
):
    decide(change, State.ACCEPTED, owner)
    work()
    sink.taken.clear()
    other = wished(personnel, lars)

    for _time in range(2):
        wishes.merge(change=other, into=change, by=per, at=LATER)
        work()
        wishes.undo_merge(change=other, by=per, at=LATER)

    assert mailed(sink) == {lars.email: 1}


def test_who_has_left_is_not_told(change, kari, owner, sink, work):
    wishes.leave(change=change, by=kari, at=MORNING)

    decide(change, State.ACCEPTED, owner)
    work()

    assert not sink.taken


STEPS = ("after claim event", "within tell", "after tell", "after claim mail", "after compose")


@pytest.mark.usefixtures("on_disk")
def test_a_worker_that_is_killed_on_the_way_tells_each_of_many_once(
    change, kari, per, owner, sink, surroundings
):
    names = [f"mange-{n}" for n in range(40)]
    User.objects.bulk_create(User(username=n, email=f"{n}@nidelva.example") for n in names)
    wishes.bring(change=change, people=User.objects.filter(username__in=names), by=per, at=MORNING)
    decide(change, State.ACCEPTED, owner)
    connection.close()

    programs.run("sufflor.messaging.tests.dying", *STEPS, env=surroundings)

    told = Delivery.objects.filter(kind="change_news").values_list("recipient__email", flat=True)
    assert sorted(told) == sorted([*(f"{n}@nidelva.example" for n in names), kari.email])
    everyone = mailed(sink)
    assert set(everyone) == set(told)
    assert all(len({m.message_id for m in sink.taken if m.to[0] == one}) == 1 for one in told)
