"""A request is sent on to another system: its own words, once, and never what is confidential."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.desk import actions
from sufflor.desk.models import Crossing, Message, Note
from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed
from sufflor.organization import actions as organization
from sufflor.organization.models import Role, RoleGrant, User
from tests.cast import MORNING
from tests.requests import submitted

LATER = MORNING + timedelta(hours=1)


@pytest.fixture
def system(anne_admin):
    return organization.open_system_account(
        name="Felles IT", unit=None, email="inn@it.example", by=anne_admin, at=MORNING
    )


@pytest.fixture
def request_(kari, liv_first_line):
    return sent(kari)


def sent(by, **more):
    return submitted(by, "Den stopper.", title="Ekspedering", **more)


def cross(request, system, by) -> Crossing:
    return actions.cross_over(request=request, system=system, text="Se hit.", by=by, at=LATER)


def test_it_is_told_once_and_stays_with_those_who_have_it(request_, system, liv_first_line) -> None:
    group = request_.group

    first = cross(request_, system, liv_first_line)
    second = cross(request_, system, liv_first_line)

    assert first == second
    request_.refresh_from_db()
    assert request_.group == group
    assert Event.objects.filter(verb="request.crossed").count() == 1


def test_only_those_who_have_it_send_it_on(request_, system, kari, per_second_line) -> None:
    for someone in (kari, per_second_line):
        with pytest.raises(NotAllowed):
            cross(request_, system, someone)


def test_a_person_is_no_system(request_, kari, liv_first_line) -> None:
    with pytest.raises(actions.NoSystem):
        cross(request_, kari, liv_first_line)


def test_what_is_confidential_stays_in_the_house(kari, liv_first_line, system) -> None:
    RoleGrant.objects.create(person=liv_first_line, role=Role.CONFIDENTIAL, granted_at=MORNING)
    liv = User.objects.get(pk=liv_first_line.pk)

    with pytest.raises(actions.NotForOutside):
        cross(sent(kari, is_confidential=True), system, liv)


def test_how_it_stands_there_is_a_note_and_the_same_twice_is_once(
    request_, system, liv_first_line
) -> None:
    crossing = cross(request_, system, liv_first_line)
    said = {"number": "I-17", "status": "Under arbeid", "by": system, "at": LATER}

    actions.say_outside(crossing=crossing, **said)
    actions.say_outside(crossing=crossing, **said)

    crossing.refresh_from_db()
    assert (crossing.number, crossing.status) == ("I-17", "Under arbeid")
    assert Note.objects.get(request=request_).text == "Felles IT: I-17, Under arbeid"
    assert Event.objects.filter(verb="request.outside_said").count() == 1
    assert not Message.objects.filter(request=request_).exists()


def test_what_is_not_said_stays_as_it_was(request_, system, liv_first_line) -> None:
    crossing = cross(request_, system, liv_first_line)
    actions.say_outside(crossing=crossing, number="I-17", status="Ny", by=system, at=LATER)

    said = actions.say_outside(
        crossing=crossing, number="", status="Løst", by=liv_first_line, at=LATER
    )

    assert (said.number, said.status) == ("I-17", "Løst")


def test_another_system_says_nothing_of_it(request_, system, liv_first_line, anne_admin) -> None:
    crossing = cross(request_, system, liv_first_line)
    other = organization.open_system_account(
        name="Andre", unit=None, email="", by=anne_admin, at=MORNING
    )

    with pytest.raises(NotAllowed):
        actions.say_outside(crossing=crossing, number="X", status="", by=other, at=LATER)
    with pytest.raises(NotAllowed):
        actions.hear_from_outside(crossing=crossing, text="Hei", by=other, at=LATER)
