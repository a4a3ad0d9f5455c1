"""Whoever is away keeps nothing from being answered."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.desk import actions, queries, rules
from sufflor.desk.models import Access, Direction, Level, Movement, Request, Source
from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import Absence, Appointment, Line, Membership
from tests.cast import DAY, MORNING, person

LATER = MORNING + timedelta(minutes=5)


@pytest.fixture
def dina(faculty):
    """Ola's deputy."""
    return person("dina", "Dina", "Foss", faculty)


@pytest.fixture
def with_ola(send, ola_adviser, liv_first_line, personnel):
    return send(area=personnel)


def away(someone, until=DAY):
    Absence.objects.create(person=someone, from_date=DAY, to_date=until)


def now(request):
    return Request.objects.get(pk=request.pk)


def give_up(requests, whose, by=None):
    return actions.give_up(requests=requests, person=whose, by=by or whose, at=LATER)


def test_it_is_taken_over_from_one_who_is_away(request_, liv_first_line, mona):
    actions.take(request=request_, by=liv_first_line, at=MORNING)
    away(liv_first_line)

    actions.take(request=request_, by=mona, at=LATER)

    assert now(request_).assignee == mona
    theirs = Access.objects.valid(LATER).filter(request=request_, source=Source.ASSIGNEE)
    assert [row.person for row in theirs] == [mona]
    verbs = Event.objects.filter(at=LATER).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["request.released", "request.taken"]


def test_what_no_group_has_is_taken_over_too_and_kept_in_sight_by_the_one_who_had_it(
    with_ola, ola_adviser, ruth
):
    Access.objects.create(
        request=with_ola, person=ruth, source=Source.COORDINATOR, level=3, given_at=MORNING
    )
    away(ola_adviser)

    actions.take(request=with_ola, by=ruth, at=LATER)
    actions.take(request=with_ola, by=ruth, at=LATER)

    there = now(with_ola)
    assert (there.line, there.group, there.assignee) == (Line.ADVISER, None, ruth)
    moved = Movement.objects.get(request=with_ola, left_at=None)
    assert (moved.direction, moved.from_person) == (Direction.PERSON, ola_adviser)
    assert (moved.accepted_by, moved.accepted_at) == (ruth, LATER)
    assert not Event.objects.filter(verb="request.given", at=LATER).exists()
    assert rules.work_level(ola_adviser, there, LATER) == Level.CONTRIBUTE
    with pytest.raises(NotAllowed):
        actions.take(request=with_ola, by=ola_adviser, at=LATER)


def test_nobody_takes_it_from_one_who_is_there_or_comes_back(
    request_, liv_first_line, mona, with_ola, ola_adviser, ruth
):
    actions.take(request=request_, by=liv_first_line, at=MORNING)
    Absence.objects.create(
        person=liv_first_line, from_date=DAY - timedelta(9), to_date=DAY - timedelta(1)
    )

    with pytest.raises(actions.AlreadyTaken):
        actions.take(request=request_, by=mona, at=LATER)

    Request.objects.filter(pk=with_ola.pk).update(is_confidential=True)
    Access.objects.create(
        request=with_ola, person=ruth, source=Source.CLEARED, level=3, given_at=MORNING
    )
    with pytest.raises(actions.AlreadyTaken):
        actions.take(request=with_ola, by=ruth, at=LATER)


def test_the_second_of_two_who_take_it_over_is_told_who_did(request_, liv_first_line, mona):
    actions.take(request=request_, by=liv_first_line, at=MORNING)
    away(liv_first_line)
    eli = person("eli", "Eli", "Aune", liv_first_line.unit)
    Membership.objects.create(group=request_.group, person=eli)
    actions.take(request=request_, by=mona, at=LATER)

    with pytest.raises(actions.AlreadyTaken, match="Mona Sand"):
        actions.take(request=request_, by=eli, at=LATER)


def test_what_a_group_has_lies_there_again_and_has_not_bounced(request_, liv_first_line):
    actions.take(request=request_, by=liv_first_line, at=MORNING)

    became = give_up([request_], liv_first_line)

    assert (became.done, became.refused) == ([request_], [])
    assert now(request_).assignee is None
    assert now(request_).group == request_.group
    assert give_up([request_], liv_first_line).done == [request_]


def test_what_an_adviser_has_goes_to_the_deputy_who_is_told(with_ola, ola_adviser, dina):
    Appointment.objects.filter(person=ola_adviser).update(deputy=dina)
    (held,) = queries.held_by(ola_adviser, ola_adviser, MORNING)
    assert held.goes_to == "Dina Foss"

    give_up([with_ola], ola_adviser)

    moved = Movement.objects.get(request=with_ola, left_at=None)
    assert now(with_ola).assignee == dina
    assert moved.direction == Direction.PERSON
    assert Event.objects.filter(verb="request.given", details__movement=moved.pk).exists()
    assert not queries.held_by(ola_adviser, ola_adviser, LATER)


@pytest.mark.parametrize("why", ["away", "closed", "asks"])
def test_a_deputy_who_cannot_is_passed_by_and_the_first_line_gets_it(
    with_ola, ola_adviser, dina, liv_first_line, why
):
    Appointment.objects.filter(person=ola_adviser).update(deputy=dina)
    if why == "away":
        away(dina)
    if why == "closed":
        dina.is_active = False
        dina.save()
    if why == "asks":
        Request.objects.filter(pk=with_ola.pk).update(concerns=dina)
        with_ola.refresh_from_db()

    give_up([with_ola], ola_adviser)

    there = now(with_ola)
    assert (there.line, there.group) == (Line.FIRST, liv_first_line.support_groups.get())
    assert there.assignee is None
    moved = Movement.objects.get(request=with_ola, left_at=None)
    assert moved.direction == Direction.UP
    assert moved.asked


def test_a_manager_gives_back_for_somebody_who_is_ill_and_no_colleague_does(
    request_, liv_first_line, mona, lars, anne_admin, records_department
):
    actions.take(request=request_, by=liv_first_line, at=MORNING)
    for someone in (mona, lars):
        with pytest.raises(NotAllowed):
            give_up([request_], liv_first_line, by=someone)
    assert now(request_).assignee == liv_first_line

    dag = person("dag", "Dag", "Leder", records_department, "leder")
    give_up([request_], liv_first_line, by=dag)

    assert now(request_).assignee is None


def test_whoever_may_not_see_it_is_told_its_number_alone(request_, liv_first_line, anne_admin):
    actions.take(request=request_, by=liv_first_line, at=MORNING)

    assert [one.is_known for one in queries.held_by(liv_first_line, anne_admin, LATER)] == [False]
    assert [one.is_known for one in queries.held_by(liv_first_line, liv_first_line, LATER)] == [
        True
    ]


def test_what_somebody_else_has_taken_meanwhile_stays_with_them(request_, liv_first_line, mona):
    actions.take(request=request_, by=mona, at=MORNING)

    became = give_up([request_], liv_first_line)

    assert not became.done
    assert now(request_).assignee == mona
