"""Whoever is brought into a support group, or taken out of it, is told so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.desk import actions as desk
from sufflor.messaging.models import Delivery, Reason
from sufflor.messaging.tests.conftest import with_address
from sufflor.organization import actions as organization
from tests.cast import MORNING
from tests.requests import submitted

LATER = MORNING + timedelta(minutes=5)


@pytest.fixture
def group(liv_first_line):
    return liv_first_line.support_groups.get()


def letters(sink) -> list[tuple[str, str]]:
    return [
        (
            taken.mail["Subject"],
            " ".join(taken.mail.get_body(("plain",)).get_content().split()),
        )
        for taken in sink.taken
    ]


def test_who_is_brought_in_is_told_where_the_work_is(clock, group, kari, anne_admin, work, sink):
    organization.bring_into_group(group=group, person=kari, by=anne_admin, at=MORNING)

    work()

    ((subject, text),) = letters(sink)
    assert subject == "Du hjelper i Førstelinjen"
    assert "/arbeid/" in text


def test_who_is_taken_out_is_told_how_much_lies_there_again_and_not_what(
    clock, group, liv_first_line, kari, anne_admin, work, sink
):
    organization.bring_into_group(group=group, person=anne_admin, by=anne_admin, at=MORNING)
    request = submitted(kari, "Hvordan skjermer jeg et navn?")
    desk.take(request=request, by=with_address(liv_first_line), at=MORNING)
    desk.part_from_group(group=group, person=liv_first_line, by=anne_admin, at=LATER)
    clock(LATER)

    work()

    (told,) = [letter for letter in letters(sink) if "ikke lenger" in letter[0]]
    assert told[0] == "Du hjelper ikke lenger i Førstelinjen"
    assert "1 henvendelse som du hadde på hånd der" in told[1]
    assert "skjermer" not in told[1]


def test_what_became_otherwise_again_is_not_told(clock, group, kari, anne_admin, work, sink):
    organization.bring_into_group(group=group, person=kari, by=anne_admin, at=MORNING)
    organization.bring_into_group(group=group, person=anne_admin, by=anne_admin, at=MORNING)
    desk.part_from_group(group=group, person=kari, by=anne_admin, at=MORNING)
    organization.bring_into_group(group=group, person=kari, by=anne_admin, at=LATER)

    work()

    assert Delivery.objects.get(kind="group_left").fault == Reason.GONE
