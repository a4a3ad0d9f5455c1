"""An administrator tries again what was given up, or lets it go."""

from __future__ import annotations

import pytest

from sufflor.events import queries as history
from sufflor.events.models import Event, Outgoing
from sufflor.lib.refusals import NotAllowed
from sufflor.messaging import actions
from sufflor.messaging.actions import NotGivenUp
from sufflor.messaging.models import Delivery, Job, State
from tests.cast import MORNING


@pytest.fixture
def refused(answered, sink, work):
    sink.to_receiver = ["550 No such user here"]
    work()
    return Delivery.objects.get(state=State.DEAD)


def test_what_is_tried_again_is_the_same_mail(refused, anne_admin, sink, work):
    actions.try_again(thing=refused, by=anne_admin, at=MORNING)
    work()

    refused.refresh_from_db()
    assert refused.state == State.SENT
    assert refused.message_id in {taken.message_id for taken in sink.taken}
    line = history.history(refused).get()
    assert (line.verb, line.details) == ("mail.tried_again", {"fault": "550 No such user here"})


def test_what_is_let_go_is_not_sent_and_says_who_did_it(refused, anne_admin, sink, work):
    actions.let_go(thing=refused, by=anne_admin, at=MORNING)
    work()

    refused.refresh_from_db()
    assert (refused.state, refused.why) == ("dropped", "En administrator lot den ligge.")
    assert len(sink.taken) == 1
    line = history.history(refused).get()
    assert (line.verb, line.by) == ("mail.let_go", f"organization.user:{anne_admin.pk}")


def test_only_what_was_given_up_is_tried_again(refused, anne_admin):
    actions.try_again(thing=refused, by=anne_admin, at=MORNING)

    with pytest.raises(NotGivenUp):
        actions.try_again(thing=refused, by=anne_admin, at=MORNING)
    with pytest.raises(NotGivenUp):
        actions.let_go(thing=refused, by=anne_admin, at=MORNING)


@pytest.mark.parametrize("deed", [actions.try_again, actions.let_go])
def test_only_administrators_look_after_the_mail(refused, hilde_host, deed):
    with pytest.raises(NotAllowed):
        deed(thing=refused, by=hilde_host, at=MORNING)


def test_everything_that_was_given_up_can_be_tried_again_at_once(answered, anne_admin, sink, work):
    sink.to_receiver = ["554 Relay access denied"] * 2
    work()

    assert actions.try_all_again(by=anne_admin, at=MORNING) == 2
    assert actions.try_all_again(by=anne_admin, at=MORNING) == 0
    work()

    assert len(sink.taken) == 2
    assert Event.objects.get(verb="mail.tried_again").details == {"mails": 2}


def test_a_stuck_event_and_a_stuck_job_can_be_mended_too(answered, anne_admin):
    Outgoing.objects.update(dead_at=MORNING, attempts=10, fault="builtins.KeyError")
    job = Job.objects.create(
        name="clean", planned_at=MORNING, next_at=MORNING, dead_at=MORNING, fault="x"
    )

    actions.try_again(thing=Outgoing.objects.get(), by=anne_admin, at=MORNING)
    actions.try_again(thing=job, by=anne_admin, at=MORNING)

    assert Outgoing.objects.due(MORNING).count() == 1
    assert Job.objects.due(MORNING).count() == 1


def test_a_stuck_event_that_is_let_go_comes_to_nothing(answered, anne_admin):
    Outgoing.objects.update(dead_at=MORNING, attempts=10, fault="builtins.KeyError")

    actions.let_go(thing=Outgoing.objects.get(), by=anne_admin, at=MORNING)

    assert not Outgoing.objects.waiting().exists()
    assert not Outgoing.objects.dead().exists()
