"""What goes to and fro is looked at whole by those who answer for it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.desk import actions, queries, rules
from sufflor.desk.models import Level, Request
from sufflor.desk.tests.conftest import ENOUGH, NOTHING
from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import (
    Absence,
    Charge,
    ChargeKind,
    Role,
    RoleGrant,
    WorkRole,
)
from tests.cast import DAY, MORNING, person

MINUTE = timedelta(minutes=1)


@pytest.fixture
def dag(records_department):
    """Manages the unit that the first line belongs to."""
    return person("dag", "Dag", "Leder", records_department, WorkRole.MANAGER)


def bounce(request, second_line, liv, per):
    """Up and back until it is flagged; the last of the handovers."""
    for number in range(rules.BOUNCES):
        at = MORNING + 2 * number * MINUTE
        given = {"reason": None, "note": ENOUGH}
        actions.hand_over(request=request, to=second_line, **given, by=liv, at=at)
        given = {"reason": None, "note": NOTHING}
        last = actions.give_back(request=request, **given, by=per, at=at + MINUTE)
    return last


@pytest.fixture
def to_and_fro(request_, second_line, liv_first_line, per_second_line):
    return lambda: bounce(request_, second_line, liv_first_line, per_second_line)


def away(someone):
    Absence.objects.create(person=someone, from_date=DAY, to_date=DAY)


def called(request):
    return queries.coordinators_on(Request.objects.get(pk=request.pk))


def test_the_manager_of_the_group_is_let_in_and_may_say_who_is_to_have_it(
    request_, to_and_fro, second_line, dag, anne_admin
):
    assert not rules.may_help(dag, MORNING)

    last = to_and_fro()

    assert called(request_) == [dag]
    assert rules.work_level(dag, request_, last.at) == Level.WORK
    assert rules.work_level(anne_admin, request_, last.at) is None
    assert rules.may_help(dag, last.at)
    given = {"reason": None, "note": ENOUGH}
    actions.hand_over(request=request_, to=second_line, **given, by=dag, at=last.at + MINUTE)


def test_whoever_is_away_or_has_left_or_asks_is_passed_by_for_the_next(
    request_, to_and_fro, dag, records_department, personnel, lars, stranger, anne_admin
):
    away(dag)
    gone = person("gro", "Gro", "Gått", records_department, WorkRole.MANAGER)
    gone.is_active = False
    gone.save()
    Request.objects.filter(pk=request_.pk).update(concerns=stranger)
    for someone in (stranger, lars):
        Charge.objects.create(
            person=someone, area=personnel, kind=ChargeKind.MANAGER, from_date=DAY
        )

    to_and_fro()

    assert called(request_) == [lars]


def test_when_all_are_away_the_nearest_is_called_all_the_same(
    request_, to_and_fro, dag, anne_admin
):
    away(dag)
    away(anne_admin)

    to_and_fro()

    assert called(request_) == [dag]


def test_the_manager_of_the_process_is_nearer_than_one_of_the_area(
    request_, to_and_fro, hiring, personnel, kari, lars, ola_adviser
):
    Request.objects.filter(pk=request_.pk).update(process=hiring)
    request_.refresh_from_db()
    charge = {"area": personnel, "kind": ChargeKind.MANAGER, "from_date": DAY}
    Charge.objects.create(person=lars, **charge)
    Charge.objects.create(person=ola_adviser, process=hiring.parent, **charge)

    to_and_fro()

    assert called(request_) == [ola_adviser]


def test_it_is_called_for_once_and_taken_back_with_the_bounce(
    request_, to_and_fro, second_line, liv_first_line, per_second_line, dag
):
    last = to_and_fro()
    given = {"reason": None, "note": ENOUGH, "by": liv_first_line}
    up = actions.hand_over(request=request_, to=second_line, **given, at=last.at + MINUTE)
    given = {"reason": None, "note": NOTHING, "by": per_second_line}
    actions.give_back(request=request_, **given, at=up.at + MINUTE)

    assert Event.objects.filter(verb="request.bounced").count() == 1


def test_a_bounce_that_is_taken_back_lets_nobody_in(request_, to_and_fro, per_second_line, dag):
    last = to_and_fro()

    actions.undo_handover(movement=last, by=per_second_line, at=last.at + timedelta(seconds=5))

    assert called(request_) == []
    with pytest.raises(NotAllowed):
        actions.take(request=request_, by=dag, at=last.at + MINUTE)


def test_what_is_confidential_is_for_those_who_may_read_it(
    secret, second_line, per_second_line, ruth, odd, dag, anne_admin
):
    RoleGrant.objects.create(person=per_second_line, role=Role.CONFIDENTIAL, granted_at=MORNING)

    bounce(secret, second_line, ruth, per_second_line)

    assert set(called(secret)) == {ruth, odd, per_second_line}
