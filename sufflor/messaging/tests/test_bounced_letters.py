"""Mail to coordinators: that a request goes to and fro, once, and nothing of what was written."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from sufflor.desk import actions as desk
from sufflor.desk import rules
from sufflor.desk.actions import HandoverNote, Place
from sufflor.desk.models import Request
from sufflor.events.models import Outgoing
from sufflor.messaging import actions
from sufflor.messaging.helper_letters import bounced
from sufflor.messaging.models import Delivery, Reason
from sufflor.messaging.tests.letters import dropped, read
from sufflor.organization.models import Line, WorkRole
from tests.cast import MORNING, person
from tests.requests import submitted

MINUTE = timedelta(minutes=1)
LATER = MORNING + timedelta(hours=1)
CANARY = "Kanarifugl"
NOTE = HandoverNote(asked=CANARY, tried=CANARY)


@pytest.fixture
def dag(records_department):
    """Manages the unit that the first line belongs to."""
    return person("dag", "Dag", "Leder", records_department, WorkRole.MANAGER)


@pytest.fixture
def last(kari, personnel, liv_first_line, per_second_line, dag):
    """The handover that made it bounce for the third time."""
    request = submitted(kari, "Den stopper midt i.", title="Ekspedering stopper", area=personnel)
    second = Place(Line.SECOND, per_second_line.support_groups.get())
    given = {"request": request, "reason": None, "note": NOTE}
    for number in range(rules.BOUNCES):
        at = MORNING + 2 * number * MINUTE
        desk.hand_over(to=second, **given, by=liv_first_line, at=at)
        movement = desk.give_back(**given, by=per_second_line, at=at + MINUTE)
    return movement


def told(at=LATER) -> list[Delivery]:
    for outgoing in Outgoing.objects.waiting().order_by("pk"):
        actions.expand(outgoing=outgoing, at=at)
    return list(Delivery.objects.filter(kind="bounced"))


def test_the_coordinator_is_told_once_where_it_lies_and_not_what_was_written(last, dag):
    (delivery,) = told()

    said = read(bounced(delivery))
    assert (delivery.recipient, delivery.next_at) == (dag, last.at + rules.UNDO_WITHIN)
    assert f"{last.request.number}: Ekspedering stopper" in said
    assert last.request.work_path in said
    assert CANARY not in said
    assert "Den stopper" not in said
    assert len(told()) == 1


def test_the_link_opens_for_the_coordinator_and_the_queue_holds_it(last, dag, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    client = Client()
    client.force_login(dag)

    page = client.get(last.request.work_path).content.decode()
    queue = client.get("/arbeid/henvendelser/?ko=koordinator").content.decode()

    assert f"{dag.full_name} er bedt om å se på helheten" in page
    assert "Ekspedering stopper" in queue


def test_whoever_may_not_read_it_any_more_is_told_nothing(last):
    Request.objects.update(is_confidential=True)
    (delivery,) = told()

    assert dropped(bounced, delivery) == Reason.GONE


def test_what_was_taken_back_or_resolved_meanwhile_is_told_to_nobody(
    last, per_second_line, liv_first_line
):
    (delivery,) = told()
    desk.resolve(request=last.request, text="Det er løst.", by=liv_first_line, at=last.at + MINUTE)

    assert dropped(bounced, delivery) == Reason.OVERTAKEN


def test_a_bounce_taken_back_is_told_to_nobody(last, per_second_line):
    desk.undo_handover(movement=last, by=per_second_line, at=last.at + timedelta(seconds=9))
    (delivery,) = told()

    assert dropped(bounced, delivery) == Reason.GONE


def test_whoever_asked_hears_nothing_of_it(last, kari):
    told()

    assert not Delivery.objects.filter(recipient=kari, kind="bounced").exists()
