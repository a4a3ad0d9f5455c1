"""What is confidential lies with those who may read it, also when it is handed over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sufflor.desk import actions, queries
from sufflor.desk.actions import Place
from sufflor.desk.models import Access, Direction, Movement, Request, Source
from sufflor.desk.queries import Meaning
from sufflor.desk.tests.conftest import ENOUGH, cleared
from sufflor.events.queries import history
from sufflor.organization.models import (
    Absence,
    Appointment,
    HelpKind,
    Line,
    Membership,
    Role,
    RoleGrant,
)
from tests.cast import DAY, MORNING

LATER = MORNING + timedelta(hours=1)


def hand(request, to, by):
    return actions.hand_over(request=request, to=to, reason=None, note=ENOUGH, by=by, at=MORNING)


def grant(person, at=MORNING):
    return RoleGrant.objects.create(person=person, role=Role.CONFIDENTIAL, granted_at=at)


def test_the_routes_pass_by_an_adviser_who_may_not_read_it(
    send, ola_adviser, liv_first_line, ruth, personnel
):
    secret = send("Slett det.", area=personnel, is_confidential=True)
    ordinary = send("Hjelp med det.", area=personnel)

    assert (secret.line, secret.assignee) == (Line.FIRST, None)
    assert "Førstelinjen" in secret.because
    assert ordinary.assignee == ola_adviser


def test_the_nearest_who_may_read_it_gets_it(send, ola_adviser, liv_first_line, personnel):
    grant(ola_adviser)

    secret = send("Slett det.", area=personnel, is_confidential=True)

    assert (secret.line, secret.assignee) == (Line.ADVISER, ola_adviser)


def test_a_deputy_who_may_not_read_it_stands_in_for_nobody(
    send, ola_adviser, liv_first_line, personnel, institute
):
    mona = cleared("mona", "Mona", institute)
    Appointment.objects.create(
        person=mona,
        unit=institute,
        area=personnel,
        deputy=ola_adviser,
        from_date=date(2026, 1, 1),
    )
    Absence.objects.create(person=mona, from_date=DAY, to_date=DAY)

    secret = send("Slett det.", area=personnel, is_confidential=True)

    assert (secret.line, secret.assignee) == (Line.FIRST, None)


def test_what_is_said_before_it_is_sent_is_what_happens(
    kari, ola_adviser, liv_first_line, ruth, personnel
):
    meant = Meaning(None, personnel, None, HelpKind.SYSTEM, is_confidential=True)

    said = queries.expected(meant, by=kari, concerns=None, at=MORNING)

    assert (said.line, said.person) == (Line.FIRST, None)


def test_a_person_who_may_not_read_it_is_refused_with_those_who_may(
    secret, second_line, per_second_line, ruth, odd
):
    to = Place(Line.SECOND, second_line.group, per_second_line)

    with pytest.raises(actions.NotCleared) as refused:
        hand(secret, to, ruth)

    assert "Ruth Rud, Odd Rud" in refused.value.way_out
    assert Movement.objects.filter(request=secret).count() == 1


def test_a_group_where_nobody_may_read_it_is_refused_and_not_offered(
    secret, second_line, first_line, ruth
):
    with pytest.raises(actions.NotCleared):
        hand(secret, second_line, ruth)

    offered = [choice.group for choice in queries.choices(secret, ruth)]
    assert second_line.group not in offered
    assert queries.suggested(secret, Direction.UP, ruth, MORNING) is None


def test_a_group_where_somebody_may_read_it_gets_it(send, second_line, ruth, odd, first_line, kari):
    Membership.objects.create(group=second_line.group, person=odd)
    secret = send("Slett det.", area=second_line.group.area, is_confidential=True)

    proposed = queries.suggested(secret, Direction.UP, ruth, MORNING)
    hand(secret, second_line, ruth)

    secret.refresh_from_db()
    assert proposed.group == secret.group == second_line.group


def test_where_nobody_may_read_it_the_way_out_is_the_administrator():
    assert "administrator" in str(actions.NotCleared.but([]).way_out)


def test_it_is_not_given_back_to_one_who_may_no_longer_read_it(
    send, ola_adviser, first_line, ruth, odd, personnel
):
    grant(ola_adviser)
    secret = send("Slett det.", area=personnel, is_confidential=True)
    hand(secret, first_line, ola_adviser)
    RoleGrant.objects.filter(person=ola_adviser).delete()

    with pytest.raises(actions.NotCleared):
        actions.give_back(request=secret, reason=None, note=ENOUGH, by=ruth, at=LATER)


def test_whoever_gets_the_role_later_reads_what_is_under_way(secret, send, per_second_line):
    own = send("Slett mitt.", by=per_second_line, is_confidential=True)
    grant(per_second_line, LATER)

    come = actions.let_the_cleared_in(person=per_second_line, at=LATER)

    assert come == 1
    assert list(Request.objects.worked_by(per_second_line, LATER)) == [secret]
    assert own not in Request.objects.worked_by(per_second_line, LATER)
    assert history(per_second_line).filter(verb="person.cleared").count() == 1


def test_letting_in_twice_is_once_and_without_the_role_never(secret, per_second_line, lars):
    grant(per_second_line, LATER)

    for _again in range(2):
        actions.let_the_cleared_in(person=per_second_line, at=LATER)
    actions.let_the_cleared_in(person=lars, at=LATER)

    rows = Access.objects.filter(source=Source.CLEARED, request=secret)
    assert rows.filter(person=per_second_line).count() == 1
    assert not rows.filter(person=lars).exists()
