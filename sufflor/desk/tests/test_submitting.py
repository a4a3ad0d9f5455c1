"""Sending a request."""

from __future__ import annotations

from uuid import uuid4

import pytest

from sufflor.desk import actions
from sufflor.desk.models import Access, Movement, Request, Source, State
from sufflor.events.models import Event
from sufflor.organization.models import Line
from tests.cast import MORNING, person


def test_it_goes_to_the_nearest_colleague_who_is_named_with_the_reason(
    send, personnel, ola_adviser, liv_first_line
):
    request = send(area=personnel)

    assert (request.line, request.assignee, request.group) == (Line.ADVISER, ola_adviser, None)
    assert "Ola Berg" in request.because
    assert Request.objects.worked_by(ola_adviser, MORNING).get() == request
    assert not Request.objects.worked_by(liv_first_line, MORNING).exists()


def test_without_an_area_the_first_line_finds_it(send, liv_first_line, ola_adviser):
    request = send()

    assert (request.line, request.group) == (Line.FIRST, liv_first_line.support_groups.get())
    assert request.assignee is None


def test_sent_twice_it_is_one_request(send, liv_first_line):
    submission = uuid4()

    first, second = send(submission=submission), send(submission=submission)

    assert first == second
    assert Request.objects.count() == 1
    assert Event.objects.filter(verb="request.opened").count() == 1


def test_the_same_key_of_another_person_shows_them_nothing(send, lars, liv_first_line):
    submission = uuid4()
    send(submission=submission)

    with pytest.raises(Request.DoesNotExist):
        send(submission=submission, by=lars)


def test_whom_it_concerns_follows_it_like_the_one_who_sent_it(send, kari, lars, liv_first_line):
    request = send(concerns=lars)

    assert request.concerns == lars
    for each in (kari, lars):
        assert Request.objects.followed_by(each, MORNING).get() == request


def test_nobody_sends_for_somebody_at_another_unit(send, hr_department, liv_first_line):
    stranger = person("nora", "Nora", "Nes", hr_department)

    with pytest.raises(actions.NotForThem):
        send(concerns=stranger)

    assert not Request.objects.exists()


def test_an_adviser_is_not_asked_to_help_themselves(send, personnel, ola_adviser, liv_first_line):
    request = send(by=ola_adviser, area=personnel)

    assert request.line == Line.FIRST


def test_where_nobody_helps_yet_it_is_kept_and_given_to_the_first_who_can(send, request):
    sent = send()
    assert (sent.group, sent.assignee) == (None, None)
    assert not Movement.objects.exists()

    liv = request.getfixturevalue("liv_first_line")
    placed = actions.place_the_homeless(at=MORNING)

    assert placed == 1
    assert Request.objects.worked_by(liv, MORNING).get() == sent


def test_two_hundred_can_take_part_and_no_more(send, faculty, liv_first_line):
    people = [person(f"p{n}", "P", str(n), faculty) for n in range(201)]

    with pytest.raises(actions.TooManyParticipants):
        send(participants=tuple(people))
    request = send(participants=tuple(people[:200]))

    assert Access.objects.filter(request=request, source=Source.PARTICIPANT).count() == 200


def test_it_is_new_until_somebody_touches_it(request_, liv_first_line):
    assert request_.state == State.NEW

    actions.take(request=request_, by=liv_first_line, at=MORNING)

    request_.refresh_from_db()
    assert request_.state == State.OPEN
