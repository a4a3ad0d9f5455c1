"""What happens between the page and the press: appointments end, groups empty, people go away."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sufflor.desk import actions
from sufflor.desk.actions import Place
from sufflor.desk.models import Movement, Request
from sufflor.desk.tests.conftest import ENOUGH
from sufflor.organization.models import Absence, Appointment, Line, Membership
from tests.cast import MORNING, person

TODAY = date(2026, 10, 29)
DAY = timedelta(days=1)


def hand(request, to, by, at=MORNING):
    return actions.hand_over(request=request, to=to, reason=None, note=ENOUGH, by=by, at=at)


def away(whom, first=TODAY, last=TODAY + DAY):
    return Absence.objects.create(person=whom, from_date=first, to_date=last)


def test_an_appointment_that_has_ended_is_handed_nothing(request_, liv_first_line, ola_adviser):
    Appointment.objects.filter(person=ola_adviser).update(to_date=TODAY - DAY)

    with pytest.raises(actions.HelpsNoLonger):
        hand(request_, Place(Line.ADVISER, person=ola_adviser), liv_first_line)

    assert Movement.objects.count() == 1


def test_on_its_last_day_an_appointment_still_holds(request_, liv_first_line, ola_adviser):
    Appointment.objects.filter(person=ola_adviser).update(to_date=TODAY)

    hand(request_, Place(Line.ADVISER, person=ola_adviser), liv_first_line)

    assert Request.objects.get().assignee == ola_adviser


def test_whoever_is_away_is_handed_nothing_until_they_are_back(
    request_, liv_first_line, ola_adviser
):
    away(ola_adviser)
    there = Place(Line.ADVISER, person=ola_adviser)

    with pytest.raises(actions.AwayNow, match="Ola Berg"):
        hand(request_, there, liv_first_line)

    hand(request_, there, liv_first_line, at=MORNING + 2 * DAY)
    assert Request.objects.get().assignee == ola_adviser


def test_whoever_has_left_the_group_is_not_handed_it_there(
    request_, liv_first_line, second_line, per_second_line
):
    to = Place(Line.SECOND, second_line.group, per_second_line)
    Membership.objects.filter(person=per_second_line).delete()

    with pytest.raises(actions.HelpsNoLonger):
        hand(request_, to, liv_first_line)


def test_a_group_that_has_become_empty_is_handed_nothing(
    request_, liv_first_line, second_line, per_second_line
):
    per_second_line.is_active = False
    per_second_line.save()

    with pytest.raises(actions.NobodyThere):
        hand(request_, second_line, liv_first_line)


def test_it_goes_back_to_the_group_when_the_one_who_sent_it_is_away(
    request_, liv_first_line, second_line, per_second_line
):
    actions.take(request=request_, by=liv_first_line, at=MORNING)
    hand(Request.objects.get(), second_line, liv_first_line)
    away(liv_first_line)

    actions.give_back(request=request_, reason=None, note=ENOUGH, by=per_second_line, at=MORNING)

    back = Request.objects.get()
    assert (back.assignee, back.group) == (None, liv_first_line.support_groups.get())


def test_a_group_that_has_become_empty_gets_nothing_back(
    request_, liv_first_line, second_line, per_second_line
):
    hand(request_, second_line, liv_first_line)
    Membership.objects.filter(person=liv_first_line).delete()

    with pytest.raises(actions.NobodyThere):
        actions.give_back(
            request=request_, reason=None, note=ENOUGH, by=per_second_line, at=MORNING
        )

    assert Request.objects.get().group == second_line.group


def test_an_adviser_who_is_gone_gets_nothing_back(
    send, personnel, ola_adviser, liv_first_line, first_line
):
    sent = send(area=personnel)
    assert sent.assignee == ola_adviser
    hand(sent, first_line, ola_adviser)
    Appointment.objects.filter(person=ola_adviser).update(to_date=TODAY - DAY)

    with pytest.raises(actions.NobodyThere):
        actions.give_back(request=sent, reason=None, note=ENOUGH, by=liv_first_line, at=MORNING)

    assert not Movement.objects.filter(returned_at__isnull=False).exists()


def test_what_lies_with_one_who_has_left_goes_to_those_who_can_help_now(
    send, personnel, ola_adviser, liv_first_line
):
    sent = send(area=personnel)
    ola_adviser.is_active = False
    ola_adviser.save()

    placed = [actions.place_the_homeless(at=MORNING + DAY) for _twice in range(2)]

    sent.refresh_from_db()
    assert placed == [1, 0]
    assert (sent.assignee, sent.group) == (None, liv_first_line.support_groups.get())
    assert list(sent.movements.values_list("left_at", flat=True)) == [MORNING + DAY, None]


def test_what_a_member_had_lies_with_the_group_when_they_have_left(request_, liv_first_line):
    actions.take(request=request_, by=liv_first_line, at=MORNING)
    liv_first_line.is_active = False
    liv_first_line.save()

    assert actions.place_the_homeless(at=MORNING) == 1

    request_.refresh_from_db()
    assert (request_.assignee, request_.group) == (None, liv_first_line.support_groups.get())
    assert request_.movements.count() == 1


def test_a_ring_of_deputies_who_are_all_away_ends_at_the_first_line(
    send, faculty, personnel, ola_adviser, liv_first_line
):
    siv = person("siv", "Siv", "Sand", faculty)
    ring = {"unit": faculty, "area": personnel, "from_date": TODAY - DAY}
    Appointment.objects.create(person=siv, deputy=ola_adviser, **ring)
    Appointment.objects.filter(person=ola_adviser).update(deputy=siv)
    away(siv)
    away(ola_adviser)

    sent = send(area=personnel)

    assert sent.group == liv_first_line.support_groups.get()
    assert sent.because


def test_two_who_take_the_same_request_get_one_holder_and_one_answer(
    request_, liv_first_line, records_department
):
    mia = person("mia", "Mia", "Moe", records_department)
    Membership.objects.create(group=liv_first_line.support_groups.get(), person=mia)
    actions.take(request=request_, by=liv_first_line, at=MORNING)

    with pytest.raises(actions.AlreadyTaken, match="Liv Dahl"):
        actions.take(request=request_, by=mia, at=MORNING)

    assert Request.objects.get().assignee == liv_first_line
