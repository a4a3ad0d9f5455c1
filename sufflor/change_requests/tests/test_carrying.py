"""From a wish to what people have in their hands: who says what, and which way it can go."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from sufflor.change_requests import actions, queries, rules
from sufflor.change_requests.actions import Facts
from sufflor.change_requests.models import ChangeRequest, Plain, State, Step
from sufflor.change_requests.tests.conftest import again, decided, taken_up
from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed, Refusal
from sufflor.organization.models import Charge, ChargeKind, User
from sufflor.search.models import Document
from tests.cast import DAY, MORNING

KIND = "change_request"


def test_the_whole_way(accepted, kari, lars, per_second_line):
    done = {"by": per_second_line, "at": MORNING}
    change = accepted

    actions.send(changes=[change], text="Sendt med de andre.", **done)
    actions.tell(change=change, state=State.PLANNED, text="I vår.", version="7.6", **done)
    actions.deliver(change=change, text="Trykk på «Frist» i listen.", **done)
    for person in (kari, lars):
        actions.bring(change=change, people=[person], **done)
        actions.say_that_it_works(change=change, by=person, at=MORNING)
    actions.verify(change=change, text="To har prøvd.", tested="", **done)

    ways = [step.state for step in again(change).steps.order_by("pk")]
    assert ways == ["assessed", "accepted", "sent", "planned", "delivered", "verified"]
    assert again(change).plain == Plain.DONE
    assert list(queries.learnt()) == [change]


def test_sent_twice_is_one_wish(facts, kari):
    submission = uuid4()

    one, two = (
        actions.propose(facts=facts, submission=submission, by=kari, at=MORNING) for _n in range(2)
    )

    assert one == two
    assert Event.objects.filter(verb="change.proposed").count() == 1


def test_nobody_sends_more_than_so_many_in_a_day(facts, kari, monkeypatch):
    monkeypatch.setattr("sufflor.change_requests.actions.proposing.MOST_A_DAY", 2)
    for _n in range(2):
        actions.propose(facts=facts, submission=uuid4(), by=kari, at=MORNING)

    with pytest.raises(actions.TooMany):
        actions.propose(facts=facts, submission=uuid4(), by=kari, at=MORNING)

    tomorrow = MORNING + timedelta(days=1, minutes=1)
    assert actions.propose(facts=facts, submission=uuid4(), by=kari, at=tomorrow)


@pytest.mark.parametrize(
    ("title", "need", "refusal"),
    [
        (" ", "Noe.", actions.SaysTooLittle),
        ("Noe", "\n", actions.SaysTooLittle),
        ("Noe", "x" * 2001, actions.SaysTooMuch),
        ("Noe", "For 158376 00186", actions.HoldsNumber),
    ],
)
def test_a_wish_says_what_is_needed_and_of_nobody(kari, title, need, refusal):
    facts = Facts(title=title, need=need)

    with pytest.raises(refusal):
        actions.propose(facts=facts, submission=uuid4(), by=kari, at=MORNING)

    assert not ChangeRequest.objects.exists()


def test_what_nobody_has_looked_at_is_read_by_its_own_and_found_by_nobody(proposed, kari, lars):
    assert list(ChangeRequest.objects.readable_by(kari)) == [proposed]
    assert not ChangeRequest.objects.readable_by(lars).exists()
    assert not Document.objects.filter(kind=KIND).exists()


def test_what_is_taken_up_is_found_by_everyone(change, lars):
    assert list(ChangeRequest.objects.readable_by(lars)) == [change]
    assert queries.alike("sortere restanselisten etter frist") == [change]


def test_the_owner_of_the_area_decides_and_nobody_else(change, owner, anne_admin, per_second_line):
    for other in (anne_admin, per_second_line):
        with pytest.raises(NotAllowed):
            decided(change, State.ACCEPTED, other)

    assert decided(change, State.ACCEPTED, owner).state == State.ACCEPTED


def test_whoever_owns_a_process_decides_where_nobody_owns_the_area(change, hiring, kari):
    Charge.objects.create(
        person=kari, area=change.area, process=hiring, kind=ChargeKind.OWNER, from_date=DAY
    )

    assert rules.owners_of(change, MORNING) == {kari.pk}


def test_what_is_about_all_areas_is_decided_by_an_administrator(kari, anne_admin, per_second_line):
    facts = Facts(title="Mørk bakgrunn", need="Jeg får vondt i øynene.")
    made = actions.propose(facts=facts, submission=uuid4(), by=kari, at=MORNING)

    assert decided(taken_up(made, per_second_line), State.DECLINED, anne_admin).plain == "not_now"


def test_a_decision_says_why(change, owner):
    with pytest.raises(actions.NothingToTell):
        actions.decide(
            change=change,
            verdict=State.DECLINED,
            reason=" ",
            seen=change.stamp,
            by=owner,
            at=MORNING,
        )

    assert again(change).state == State.ASSESSED


def test_the_same_word_sent_twice_is_said_once(change, owner):
    for _press in range(2):
        decided(change, State.ACCEPTED, owner)

    assert Event.objects.filter(verb="change.decided").count() == 1


def test_of_two_who_decide_at_once_one_is_heard(on_disk, change, owner, kari, personnel):
    Charge.objects.create(person=kari, area=personnel, kind=ChargeKind.OWNER, from_date=DAY)
    outcomes: list[object] = []

    def decide(person: User, verdict: State) -> None:
        try:
            outcomes.append(decided(change, verdict, person))
        except Refusal as refusal:
            outcomes.append(refusal)
        finally:
            connection.close()

    both = ((owner, State.ACCEPTED), (kari, State.DECLINED))
    deciders = [Thread(target=decide, args=each) for each in both]
    for each in deciders:
        each.start()
    for each in deciders:
        each.join()

    refused = [one for one in outcomes if isinstance(one, actions.ChangedMeanwhile)]
    verdicts = Step.objects.filter(state_before=State.ASSESSED)
    assert (len(outcomes), len(refused), verdicts.count()) == (2, 1, 1)


def test_those_who_work_with_it_tell_how_it_goes_and_others_do_not(accepted, liv_first_line, owner):
    for person in (liv_first_line, owner):
        with pytest.raises(NotAllowed):
            actions.send(changes=[accepted], text="Sendt.", by=person, at=MORNING)


def test_all_go_to_the_vendor_or_none(accepted, facts, kari, per_second_line):
    other = actions.propose(facts=facts, submission=uuid4(), by=kari, at=MORNING)
    done = {"text": "Sendt.", "by": per_second_line, "at": MORNING}

    with pytest.raises(actions.NotFromHere):
        actions.send(changes=[accepted, other], **done)
    assert again(accepted).state == State.ACCEPTED
    with pytest.raises(actions.NothingChosen):
        actions.send(changes=[], **done)


def test_a_plan_says_in_which_version(accepted, per_second_line):
    with pytest.raises(actions.NoVersion):
        actions.tell(
            change=accepted, state=State.PLANNED, text="Snart.", by=per_second_line, at=MORNING
        )


def test_what_was_delivered_is_tested_before_it_is_verified(accepted, per_second_line):
    done = {"by": per_second_line, "at": MORNING}
    actions.deliver(change=accepted, text="Her er det.", **done)

    with pytest.raises(actions.NotTested):
        actions.verify(change=accepted, text="Det virker.", tested="", **done)

    actions.verify(change=accepted, text="Det virker.", tested="Prøvd i testmiljøet.", **done)
    assert again(accepted).state == State.VERIFIED


def test_delivered_twice_is_delivered_once(accepted, per_second_line):
    for _press in range(2):
        actions.deliver(change=accepted, text="Her er det.", by=per_second_line, at=MORNING)

    assert Event.objects.filter(verb="change.delivered").count() == 1


def test_what_is_gone_again_is_to_be_done_still(accepted, kari, per_second_line):
    done = {"by": per_second_line, "at": MORNING}
    actions.deliver(change=accepted, text="Her er det.", version="7.6", **done)
    actions.say_that_it_works(change=accepted, by=kari, at=MORNING)

    actions.take_back(change=accepted, text="Versjonen ble trukket.", **done)

    assert (again(accepted).state, again(accepted).version) == (State.ACCEPTED, "")
    assert queries.witnesses(accepted) == 0


def test_only_those_who_asked_say_that_it_works(accepted, stranger, per_second_line):
    actions.deliver(change=accepted, text="Her er det.", by=per_second_line, at=MORNING)

    with pytest.raises(NotAllowed):
        actions.say_that_it_works(change=accepted, by=stranger, at=MORNING)


def test_what_was_declined_is_taken_up_again(change, owner, per_second_line):
    declined = decided(change, State.DECLINED, owner)

    assert taken_up(declined, per_second_line).state == State.ASSESSED


def test_two_who_write_at_once_do_not_write_over_each_other(change, facts, per_second_line):
    done = {"facts": facts, "seen": change.stamp, "by": per_second_line}
    actions.describe(change=change, at=MORNING + timedelta(minutes=1), **done)

    with pytest.raises(actions.ChangedMeanwhile):
        actions.describe(change=change, at=MORNING + timedelta(minutes=2), **done)


def test_the_database_keeps_what_a_wish_may_be(change):
    for broken in ({"title": ""}, {"shown_at": None}, {"state": State.PLANNED}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ChangeRequest.objects.filter(pk=change.pk).update(**broken)
