"""Whoever is taken out of a group leaves nothing there that nobody answers."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from time import sleep

import pytest

from sufflor.desk import actions, queries, rules
from sufflor.desk.models import Access, Request, Source
from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import Membership, User
from tests.cast import MORNING, person
from tests.threads import all_at_once

LATER = MORNING + timedelta(minutes=5)


@pytest.fixture
def group(liv_first_line):
    return liv_first_line.support_groups.get()


def part(group, whom, by):
    return actions.part_from_group(group=group, person=whom, by=by, at=LATER)


def now(request):
    return Request.objects.get(pk=request.pk)


def test_what_they_had_in_hand_lies_there_again_and_they_no_longer_see_it(
    send, request_, group, liv_first_line, mona, anne_admin
):
    solved = send("Løst før hun gikk.")
    for one in (request_, solved):
        actions.take(request=one, by=liv_first_line, at=MORNING)
    actions.resolve(request=solved, text="Slik.", by=liv_first_line, at=MORNING)
    assert queries.in_hand(group=group) == {liv_first_line.pk: 1}
    (held,) = queries.held_by(liv_first_line, anne_admin, MORNING, group=group)
    assert (held.goes_to, held.is_known) == (group.name, False)

    assert part(group, liv_first_line, anne_admin) == [request_]
    assert part(group, liv_first_line, anne_admin) == []

    there = now(request_)
    assert (there.group, there.assignee) == (group, None)
    assert queries.in_hand(group=group) == {None: 1}
    assert now(solved).assignee == liv_first_line
    assert not Access.objects.valid(LATER).filter(request=request_, source=Source.ASSIGNEE)
    left = User.objects.get(pk=liv_first_line.pk)
    assert rules.work_level(left, there, LATER) is None
    assert rules.may_work(mona, there, LATER)
    (event,) = Event.objects.filter(verb="group.left")
    assert event.details["returned"] == 1
    assert Event.objects.get(verb="request.released").by == event.by


def test_what_they_have_elsewhere_stays_with_them(
    send, group, liv_first_line, per_second_line, mona, personnel, anne_admin
):
    other = per_second_line.support_groups.get()
    Membership.objects.create(group=other, person=liv_first_line)
    elsewhere = send(area=personnel)
    Request.objects.filter(pk=elsewhere.pk).update(group=other, assignee=liv_first_line)

    assert part(group, liv_first_line, anne_admin) == []

    assert now(elsewhere).assignee == liv_first_line


def test_the_last_who_can_answer_stays_while_something_lies_there(
    request_, group, liv_first_line, mona, anne_admin
):
    part(group, mona, anne_admin)
    with pytest.raises(actions.LastThere):
        part(group, liv_first_line, anne_admin)
    # Nor is somebody whose account is closed an answer.
    closed = person("siv", "Siv", "Dahl", liv_first_line.unit)
    Membership.objects.create(group=group, person=closed)
    User.objects.filter(pk=closed.pk).update(is_active=False)
    with pytest.raises(actions.LastThere):
        part(group, liv_first_line, anne_admin)
    assert group.members.contains(liv_first_line)

    part(group, User.objects.get(pk=closed.pk), anne_admin)
    actions.resolve(request=request_, text="Slik.", by=liv_first_line, at=MORNING)
    part(group, liv_first_line, anne_admin)

    assert not group.members.exists()


def test_nobody_takes_a_colleague_out(request_, group, liv_first_line, mona):
    with pytest.raises(NotAllowed):
        part(group, liv_first_line, mona)


@pytest.mark.usefixtures("on_disk")
def test_of_two_who_take_out_the_last_two_at_once_one_is_refused(
    request_, group, liv_first_line, mona, anne_admin, monkeypatch
):
    is_last_there = queries.is_last_there

    def asked_slowly(*asked):
        found = is_last_there(*asked)
        sleep(0.2)
        return found

    monkeypatch.setattr(queries, "is_last_there", asked_slowly)
    deeds = [partial(part, group, whom, anne_admin) for whom in (liv_first_line, mona)]

    problems = all_at_once(deeds)

    assert [type(each) for each in problems] == [actions.LastThere]
    assert group.members.count() == 1
