"""One request as a helper sees it: the thread, the ladder, what can be undone, who writes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.desk import actions, queries
from sufflor.desk.models import Direction, Draft, HandoverReason, Level, Message, Note
from sufflor.desk.tests.conftest import ENOUGH
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import Line, Membership, SupportGroup
from tests.cast import MORNING, person

SOON = MORNING + timedelta(seconds=20)
LATER = MORNING + timedelta(hours=2)
A_WHILE = timedelta(minutes=25)


def page_of(request, person, at=MORNING, **more):
    return queries.request_page(request, person, at, **more)


def hand(request, to, by, at=MORNING):
    return actions.hand_over(request=request, to=to, reason=None, note=ENOUGH, by=by, at=at)


def test_messages_notes_and_handovers_are_one_thread_and_never_taken_for_each_other(
    request_, second_line, liv_first_line
):
    actions.reply(request=request_, text="Hvilken kode?", by=liv_first_line, at=MORNING)
    actions.note(request=request_, text="Usikker.", by=liv_first_line, at=SOON)
    hand(request_, second_line, liv_first_line, LATER)

    said, noted, moved = page_of(request_, liv_first_line, LATER).entries

    assert said.message
    assert not said.note
    assert noted.note
    assert not noted.message
    assert moved.movement
    assert moved.movement.direction == Direction.UP


def test_the_ladder_says_where_it_is_and_how_long_it_was_at_each_line(
    request_, second_line, liv_first_line
):
    hand(request_, second_line, liv_first_line, LATER)
    request_.refresh_from_db()

    page = page_of(request_, liv_first_line, LATER + A_WHILE)
    rungs = {rung.line: rung for rung in page.rungs}

    assert rungs[Line.FIRST].is_done
    assert rungs[Line.FIRST].spent == timedelta(hours=2)
    assert rungs[Line.SECOND].is_here
    assert rungs[Line.SECOND].who == "Fagstøtte personal"
    assert rungs[Line.SECOND].spent == A_WHILE
    assert not (rungs[Line.VENDOR].is_here)
    assert not (rungs[Line.VENDOR].is_done)


def test_for_half_a_minute_a_reply_and_a_handover_can_be_undone_by_who_did_it(
    request_, second_line, liv_first_line, per_second_line
):
    said = actions.reply(request=request_, text="Slik.", by=liv_first_line, at=MORNING)
    assert page_of(request_, liv_first_line, SOON).held_back.pk == said.pk
    assert page_of(request_, liv_first_line, LATER).held_back is None

    moved = hand(request_, second_line, liv_first_line)
    request_.refresh_from_db()

    assert page_of(request_, liv_first_line, SOON).undoable == moved
    assert page_of(request_, per_second_line, SOON).undoable is None
    assert page_of(request_, liv_first_line, LATER).undoable is None


def test_of_a_long_thread_the_newest_are_shown_at_the_same_cost(
    request_, liv_first_line, django_assert_max_num_queries
):
    Message.objects.bulk_create(
        Message(
            request=request_,
            text=f"Nr. {n}",
            is_from_helper=False,
            at=MORNING,
            sent_at=MORNING,
            by=request_.reporter,
        )
        for n in range(250)
    )
    Note.objects.bulk_create(
        Note(request=request_, text=f"Notat {n}", at=MORNING, by=liv_first_line) for n in range(250)
    )
    page_of(request_, liv_first_line)

    with django_assert_max_num_queries(5):
        page = page_of(request_, liv_first_line)
    whole = page_of(request_, liv_first_line, whole=True)

    assert page.has_older
    assert len(page.entries) <= 40
    assert len(whole.entries) == 500
    assert not whole.has_older


def test_those_who_had_it_before_may_note_and_not_work(request_, second_line, liv_first_line):
    hand(request_, second_line, liv_first_line)

    page = page_of(request_, liv_first_line)

    assert page.level == Level.CONTRIBUTE
    assert page.may_note
    assert not page.may_work


def test_the_note_that_goes_along_begins_with_what_is_known(request_, liv_first_line):
    actions.note(request=request_, text="Prøvd i test.", by=liv_first_line, at=MORNING)

    note = queries.handover_note(request_)

    assert note["asked"] == "Hvordan skjermer jeg et navn?"
    assert note["tried"] == "Prøvd i test."


def test_the_others_see_who_is_writing_and_what_for_two_minutes(
    request_, liv_first_line, records_department
):
    anne = person("annerygg", "Anne", "Rygg", records_department)
    Membership.objects.create(group=request_.group, person=anne)

    actions.write_on(request=request_, text="Hei, du", by=anne, at=MORNING)
    actions.write_on(request=request_, text="", by=anne, at=SOON)

    assert queries.writing_now(request_, liv_first_line, SOON) == [anne]
    assert queries.writing_now(request_, anne, SOON) == []
    assert queries.writing_now(request_, liv_first_line, SOON + timedelta(minutes=3)) == []
    assert Draft.objects.get().text == "Hei, du"


def test_whoever_stops_writing_is_gone_at_once_and_stopping_twice_is_once(
    request_, liv_first_line, kari
):
    actions.write_on(request=request_, text="Hei", by=liv_first_line, at=MORNING)

    for _time in range(2):
        actions.stop_writing(request=request_, by=liv_first_line, at=SOON)

    assert not request_.seats.exists()
    with pytest.raises(NotAllowed):
        actions.write_on(request=request_, text="Hei", by=kari, at=MORNING)


def test_every_group_that_somebody_is_in_can_be_chosen_but_the_one_that_has_it(
    request_, liv_first_line, per_second_line, hr_department
):
    SupportGroup.objects.create(code="tom", name="Tom", line=Line.SECOND, unit=hr_department)

    names = [choice.name for choice in queries.choices(request_, liv_first_line)]

    assert names == ["Fagstøtte personal"]


def test_only_vendor_contacts_choose_the_vendors_line(request_, liv_first_line, records_department):
    group = SupportGroup.objects.create(
        code="leverandor", name="Leverandør", line=Line.VENDOR, unit=records_department
    )
    vera = person("vera", "Vera", "Vold", records_department)
    Membership.objects.create(group=group, person=vera)

    for_liv, for_vera = (queries.choices(request_, each)[-1] for each in (liv_first_line, vera))

    assert (for_liv.group, for_liv.line) == (group, Line.SECOND)
    assert (for_vera.group, for_vera.line) == (group, Line.VENDOR)


def test_up_are_the_specialists_and_down_is_the_nearest_adviser(
    request_, liv_first_line, per_second_line, ola_adviser
):
    up = queries.suggested(request_, Direction.UP, liv_first_line, MORNING)
    down = queries.suggested(request_, Direction.DOWN, liv_first_line, MORNING)

    assert up
    assert up.name == "Fagstøtte personal"
    assert up.because
    assert down
    assert down.person == ola_adviser


def test_a_person_is_where_their_group_is_or_else_an_adviser(
    request_, liv_first_line, per_second_line, ola_adviser, kari
):
    places = queries.choices(request_, liv_first_line)

    per, ola, nobody = (
        queries.place_of_person(each, places, MORNING)
        for each in (per_second_line, ola_adviser, kari)
    )

    assert per
    assert (per.line, per.person) == (Line.SECOND, per_second_line)
    assert ola
    assert (ola.line, ola.group) == (Line.ADVISER, None)
    assert nobody is None


def test_many_are_taken_at_once_and_each_refusal_is_told(
    send, personnel, liv_first_line, records_department
):
    free, taken = send("Fri", area=personnel), send("Tatt", area=personnel)
    anne = person("annerygg", "Anne", "Rygg", records_department)
    Membership.objects.create(group=free.group, person=anne)
    actions.take(request=taken, by=anne, at=MORNING)

    became = actions.take_each(requests=[free, taken], by=liv_first_line, at=MORNING)

    assert became.done == [free]
    ((one, refusal),) = became.refused
    assert one == taken
    assert "Anne Rygg" in str(refusal)
    back = actions.let_each_lie(requests=[free], by=liv_first_line, at=MORNING)
    assert back.done[0].assignee is None


def test_a_reason_offered_again_gets_the_new_words(db):
    for name in ("Krever fag", "Krever faglig vurdering"):
        actions.offer_reason(
            code="fag",
            words=actions.ReasonWords(name),
            direction=Direction.UP,
            position=1,
            by=None,
            at=MORNING,
        )

    assert [reason.local_name for reason in queries.reasons(Direction.UP)] == [
        "Krever faglig vurdering"
    ]
    assert queries.reasons(Direction.DOWN) == []
    assert HandoverReason.objects.count() == 1
