"""Who owns and who manages what, inherited down to the leaves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sufflor.lib.refusals import NotAllowed
from sufflor.organization import actions, queries
from sufflor.organization.actions.appointing import AnotherArea, HasLeft, WrongWayRound
from sufflor.organization.actions.charging import ChargeOver
from sufflor.organization.models import CaseProcess, Charge, ChargeKind
from tests.cast import MORNING

TODAY = date(2026, 10, 29)
DAY = timedelta(days=1)


@pytest.fixture
def leaf(hiring):
    """One more level below hiring."""
    return CaseProcess.objects.create(
        code=f"{hiring.code}.09", name="Intervju", area=hiring.area, parent=hiring
    )


def give(area, whom, by, process=None, kind=ChargeKind.OWNER, from_date=TODAY, to_date=None):
    return actions.give_charge(
        person=whom,
        area=area,
        process=process,
        kind=kind,
        from_date=from_date,
        to_date=to_date,
        by=by,
        at=MORNING,
    )


def node(area, code, day=TODAY):
    return next(one for one in queries.in_charge_everywhere(area, day) if one.code == code)


def test_what_says_nothing_asks_the_one_above(
    personnel, hiring, leaf, kari, lars, ola_adviser, anne_admin
):
    give(personnel, kari, anne_admin)
    give(personnel, lars, anne_admin, hiring)
    give(personnel, ola_adviser, anne_admin, kind=ChargeKind.MANAGER)

    below = node(personnel, leaf.code)

    assert (below.owner.names, below.owner.said_at) == ("Lars Holm", hiring.code)
    assert (below.manager.names, below.manager.said_at) == ("Ola Berg", personnel.code)
    assert not below.is_own
    shown = [one.code for one in queries.in_charge(personnel, TODAY)]
    assert shown == [personnel.code, hiring.code]


def test_it_holds_from_a_day_until_one(personnel, kari, anne_admin):
    give(personnel, kari, anne_admin, from_date=TODAY + DAY, to_date=TODAY + 2 * DAY)

    held = [node(personnel, personnel.code, TODAY + number * DAY).owner for number in range(4)]

    assert [bool(one) for one in held] == [False, True, True, False]


def test_whoever_has_left_is_in_charge_of_nothing(personnel, kari, anne_admin):
    give(personnel, kari, anne_admin)
    kari.is_active = False
    kari.save()

    assert node(personnel, personnel.code).owner is None
    with pytest.raises(HasLeft):
        give(personnel, kari, anne_admin, from_date=TODAY + DAY)


def test_two_can_share_it_and_given_twice_is_given_once(personnel, kari, lars, anne_admin):
    first = give(personnel, kari, anne_admin)
    give(personnel, lars, anne_admin)

    assert give(personnel, kari, anne_admin, to_date=TODAY) == first
    assert node(personnel, personnel.code).owner.people == ("Kari Moen", "Lars Holm")


def test_it_is_said_by_those_who_manage_the_owning_unit(
    personnel, kari, lars, hr_department, institute
):
    lars.work_role, lars.unit = "leder", hr_department
    lars.save()
    kari.work_role = "leder"
    kari.save()

    assert give(personnel, kari, lars).person == kari
    with pytest.raises(NotAllowed):
        give(personnel, lars, kari)


def test_another_areas_process_and_the_wrong_way_round_are_refused(
    personnel, archive, hiring, kari, anne_admin
):
    with pytest.raises(AnotherArea):
        give(archive, kari, anne_admin, hiring)
    with pytest.raises(WrongWayRound):
        give(personnel, kari, anne_admin, to_date=TODAY - DAY)


def test_it_ends_and_what_has_not_begun_is_taken_away(personnel, kari, lars, anne_admin):
    now = give(personnel, kari, anne_admin)
    later = give(personnel, lars, anne_admin, from_date=TODAY + 9 * DAY)

    for charge in (now, later):
        actions.end_charge(charge=charge, last_day=TODAY, by=anne_admin, at=MORNING)

    assert Charge.objects.get().to_date == TODAY
    with pytest.raises(ChargeOver):
        actions.end_charge(charge=later, last_day=TODAY, by=anne_admin, at=MORNING)
