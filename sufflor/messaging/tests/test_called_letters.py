"""What cannot wait calls those who are to begin now."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from sufflor.desk import actions as desk
from sufflor.desk.actions import Wish
from sufflor.desk.models import Request
from sufflor.events.models import Outgoing
from sufflor.messaging import actions
from sufflor.messaging.helper_letters import called
from sufflor.messaging.models import Delivery, Preference, Reason
from sufflor.messaging.tests.letters import dropped, read
from sufflor.organization.models import Absence, Membership, Role, RoleGrant, User, Watch
from tests.cast import DAY, MORNING, person

LATER = MORNING + timedelta(minutes=5)


@pytest.fixture
def nina(liv_first_line, records_department) -> User:
    """Beside Liv in the first line."""
    nina = person("nina", "Nina", "Nes", records_department)
    Membership.objects.create(group=liv_first_line.support_groups.get(), person=nina)
    return nina


def send(by: User, **more: object) -> Request:
    told = {"title": "Vedlegg til feil mottaker", "text": "Fem navn.", "cannot_wait": True}
    wish = Wish(**{**told, **more})
    return desk.submit(wish=wish, submission=uuid4(), by=by, at=MORNING)


def told() -> list[Delivery]:
    for outgoing in Outgoing.objects.waiting().order_by("pk"):
        actions.expand(outgoing=outgoing, at=LATER)
    return list(Delivery.objects.filter(kind="called").order_by("recipient"))


def people() -> set[User]:
    return {delivery.person for delivery in told()}


def watch(who: User, minutes: int = 60) -> None:
    Watch.objects.create(
        group=who.support_groups.get(),
        person=who,
        starts_at=MORNING - timedelta(minutes=60),
        ends_at=MORNING + timedelta(minutes=minutes),
        given_at=MORNING - timedelta(days=1),
        given_by=who,
    )


def cleared(*those: User) -> None:
    for one in those:
        RoleGrant.objects.create(person=one, role=Role.CONFIDENTIAL, granted_at=MORNING)


def test_whoever_has_the_watch_is_called_at_once(kari, liv_first_line, nina):
    watch(nina)
    request = send(kari)

    (delivery,) = told()

    said = read(called(delivery))
    assert (delivery.person, delivery.next_at) == (nina, MORNING)
    assert f"Kan ikke vente: {request.number}" in said
    assert request.work_path in said
    assert "Fem navn" not in said


def test_where_nobody_has_the_watch_all_of_the_group_are_called(kari, liv_first_line, nina):
    watch(nina, minutes=-30)
    send(kari)

    assert people() == {liv_first_line, nina}


def test_whoever_is_away_has_no_watch(kari, liv_first_line, nina):
    watch(nina)
    watch(liv_first_line)
    Absence.objects.create(person=nina, from_date=DAY, to_date=DAY)
    send(kari)

    assert people() == {liv_first_line}


def test_of_what_is_confidential_those_alone_are_called_who_may_read_it(kari, liv_first_line, nina):
    watch(nina)
    cleared(liv_first_line)
    send(kari, is_confidential=True)

    (delivery,) = told()

    assert delivery.person == liv_first_line
    assert "Vedlegg" not in read(called(delivery))


def test_where_the_group_has_nobody_who_may_read_it_all_who_may_are_called(
    kari, lars, liv_first_line
):
    cleared(lars)
    send(kari, is_confidential=True)

    assert people() == {lars}


def test_nobody_is_called_to_their_own_or_to_what_can_wait(kari, liv_first_line, nina):
    send(nina)
    send(kari, cannot_wait=False)

    assert people() == {liv_first_line}


def test_it_is_sent_also_to_those_who_want_no_mail_of_answers(kari, liv_first_line):
    Preference.objects.create(person=liv_first_line, answers=False)
    send(kari)

    assert people() == {liv_first_line}


def test_when_somebody_has_taken_it_the_others_are_left_in_peace(kari, liv_first_line, nina):
    request = send(kari)
    mails = told()
    desk.take(request=request, by=nina, at=LATER)

    assert {dropped(called, mail) for mail in mails} == {Reason.OVERTAKEN}
