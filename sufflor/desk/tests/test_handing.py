"""Handing over: at every moment one group has it, and nobody loses sight of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.desk import actions, rules
from sufflor.desk.actions import Place
from sufflor.desk.models import Direction, Movement, Request
from sufflor.desk.tests.conftest import ENOUGH, NOTHING
from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import Line, Membership, SupportGroup
from tests.cast import MORNING, person

SOON = MORNING + timedelta(seconds=20)
LATER_BY = timedelta(minutes=5)
LATER = MORNING + LATER_BY


def hand(request, to, by, at=MORNING, note=ENOUGH, **more):
    return actions.hand_over(request=request, to=to, reason=None, note=note, by=by, at=at, **more)


def test_the_specialists_have_it_and_the_first_line_keeps_it_in_sight(
    request_, second_line, liv_first_line, per_second_line
):
    moved = hand(request_, second_line, liv_first_line)

    request_.refresh_from_db()
    assert (request_.line, request_.group) == (Line.SECOND, second_line.group)
    assert moved.direction == Direction.UP
    assert rules.may_work(per_second_line, request_, MORNING)
    assert Request.objects.worked_by(liv_first_line, MORNING).get() == request_
    assert not rules.may_work(liv_first_line, request_, MORNING)
    assert rules.may_note(liv_first_line, request_, MORNING)


def test_to_another_line_the_note_is_needed_and_aside_it_is_not(
    request_, second_line, liv_first_line, per_second_line, hr_department, personnel
):
    with pytest.raises(actions.NoteMissing):
        hand(request_, second_line, liv_first_line, note=NOTHING)

    hand(request_, second_line, liv_first_line)
    beside = SupportGroup.objects.create(
        code="lonn", name="Lønn", line=Line.SECOND, area=personnel, unit=hr_department
    )
    Membership.objects.create(group=beside, person=person("geir", "Geir", "Lie", hr_department))
    moved = hand(request_, Place(Line.SECOND, beside), per_second_line, LATER, NOTHING)

    assert moved.direction == Direction.SIDEWAYS


def test_it_is_returned_to_those_who_sent_it(
    request_, second_line, first_line, liv_first_line, per_second_line
):
    sent = hand(request_, second_line, liv_first_line)

    actions.give_back(request=request_, reason=None, note=NOTHING, by=per_second_line, at=LATER)

    request_.refresh_from_db()
    sent.refresh_from_db()
    assert (request_.line, request_.group) == (Line.FIRST, first_line.group)
    assert sent.returned_at == LATER
    assert rules.may_work(liv_first_line, request_, LATER)


def test_what_has_been_nowhere_is_not_returned(request_, liv_first_line):
    with pytest.raises(actions.NothingToReturn):
        actions.give_back(request=request_, reason=None, note=NOTHING, by=liv_first_line, at=LATER)


def test_it_is_taken_back_within_half_a_minute_and_nobody_has_had_it(
    request_, second_line, first_line, liv_first_line, per_second_line
):
    moved = hand(request_, second_line, liv_first_line)

    actions.undo_handover(movement=moved, by=liv_first_line, at=SOON)

    request_.refresh_from_db()
    assert (request_.line, request_.group) == (Line.FIRST, first_line.group)
    assert rules.may_work(liv_first_line, request_, SOON)
    assert not Request.objects.worked_by(per_second_line, SOON).exists()


def test_whoever_had_it_before_sees_it_still_when_it_is_taken_back(
    request_, second_line, first_line, liv_first_line, per_second_line
):
    hand(request_, second_line, liv_first_line)
    hand(request_, first_line, per_second_line, LATER)
    moved = hand(request_, second_line, liv_first_line, LATER + LATER_BY)

    at = moved.at + timedelta(seconds=5)
    actions.undo_handover(movement=moved, by=liv_first_line, at=at)

    assert Request.objects.worked_by(per_second_line, at).get() == request_


def test_taking_it_back_twice_is_once(request_, second_line, first_line, liv_first_line):
    moved = hand(request_, second_line, liv_first_line)

    for _twice in range(2):
        actions.undo_handover(movement=moved, by=liv_first_line, at=SOON)

    request_.refresh_from_db()
    assert request_.group == first_line.group
    assert Event.objects.filter(verb="request.handover_undone").count() == 1


def test_pressed_twice_it_is_handed_over_once(
    request_, second_line, liv_first_line, per_second_line
):
    first = hand(request_, second_line, liv_first_line)

    assert hand(request_, second_line, liv_first_line, SOON) == first

    back = {"request": request_, "reason": None, "note": NOTHING, "by": per_second_line}
    returned = actions.give_back(**back, at=SOON)
    assert actions.give_back(**back, at=SOON) == returned
    assert Movement.objects.filter(request=request_).count() == 3


@pytest.mark.parametrize("touched", [True, False])
def test_it_is_not_taken_back_when_they_have_begun_or_it_is_late(
    request_, second_line, liv_first_line, per_second_line, touched
):
    moved = hand(request_, second_line, liv_first_line)
    if touched:
        actions.take(request=request_, by=per_second_line, at=SOON)

    with pytest.raises(actions.TooLateToUndo):
        actions.undo_handover(movement=moved, by=liv_first_line, at=SOON if touched else LATER)


def test_only_vendor_contacts_pass_it_to_the_vendor(request_, liv_first_line, records_department):
    group = SupportGroup.objects.create(
        code="leverandor", name="Leverandør", line=Line.VENDOR, unit=records_department
    )
    Membership.objects.create(
        group=group, person=person("vera", "Vera", "Vold", records_department)
    )

    with pytest.raises(actions.OnlyThroughTheVendorContact):
        hand(request_, Place(Line.VENDOR, group), liv_first_line)


def test_nobody_hands_it_to_an_empty_group_or_to_the_one_who_asks(
    request_, liv_first_line, kari, hr_department
):
    empty = SupportGroup.objects.create(
        code="tom", name="Tom", line=Line.SECOND, unit=hr_department
    )

    for place in (Place(Line.SECOND, empty), Place(Line.ADVISER, person=kari)):
        with pytest.raises(actions.NobodyThere):
            hand(request_, place, liv_first_line)
    request_.refresh_from_db()
    assert request_.line == Line.FIRST


def test_those_who_do_not_have_it_do_not_hand_it_over(
    request_, second_line, first_line, per_second_line, liv_first_line
):
    with pytest.raises(NotAllowed):
        hand(request_, first_line, per_second_line)

    hand(request_, second_line, liv_first_line)
    with pytest.raises(NotAllowed):
        hand(request_, first_line, liv_first_line, LATER)


def test_the_third_time_it_bounces_a_coordinator_looks_at_it(
    request_, second_line, first_line, liv_first_line, per_second_line
):
    at = MORNING
    for _time in range(rules.BOUNCES):
        hand(request_, second_line, liv_first_line, at)
        at += timedelta(minutes=1)
        request_.refresh_from_db()
        assert not request_.needs_coordinator
        actions.give_back(request=request_, reason=None, note=NOTHING, by=per_second_line, at=at)
        at += timedelta(minutes=1)

    request_.refresh_from_db()
    assert request_.needs_coordinator


def test_sent_down_to_those_who_sent_it_up_is_a_return(
    request_, second_line, first_line, liv_first_line, per_second_line
):
    for number in range(rules.BOUNCES):
        at = MORNING + 2 * number * LATER_BY
        up = hand(request_, second_line, liv_first_line, at)
        down = hand(request_, first_line, per_second_line, at + LATER_BY)

    up.refresh_from_db()
    request_.refresh_from_db()
    assert (down.direction, up.returned_at) == (Direction.RETURN, down.at)
    assert request_.needs_coordinator


def test_a_bounce_that_is_taken_back_is_none(
    request_, second_line, first_line, liv_first_line, per_second_line
):
    for number in range(rules.BOUNCES):
        at = MORNING + 2 * number * LATER_BY
        hand(request_, second_line, liv_first_line, at)
        down = hand(request_, first_line, per_second_line, at + LATER_BY)

    actions.undo_handover(movement=down, by=per_second_line, at=down.at + timedelta(seconds=5))

    request_.refresh_from_db()
    assert not request_.needs_coordinator
    assert not Movement.objects.filter(returned_at=down.at).exists()


def test_back_with_the_vendor_contacts_it_is_not_with_the_vendor(
    request_, second_line, liv_first_line, per_second_line, vera_vendor_contact
):
    contacts = vera_vendor_contact.support_groups.get()
    hand(request_, Place(Line.SECOND, contacts), liv_first_line)
    hand(request_, Place(Line.VENDOR, contacts), vera_vendor_contact, LATER)
    hand(request_, second_line, vera_vendor_contact, LATER + LATER_BY)

    at = LATER + 2 * LATER_BY
    actions.give_back(request=request_, reason=None, note=NOTHING, by=per_second_line, at=at)

    request_.refresh_from_db()
    assert (request_.group, request_.line) == (contacts, Line.SECOND)


def test_a_second_who_saw_an_older_page_is_told_and_nothing_moves(
    request_, second_line, liv_first_line
):
    seen = request_.revision
    actions.note(request=request_, text="Jeg ser på den.", by=liv_first_line, at=MORNING)

    with pytest.raises(actions.ChangedMeanwhile):
        hand(request_, second_line, liv_first_line, seen=seen)

    assert Movement.objects.filter(request=request_).count() == 1
